// SPDX-License-Identifier: ISC
// exim.mjs FOLDER: the pages of Exim's two specifications, of 4.99.
import fs from "node:fs";
import { browser, close, complaints, complaintsInTheDark, open, overflow, place,
	trouble } from "./open.mjs";
import { done, is, ok } from "./tap.mjs";
import { validate } from "./valid.mjs";

const top = process.argv[2];
const size = name => fs.statSync(`${top}/spec/${name}`).size;

async function validity() {
	for (const name of ["spec", "filter"]) {
		const { count, found } = await validate(`${top}/${name}`);
		ok(count > 2 && !found.length, `${name}: ${count} pages are valid HTML`, found);
	}
}

async function searching() {
	const page = await open(`${top}/spec/index.html#hosts_try_dane`);
	await page.waitForURL(/smtp-transport/, { waitUntil: "domcontentloaded" });
	is(place(page), "the-smtp-transport.html#option-smtp-hosts_try_dane",
		"index.html#hosts_try_dane leads to the option");
	await page.locator(".search input").fill("hosts");
	await page.waitForFunction(() => document.querySelector(".results li"));
	const took = [];
	for (const text of ["h", "hosts_tyr_dane", "tls certificate verify", "the"]) {
		took.push(await page.evaluate(text => {
			const box = document.querySelector(".search input");
			const start = performance.now();
			box.value = text;
			box.dispatchEvent(new Event("input"));
			return performance.now() - start;
		}, text));
	}
	ok(Math.max(...took) < 400, "a search is done at once", `${took} ms`);
	const missing = await page.evaluate(() => {
		const { words, text } = window.stetIndex;
		const list = words.split("\n");
		return text.replace(/[\u0080-\u07ff\ue000-\uf8ff]/g, letter => {
			const code = letter.charCodeAt(0);
			return list[code < 0x800 ? code - 0x80 : code - 0xe000 + 0x780];
		}).split("\n").slice(0, -1).map(line => line.split("\t"));
	}).then(lines => {
		let file, ids;
		return lines.filter(([, name, anchor]) => {
			if (name) {
				file = name;
				ids = new Set([...fs.readFileSync(`${top}/spec/${file}`, "utf8")
					.matchAll(/ id="([^"]*)"/g)].map(match => match[1]));
			}
			return !ids.has(anchor);
		}).map(line => `${file}: ${line.slice(0, 6)}`);
	});
	is(missing, [], "every place that can be found is there");
	await close(page);
}

// Of each kind the largest that is quick to look at.
async function accessibility() {
	for (const name of ["the-smtp-transport", "smtp-processing", "variable-index"]) {
		const page = await open(`${top}/spec/${name}.html`, 1280);
		const found = await complaints(page);
		const dark = await complaintsInTheDark(page);
		ok(!found.length, `${name}: accessible`, found);
		ok(!dark.length, `${name}, dark: accessible`, dark);
		await page.setViewportSize({ width: 375, height: 800 });
		is(await overflow(page), 0, `${name}: fits a telephone`);
		await close(page);
	}
}

ok(size("search.js") < 1000000, "what is searched has less than 1 MB", size("search.js"));
ok(size("stet.css") + size("stet.js") < 30000, "style and script have less than 30 KB",
	size("stet.css") + size("stet.js"));
await Promise.all([validity(), searching(), accessibility()]);
ok(!trouble.length, "no page asks for anything, or has an error", trouble);
await browser.close();
done();
