# SPDX-License-Identifier: ISC
# Where output goes, whatever is there: links, leftovers of killed runs, several
# runs at once, folders with odd names, a subfolder as the current one.
. "$TOP/tests/tap.sh"

tree() { # FOLDER
	(cd "$1" && find . -type f -exec cksum {} + | sort -k3)
}

odd="päth \"q' \$x"
mkdir -p "$odd"
cp -R "$TOP/stet.conf" "$TOP/doc-txt" "$TOP/xml" "$odd"
cd "$odd" || exit 1
exits "a folder with blanks, quotes and no ASCII" 0 "$STET" build
tree out >../all
(cd doc-txt && "$STET" -q build) >../err 2>&1
is "from a subfolder it is the same project" "$(cat ../err)" ""
tree out >../again
same "with the same output" ../all ../again
rm -rf out
(cd .. && "$STET" -q -C "$odd" build) >../err 2>&1
is "and from elsewhere with -C" "$(cat ../err)" ""
tree out >../again
same "too" ../all ../again
for locale in C de_DE.UTF-8 none; do
	LC_ALL=$locale "$STET" -q build -o l.$locale 2>../err
	tree l.$locale >../again
	same "in the locale $locale as well" ../all ../again
done

# Several at once.
for run in 1 2 3 4; do
	"$STET" -q build -o both 2>../err.$run &
done
wait
is "four runs at once do not disturb each other" "$(cat ../err.?)" ""
tree both >../again
same "and leave what one would" ../all ../again

# Killed ones.
for after in 0.01 0.02 0.03 0.04 0.06; do
	timeout -s KILL $after "$STET" -q build -o killed
done >/dev/null 2>&1
mkdir -p killed
for draft in spec.txt.stet-0aBcDe stet.1.stet-abcdef notes.stet-mine; do
	echo half >killed/$draft
done
touch -d '1 hour ago' killed/spec.txt.stet-0aBcDe killed/notes.stet-mine
exits "a run after killed ones" 0 "$STET" -q build -o killed
is "takes away what is old, not what may be in use or is no draft" \
	"$(cd killed && ls -d spec.txt.stet-0* stet.1.stet-abcdef notes.* 2>/dev/null)" \
	"notes.stet-mine
stet.1.stet-abcdef"

# Links. One that is named is written through, one that leads out of the folder
# of a build is replaced.
echo mine >../mine
ln -s ../mine link
exits "a link as the output" 0 "$STET" convert -t docbook -o link xml/spec.xfpt
ok "stays a link" test -h link
"$STET" convert -t docbook xml/spec.xfpt >../want
same "and what it points to is written" ../mine ../want
ln -s nowhere loose
exits "a link to nothing" 0 "$STET" convert -t docbook -o loose xml/spec.xfpt
same "is replaced" loose ../want
mkdir out/kept
echo old >out/kept/text
ln -sf kept/text out/spec.txt
echo mine >../mine
ln -sf ../../mine out/postern.8
exits "a build where links are" 0 "$STET" -q build
ok "a link inside the folder stays" test -h out/spec.txt
same "and is written through" out/kept/text both/spec.txt
is "a link out of it is not" "$(cat ../mine)" mine
same "but replaced" out/postern.8 both/postern.8

# Nothing can be written.
if [ "$(id -u)" != 0 ]; then
	rm -rf out
	chmod a-w .
	exits "a root that cannot be written" 3 "$STET" build
	ok "is named" grep -q '^out:1: error: cannot' "$TMP/err"
	exits "output elsewhere is not its business" 0 "$STET" build -o ../else
	chmod u+w .
else
	skip "a root that cannot be written" "root can write everywhere"
fi

# Files on their own, outside of every project.
mkdir ../alone
cd ../alone || exit 1
printf "# A title\n\nText.\n\n## Part\n\nMore.\n" >a.md
exits "a document outside of every project" 0 "$STET" -q build a.md
is "is built to a folder beside it" "$(ls out)" "a.html
a.txt"
is "can be looked at" "$("$STET" outline a.md | wc -l)" 1
exits "no document is no build" 2 "$STET" build
done_testing
