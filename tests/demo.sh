#!/bin/sh
# SPDX-License-Identifier: ISC
# demo.sh STET FOLDER: the main job of stet on copies of our sample documents,
# in FOLDER, which is made anew. Prints each command, stops at a failure.
set -eu
stet=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$2
top=$(cd "$(dirname "$0")/.." && pwd)

rm -rf "$folder"
mkdir -p "$folder/doc-txt" "$folder/xml"
cp "$top"/doc-txt/* "$folder/doc-txt/"
cp "$top/xml/spec.xfpt" "$folder/xml/"
# Without stet's own manual, which is no sample.
sed '/manual\.xfpt/d; /^\[man "stet\.1"\]/,$d' "$top/stet.conf" \
	>"$folder/stet.conf"
cd "$folder"
folder=$(pwd)
echo "Copied the sample documents to $folder"

# Prints the command as one would type it, then runs it.
run() {
	printf '\n$ stet'
	for word in "$@"; do
		case $word in
		*[!A-Za-z0-9_./,=-]*) printf ' "%s"' "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	echo
	if "$stet" "$@"; then
		return 0
	else
		status=$?
	fi
	echo "demo: this command failed with status $status" >&2
	exit "$status"
}

echo
echo "1. OCSP stapling is stable: move it into the main specification."
run promote "OCSP Stapling support" --into CHAPTLS

echo
echo "2. The smtp transport has a new option: describe it. The text is:"
cat >"$folder/hosts_try_dane.txt" <<'TEXT'
For a host in this list a TLSA record is looked up. If there is one, and
DNSSEC vouches for it, the certificate of the host must match it; if there is
none, the delivery goes on as it would without DANE (RFC 7672).
TEXT
sed 's/^/   /' hosts_try_dane.txt
run option add hosts_try_dane --use smtp --type "host list*" \
	--default unset --text - <hosts_try_dane.txt
rm hosts_try_dane.txt

echo
echo "3. Make the documentation from the sources: HTML, text, man pages."
run build

echo
echo "What was changed, with the lines removed and added:"
for file in xml/spec.xfpt doc-txt/experimental-spec.txt \
	doc-txt/OptionLists.txt doc-txt/NewStuff doc-txt/ChangeLog; do
	changes=$(diff "$top/$file" "$file" || :)
	printf '  %-40s -%-4s +%s\n' "$file" \
		"$(printf '%s\n' "$changes" | grep -c '^<')" \
		"$(printf '%s\n' "$changes" | grep -c '^>')"
done

echo
echo "Where to look:"
for path in out/spec/index.html out/spec.txt out/postern.8 \
	out/experimental-spec.html xml/spec.xfpt; do
	test -s "$path"
	printf '  %s\n' "$folder/$path"
done
section=$(grep -l 'id="SECTocsp' out/spec/*.html | head -1)
entry=$(grep -l 'id="[^"]*hosts_try_dane"' out/spec/*.html | head -1)
test -n "$section"
test -n "$entry"
echo "The section that moved, and the new option, as they are read now:"
printf '  %s\n' "$folder/$section" "$folder/$entry"
