# SPDX-License-Identifier: ISC
# setup.sh: to be sourced, after tap.sh, by tests that need a browser. Installs what
# package-lock.json names below out/browser, once; without chromium, npm or its
# registry the test is skipped, and ends here. Gives BROWSER_MODULES and CHROMIUM.
browser_home=$TOP/out/browser
browser_lock=$TOP/tests/browser/package-lock.json
CHROMIUM=$(command -v chromium) || CHROMIUM=

browser_skip() {
	skip "pages in a browser" "$1"
	done_testing
}

for command in node npm chromium; do
	command -v $command >/dev/null 2>&1 ||
		browser_skip "$command is not installed"
done
if ! cmp -s "$browser_lock" "$browser_home/installed"; then
	mkdir -p "$browser_home"
	cp "$TOP/tests/browser/package.json" "$browser_lock" "$browser_home"
	if (cd "$browser_home" && npm ci --ignore-scripts --no-audit --no-fund \
		--fetch-retries=1 >npm.log 2>&1); then
		cp "$browser_lock" "$browser_home/installed"
	elif grep -Eq 'E(NOTFOUND|AI_AGAIN|CONN[A-Z]*|TIMEDOUT|NETUNREACH)|ERR_SOCKET_TIMEOUT|E(401|403|404|502|503|504)' \
		"$browser_home/npm.log"; then
		browser_skip "npm's registry cannot be reached"
	else
		sed 's/^/# /' "$browser_home/npm.log"
		ok "npm ci" false
		done_testing
	fi
fi
BROWSER_MODULES=$browser_home/node_modules
export BROWSER_MODULES CHROMIUM
