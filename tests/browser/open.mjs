// SPDX-License-Identifier: ISC
// A browser, and pages in it that must ask for nothing but files and report no error.
import { pathToFileURL } from "node:url";
import { require } from "./tap.mjs";

const { chromium } = require("playwright-core");
const axe = require("axe-core");

export const trouble = [];

export const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM,
	args: ["--no-sandbox", "--disable-gpu"],
});

// A page of its own profile. more: colorScheme, javaScriptEnabled, ... as
// playwright has it.
export async function open(address, width = 1280, more = {}) {
	const context = await browser.newContext({
		viewport: { width, height: 800 }, ...more,
	});
	const page = await context.newPage();
	page.setDefaultTimeout(30000);
	page.on("pageerror", error => trouble.push(`${address}: ${error}`));
	page.on("console", message => message.type() === "error" &&
		trouble.push(`${address}: ${message.text()}`));
	page.on("request", request => request.url().startsWith("file:") ||
		request.url().startsWith("data:") ||
		trouble.push(`${address}: asks for ${request.url()}`));
	await page.goto(urlOf(address), { waitUntil: "domcontentloaded" });
	return page;
}

export function urlOf(address) {
	const [, file, rest] = address.match(/^([^#?]*)(.*)$/);
	return pathToFileURL(file).href + rest;
}

export async function close(page) {
	await page.context().close();
}

// Where the page is: file name and what follows it.
export function place(page) {
	return decodeURIComponent(page.url().replace(/.*\//, ""));
}

const everything = {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	rules: { "target-size": { enabled: true } },
};
const colours = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

// What axe has to complain about.
export async function complaints(page, which = everything) {
	if (!await page.evaluate(() => window.axe)) {
		await page.evaluate(axe.source);
	}
	const result = await page.evaluate(which => window.axe.run(document, {
		resultTypes: ["violations"],
		preload: false,
		...which,
	}), which);
	return result.violations.map(({ id, nodes }) =>
		`${id}: ${nodes.length} times, ${nodes[0].html.slice(0, 160)}`);
}

// The same in the dark, where only the colours are others.
export async function complaintsInTheDark(page) {
	await page.emulateMedia({ colorScheme: "dark" });
	const dark = await page.evaluate(() =>
		getComputedStyle(document.documentElement).colorScheme === "dark" ||
		matchMedia("(prefers-color-scheme: dark)").matches);
	const found = await complaints(page, colours);
	await page.emulateMedia({ colorScheme: "light" });
	return dark ? found : ["it is not dark", ...found];
}

// By how much the page is wider than its window.
export function overflow(page) {
	return page.evaluate(() =>
		document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
