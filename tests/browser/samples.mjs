// SPDX-License-Identifier: ISC
// samples.mjs FOLDER: the pages of our samples, driven in a browser. FOLDER has
// spec/ and manual/ (books by chapter), experimental-spec.html (one page), and
// changes/ (of changes.xml, with links to the source and old names).
import { browser, close, complaints, complaintsInTheDark, open, overflow, place,
	trouble } from "./open.mjs";
import { done, is, ok } from "./tap.mjs";
import { validate } from "./valid.mjs";

const top = process.argv[2];
const smtp = `${top}/spec/the-smtp-transport.html`;
const front = `${top}/spec/index.html`;
const changed = `${top}/changes/old-and-new.html`;
const results = page => page.locator(".results li");

async function type(page, text) {
	await page.locator(".search input").fill(text);
	await page.waitForFunction(() => window.stetIndex ||
		!document.querySelector(".search").hasAttribute("action"));
	await page.waitForTimeout(50);
}

async function validity() {
	for (const name of ["spec", "manual", "changes", "experimental-spec.html",
		"single.html"]) {
		const { count, found } = await validate(`${top}/${name}`);
		ok(count && !found.length, `${name}: ${count} pages are valid HTML`, found);
	}
}

// Five kinds of page, light and dark, wide and narrow.
async function accessibility() {
	const kinds = {
		"front page": front,
		"options": smtp,
		"index": `${top}/spec/option-index.html`,
		"changes": changed,
		"one page": `${top}/experimental-spec.html`,
		"search": front,
	};
	for (const [kind, address] of Object.entries(kinds)) {
		const page = await open(address, 1440, { colorScheme: "light" });
		if (kind === "search") {
			await type(page, "host");
		}
		const found = await complaints(page);
		const dark = await complaintsInTheDark(page);
		for (const width of [1440, 768, 375]) {
			await page.setViewportSize({ width, height: 800 });
			is(await overflow(page), 0, `${kind}: not wider than ${width} px`);
		}
		found.push(...(await complaints(page)).map(text => `375px: ${text}`));
		ok(!found.length, `${kind}: accessible`, found);
		ok(!dark.length, `${kind}, dark: accessible`, dark);
		await close(page);
	}
}

async function searching() {
	const page = await open(front);
	is(await page.evaluate(() => typeof window.stetIndex), "undefined",
		"what is searched is not loaded at first");
	await page.keyboard.press("/");
	is(await page.evaluate(() => document.activeElement.name), "q", "/ goes to the field");
	await page.keyboard.type("hosts_try");
	await results(page).first().waitFor();
	is(await results(page).first().locator(".what").textContent(), "hosts_try_auth",
		"a name is found while it is typed");
	is(await results(page).first().locator(".kind").textContent(), "option · smtp",
		"... with what it is, and of what");
	ok(/The smtp transport/.test(await results(page).first().locator(".where").first()
		.textContent()), "... and where");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	is(await page.evaluate(() => [...document.querySelectorAll(".results a")]
		.indexOf(document.activeElement)), 1, "arrows go through what was found");
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("ArrowUp");
	is(await page.evaluate(() => document.activeElement.name), "q", "... and back");
	await page.keyboard.press("Escape");
	ok(await page.locator(".results").isHidden(), "Esc closes the list");
	await type(page, "host_requrie_auth");
	is(await results(page).first().locator(".what").textContent(), "hosts_require_auth",
		"mistakes in a name are forgiven");
	await type(page, "qqqqzzzz");
	is(await page.locator(".results p").textContent(), "Nothing found", "nothing is said so");
	await type(page, "$h(.*[");
	ok(await page.locator(".results p").textContent(), "signs of patterns are only signs");
	await type(page, "expansion");
	ok(await page.locator(".results mark").count() > 0, "text is found, with what is around");
	await type(page, "hosts_require_auth");
	await page.keyboard.press("Enter");
	await page.waitForURL(/smtp-transport/, { waitUntil: "domcontentloaded" });
	is(place(page), "the-smtp-transport.html#option-smtp-hosts_require_auth",
		"Enter goes to the first place");
	await close(page);
}

