// SPDX-License-Identifier: ISC
// Is every page of a folder valid HTML? As html-validate sees it, with all that it
// recommends.
import fs from "node:fs";
import path from "node:path";
import { require } from "./tap.mjs";

const { HtmlValidate } = require("html-validate");

const validator = new HtmlValidate({
	root: true,
	extends: ["html-validate:recommended"],
	rules: {
		// Anchors may have full stops; titles and blanks are the document's.
		"valid-id": ["error", { relaxed: true }],
		"long-title": "off",
		"no-trailing-whitespace": "off",
	},
});

function pages(place) {
	return fs.statSync(place).isDirectory() ? fs.readdirSync(place)
		.filter(name => name.endsWith(".html"))
		.map(name => path.join(place, name)) : [place];
}

async function faults(page) {
	const report = await validator.validateString(fs.readFileSync(page, "utf8"));
	return report.results.flatMap(result => result.messages.map(message =>
		`${path.basename(page)}:${message.line}: ${message.message} ` +
		`[${message.ruleId}]`));
}

// The faults of all pages of a place, and how many pages there are.
export async function validate(place) {
	const all = pages(place);
	const found = [];
	for (const page of all) {
		found.push(...await faults(page));
	}
	return { count: all.length, found };
}
