// SPDX-License-Identifier: ISC
// screenshot.mjs PAGE FILE
import { browser, open } from "./open.mjs";

const [page, file] = process.argv.slice(2);
const tab = await open(`${page}#option-smtp-hosts_require_auth`, 1280);

await tab.locator(".search input").fill("hosts_require_a");
await tab.locator(".results li").first().waitFor();
await tab.waitForTimeout(300);
await tab.screenshot({ path: file, clip: { x: 0, y: 0, width: 1280, height: 640 } });
await browser.close();
