// SPDX-License-Identifier: ISC
// diff.mjs REPORT WHOLE [large]: a report of changes and one with the whole document.
// A large one is only opened, driven and looked at for accessibility here and there.
import { browser, close, complaints, complaintsInTheDark, open, overflow, place,
	trouble } from "./open.mjs";
import { done, is, ok } from "./tap.mjs";
import { validate } from "./valid.mjs";

const [report, whole, large] = process.argv.slice(2);
const here = page => page.locator(".change.here").getAttribute("id");
const visible = page => page.locator("article.change:visible").count();

async function validity() {
	for (const file of [report, whole]) {
		const { found } = await validate(file);
		ok(!found.length, `${file.replace(/.*\//, "")}: valid HTML`, found);
	}
}

async function accessibility() {
	for (const file of large ? [] : [report, whole]) {
		for (const side of file === report ? [false, true] : [false]) {
			const page = await open(file, 1440, { colorScheme: "light" });
			if (side) {
				await page.locator("#view-side").check();
			}
			const name = file.replace(/.*\//, "") + (side ? ", side by side" : "");
			const found = await complaints(page);
			ok(!found.length, `${name}: accessible`, found);
			const dark = await complaintsInTheDark(page);
			ok(!dark.length, `${name}, dark: accessible`, dark);
			await close(page);
		}
	}
	const page = await open(report, 375);
	for (const width of [375, 768, 1440]) {
		await page.setViewportSize({ width, height: 800 });
		is(await overflow(page), 0, `not wider than ${width} px`);
		is((await page.locator(".bar").boundingBox()).width, width,
			`... and the bar is as wide`);
	}
	await page.emulateMedia({ media: "print" });
	ok(await page.locator("article.change").first().isVisible(), "printed, too");
	await page.emulateMedia({ media: null });
	if (!large) {
		await page.setViewportSize({ width: 375, height: 800 });
		is(await complaints(page), [], "accessible at 375 px");
	}
	await close(page);
}

async function keys() {
	const page = await open(report);
	const ids = await page.locator("article.change").evaluateAll(all =>
		all.slice(0, 3).map(one => one.id));
	await page.keyboard.press("j");
	is(await here(page), ids[0], "j: the first change");
	await page.keyboard.press("j");
	await page.keyboard.press("j");
	is(await here(page), ids[2], "j: the next ones");
	await page.keyboard.press("k");
	is(await here(page), ids[1], "k: back");
	is(place(page).replace(/.*#/, ""), ids[1], "the address follows");
	const open_ = page.locator(".change.here > details");
	await page.keyboard.press("o");
	is(await open_.getAttribute("open"), null, "o: closes it");
	await page.keyboard.press("o");
	is(await open_.getAttribute("open"), "", "o: opens it again");
	await page.keyboard.press("?");
	ok(await page.locator("dialog").isVisible(), "?: help");
	is(await complaints(page), [], "help is accessible");
	await page.keyboard.press("?");
	ok(!await page.locator("dialog").isVisible(), "?: no help");
	await page.keyboard.press("s");
	ok(await page.locator("#view-side").isChecked(), "s: side by side");
	await page.reload();
	ok(await page.locator("#view-side").isChecked(), "... remembered");
	await page.keyboard.press("s");
	await close(page);
}

async function filters(javaScriptEnabled) {
	const page = await open(report, 1440, { javaScriptEnabled });
	const name = javaScriptEnabled ? "" : "without a script: ";
	const all = await visible(page);
	const edited = await page.locator("article[data-kind=edited]").count();
	await page.locator("#show-edited").uncheck();
	is(await visible(page), all - edited, `${name}a kind is hidden`);
	is(await page.locator(".side li[data-kind=edited]:visible").count(), 0,
		`${name}... in the list, too`);
	await page.locator("#show-edited").check();
	is(await visible(page), all, `${name}... and shown again`);
	const changed = page.locator(".block.changed").first();
	ok(await changed.locator(".both").isVisible() &&
		!await changed.locator(".left").isVisible(), `${name}inline at first`);
	await page.locator("#view-side").check();
	ok(!await changed.locator(".both").isVisible(), `${name}side by side`);
	const [left, right] = await Promise.all([".left", ".right-side"].map(column =>
		changed.locator(column).boundingBox()));
	ok(left.x + left.width <= right.x && left.y === right.y,
		`${name}... the new beside the old`);
	await page.setViewportSize({ width: 375, height: 800 });
	ok(await changed.locator(".both").isVisible(), `${name}inline where it is narrow`);
	await close(page);
}

async function links() {
	const page = await open(report);
	const dead = await page.evaluate(() => [...document.querySelectorAll("a[href^='#']")]
		.map(a => decodeURIComponent(a.getAttribute("href").slice(1)))
		.filter(id => !document.getElementById(id)));
	is(dead, [], "no dead link");
	const to = page.locator(".block .to a").first();
	const back = await to.evaluate(a => a.closest(".block").id);
	await to.click();
	const target = place(page).replace(/.*#/, "");
	is(await page.locator(`[id="${target}"] .to a`).getAttribute("href"), `#${back}`,
		"moved text is linked both ways");
	const id = await page.locator("article.change").last().getAttribute("id");
	await close(page);
	const deep = await open(`${report}#${encodeURIComponent(id)}`);
	is(await here(deep), id, "a permanent link selects its change");
	ok(await deep.locator(`[id="${id}"] summary`).first().isVisible(),
		"... which is in sight");
	await close(deep);
}

async function folds() {
	const page = await open(report);
	const fold = page.locator(".fold").first();
	if (await fold.count()) {
		ok(!await fold.locator(".block").first().isVisible(), "context is folded");
		await fold.locator("summary").click();
		ok(await fold.locator(".block").first().isVisible(), "... and unfolds");
	}
	await close(page);
}

async function speed() {
	for (const file of [report, whole]) {
		const page = await open(file);
		const ready = await page.evaluate(() => {
			const [entry] = performance.getEntriesByType("navigation");
			return Math.round(entry.domContentLoadedEventEnd);
		});
		ok(ready < 4000, `${file.replace(/.*\//, "")}: opens at once`, `${ready} ms`);
		await close(page);
	}
}

await validity();
await accessibility();
await keys();
await filters(true);
await filters(false);
await links();
await folds();
await speed();
ok(!trouble.length, "no page asks for anything, or has an error", trouble);
await browser.close();
done();