// What is read stays where it is while something is searched.
async function standing() {
	const page = await open(`${smtp}#option-smtp-hosts_require_auth`);
	const at = () => page.locator("#option-smtp-hosts_require_auth").boundingBox()
		.then(box => Math.round(box.y));
	await page.waitForTimeout(300);
	const first = await at();
	ok(first > 52 && first < 120, "an anchor is clear of the bar", first);
	await page.keyboard.press("/");
	await page.keyboard.type("hosts");
	await results(page).first().waitFor();
	is(await at(), first, "the page does not move while one types");
	await close(page);
}

async function landing() {
	const want = "the-smtp-transport.html#option-smtp-hosts_require_auth";
	for (const asked of ["#hosts_require_auth", "?q=hosts_require_auth", "?q=hosts%20require%20auth",
		"#option-smtp-hosts_require_auth"]) {
		const page = await open(front + asked);
		await page.waitForURL(/smtp-transport/, { waitUntil: "domcontentloaded" });
		is(place(page), want, `index.html${asked} leads to the option`);
		await close(page);
	}
	const page = await open(`${front}?q=hosts_try`);
	await results(page).first().waitFor();
	ok(await results(page).count() > 1, "?q= of several shows them");
	await close(page);
	const none = await open(`${front}#nothing-of-this-name`);
	await none.waitForFunction(() => window.stetIndex);
	ok(await none.locator(".results").isHidden(), "an address of nothing shows the page");
	await close(none);
	const one = await open(`${top}/experimental-spec.html`);
	await one.keyboard.press("/");
	await type(one, "dane");
	await results(one).first().locator("a").click();
	ok(/#.*dane/i.test(place(one)), "a document of one page is searched too");
	ok(await one.locator(".results").isHidden(), "... and the list closes");
	await close(one);
}

async function themes() {
	const page = await open(smtp, 1280, { colorScheme: "dark" });
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const dark = await paper();
	await page.locator(".theme").click();
	const light = await paper();
	ok(dark !== light, "the theme changes at the button", dark, light);
	is(light, "rgb(255, 255, 255)", "the system's choice is where it starts");
	await page.goto(page.url().replace("the-smtp-transport", "introduction"));
	is(await paper(), light, "... and is remembered on other pages");
	await page.locator(".theme").click();
	is(await paper(), dark, "... until it is changed back");
	await close(page);
}

async function contents() {
	const page = await open(smtp, 1440);
	const side = page.locator(".side");
	await page.locator(".menu").click();
	ok(await side.isHidden(), "the contents can be hidden");
	await page.reload();
	ok(await side.isHidden(), "... for good");
	await page.locator(".menu").click();
	ok(await side.isVisible(), "... and shown");
	is(await side.locator("[aria-current=page]").textContent(), "8 The smtp transport",
		"the chapter is marked in the contents");
	await page.evaluate(() => document.querySelector("#option-smtp-hosts_require_auth")
		.scrollIntoView());
	await page.waitForFunction(() =>
		document.querySelector(".local [aria-current=location]"));
	is(await page.locator(".local [aria-current=location]").textContent(), "hosts_require_auth",
		"what is being read is marked");
	await close(page);

	const phone = await open(smtp, 375, { hasTouch: true });
	ok(await phone.locator(".side").isHidden(), "a phone shows the text first");
	await phone.locator(".menu").click();
	ok(await phone.evaluate(() => document.activeElement.closest(".side") !== null),
		"the drawer opens with the keyboard in it");
	await phone.keyboard.press("Escape");
	ok(await phone.locator(".side").isHidden(), "Esc closes it");
	is(await phone.evaluate(() => document.activeElement.className), "menu",
		"... and goes back to its button");
	await phone.locator(".menu").click();
	await phone.locator(".side a", { hasText: "Introduction" }).click();
	await phone.waitForURL(/introduction/, { waitUntil: "domcontentloaded" });
	ok(await phone.locator(".side").isHidden(), "a link in it closes it");
	await close(phone);
}

async function keyboard() {
	const page = await open(smtp);
	await page.keyboard.press("Tab");
	is(await page.evaluate(() => document.activeElement.className), "skip",
		"the first stop skips the bar");
	ok((await page.locator(".skip").boundingBox()).x >= 0, "... and can be seen");
	const seen = new Set();
	for (let i = 0; i < 12; i++) {
		await page.keyboard.press("Tab");
		seen.add(await page.evaluate(() => {
			const node = document.activeElement;
			const style = getComputedStyle(node);
			return `${node.className || node.tagName}${style.outlineStyle === "none" &&
				style.opacity !== "1" ? " unseen" : ""}`;
		}));
	}
	ok(["menu", "home", "INPUT", "theme", "self"].every(name => seen.has(name)),
		"the keyboard reaches everything, and shows where it is", [...seen].join(", "));
	await close(page);
}

async function news() {
	const page = await open(changed);
	ok(/4 changes/.test(await page.locator(".changes").textContent()), "changes are counted",
		await page.locator(".changes").textContent());
	await page.locator(".only").click();
	const shown = text => page.getByText(text, { exact: false }).first().isVisible();
	is([await shown("This has been here"), await shown("This has not"),
		await page.locator("#s-old").isVisible(), await shown("Is as it was"),
		await page.locator("#option-demo-old_option").isVisible(),
		await page.locator("#option-demo-new_option").isVisible(),
		await shown("old item"), await shown("new item")],
	[false, true, false, false, false, true, false, true],
	"what is new can be shown alone, with its headings");
	await page.locator(".only").click();
	ok(await page.locator("#s-old").isVisible(), "... and all again");
	await page.locator(".step").click();
	await page.locator(".step").click();
	await page.goto(page.url().replace("old-and-new", "index"));
	await page.locator("summary").click();
	is(await page.locator(".news a").allTextContents(),
		["1 Old and new", "new_option (demo)"], "the title page lists what is new");
	is(await page.locator(".side > ol > li").allTextContents().then(list =>
		list.map(text => text.trim()).slice(-2)), ["Variables index", "Concept index"],
	"index terms get their indexes");
	await close(page);
}

async function blocks() {
	const page = await open(changed, 375, { hasTouch: true });
	await page.evaluate(() => Object.defineProperty(navigator, "clipboard", {
		value: { writeText: text => Promise.resolve(window.copied = text) },
	}));
	await page.locator(".copy").first().click();
	ok((await page.evaluate(() => window.copied)).endsWith("more of it\nsecond line"),
		"examples can be copied");
	is(await page.locator(".copy").first().textContent(), "Copied", "... which is said");
	is(await page.locator("pre.code").first().getAttribute("tabindex"), "0",
		"the keyboard can scroll what is wide");
	is(await page.locator("#option-demo-new_option .edit").getAttribute("href"),
		"https://example.org/changes.xml#L17", "an option links to its source");
	await page.goto(page.url().replace("old-and-new", "ch02") + "#tail");
	await page.waitForURL(/blocks/, { waitUntil: "domcontentloaded" });
	is(place(page), "blocks.html#tail", "old addresses lead on");
	is(await page.locator("dt .self").count(), 2, "list terms have permalinks");
	await close(page);
}

async function withoutScript() {
	const page = await open(smtp, 375, { javaScriptEnabled: false });
	ok(await page.locator(".search").isHidden(), "no script: no field that does nothing");
	ok(await page.locator("#option-smtp-hosts_require_auth").isVisible(), "... the text is there");
	await page.locator(".menu").click();
	ok(await page.locator(".side").isVisible(), "... and the contents");
	await page.locator(".side .close").click();
	ok(await page.locator(".side").isHidden(), "... which close again");
	is(await overflow(page), 0, "... nothing is too wide");
	await close(page);
	const paper = await open(smtp, 1280, { colorScheme: "dark" });
	await paper.emulateMedia({ media: "print" });
	is([await paper.locator(".bar").isVisible(), await paper.locator(".side").isVisible(),
		await paper.locator("h1").isVisible()], [false, false, true],
	"paper gets the text alone");
	is(await paper.evaluate(() => getComputedStyle(document.body).backgroundColor),
		"rgb(255, 255, 255)", "... and is white");
	await close(paper);
}

const parts = { validity, accessibility, searching, standing, landing, themes, contents, keyboard,
	news, blocks, withoutScript };

async function run([name, act]) {
	try {
		await act();
	} catch (error) {
		ok(false, `${name} goes to its end`, error.stack.slice(0, 1500));
	}
}

// Together: much of the time is spent waiting for the browser.
await Promise.all(Object.entries(parts).map(run));
ok(!trouble.length, "no page asks for anything, or has an error", trouble);
await browser.close();
done();
