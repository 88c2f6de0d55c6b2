// SPDX-License-Identifier: ISC
// Plain TAP, and the packages that tests/browser/setup.sh has installed.
import { createRequire } from "node:module";

export const require = createRequire(`${process.env.BROWSER_MODULES}/x.js`);

let count = 0;
let failed = 0;

export function ok(condition, name, ...details) {
	count++;
	failed += condition ? 0 : 1;
	console.log(`${condition ? "ok" : "not ok"} ${count} - ${name}`);
	if (!condition) {
		details.flat().slice(0, 20).forEach(detail =>
			console.log(`# ${String(detail).replace(/\n/g, "\n# ")}`));
	}
}

export function is(got, want, name) {
	const [a, b] = [got, want].map(value => JSON.stringify(value));
	ok(a === b, name, `got:  ${a}`, `want: ${b}`);
}

export function done() {
	console.log(`1..${count}`);
	process.exitCode = failed ? 1 : 0;
}
