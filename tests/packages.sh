#!/bin/sh
# SPDX-License-Identifier: ISC
# packages.sh need|install PACKAGE...: are these Debian packages there? A command of
# the name is as good: node and npm, say, may come from elsewhere.
#   need     names the missing ones and the command that installs them
#   install  installs the missing ones, saying so (as root, or with sudo)
set -eu
verb=$1
shift
if ! command -v dpkg-query >/dev/null 2>&1; then
	# Not Debian: nothing to ask. The compiler will say what is missing.
	exit 0
fi
missing=
for package in "$@"; do
	if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
		grep -q 'ok installed' && ! command -v "$package" >/dev/null; then
		missing="$missing $package"
	fi
done
[ -n "$missing" ] || exit 0
if [ "$verb" = need ]; then
	echo "missing packages:$missing" >&2
	echo "install them with:  sudo apt-get install$missing" >&2
	exit 1
fi
echo "installing packages:$missing"
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
export DEBIAN_FRONTEND=noninteractive
# A new machine has no package lists yet; an old one may have stale ones.
if [ -z "$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | head -1)" ]; then
	$sudo apt-get update -q
fi
# shellcheck disable=SC2086
$sudo apt-get install -y -q --no-install-recommends $missing || {
	$sudo apt-get update -q &&
		$sudo apt-get install -y -q --no-install-recommends $missing
}
