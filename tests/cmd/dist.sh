#!/bin/sh
# SPDX-License-Identifier: ISC
# stet dist: releases that are the same wherever they are made, whole or not at
# all, and never silently wrong.
. "$TOP/tests/tap.sh"
unset SOURCE_DATE_EPOCH
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

git_in() { # FOLDER ARGUMENT...
	folder=$1
	shift
	git -C "$folder" -c user.name=a -c user.email=a@example.org "$@"
}

commit() { # FOLDER TIME MESSAGE
	git_in "$1" add -A
	GIT_AUTHOR_DATE="$2 +0000" GIT_COMMITTER_DATE="$2 +0000" \
		git_in "$1" commit -qm "$3"
}

digests() { # FOLDER
	(cd "$1" && sha256sum ./* | grep -v '\.asc$')
}

# --- a project with everything that could differ ---------------------------------
mkdir -p p/doc p/style
cat >p/stet.conf <<'END'
[spec]
	name = loom
	main = doc/book.xfpt
	plain = doc/notes.md
[man "loom.8"]
	source = doc/book.xfpt
	name = loom
	purpose = weaves
	synopsis = loom
[build]
	stylesheet-dir = style
[dist "html"]
	folder = doc/html
	pages = %_html
[dist "text"]
	archive = docs
	folder = doc
	copy = doc/grüße.txt
[dist "man"]
	archive = docs
	folder = doc/man
END
cat >p/doc/book.xfpt <<'END'
.include stdflags
.include stdmacs
.docbook
.book
.literal xml
<bookinfo>
<title>The loom</title>
<revhistory><revision>
.literal off
.include ./local_params
.versiondatexml
.literal xml
</revision></revhistory></bookinfo>
.literal off
.chapter "Weaving" CHAPone
Woven on &fulldate;, version &version;. &'Warp'& and weft.
.literal xml
<mediaobject><imageobject><imagedata fileref="part.svg"/></imageobject></mediaobject>
.literal off
.chapter "Mending" CHAPtwo
See chapter &<<CHAPone>>&.
END
sed -i 's/&fulldate;, version &version;/a loom/' p/doc/book.xfpt
printf '# Notes\n\nSome.\n' >p/doc/notes.md
printf 'Gr\303\274\303\237e\n' >"p/doc/grüße.txt"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >p/doc/part.svg
cp "$TOP/xml/html.css" p/style
git init -q p
commit p 1000000000 one
git_in p tag loom-1.0
echo '/* restyled */' >>p/style/html.css
echo 'More.' >>p/doc/notes.md
echo '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>' >p/doc/part.svg
commit p 1100000000 two
git_in p tag -a -m two loom-1_1_RC2
git clone -q --bare p b.git

exits "a release from a bare repository" 0 \
	"$STET" -C b.git dist --rev loom-1_1_RC2 -o ../rel --manifest
is "... says what it wrote" "$(cat "$TMP/out")" \
	"wrote 12 archives of loom 1.1_RC2 to ../rel"
is "... and nothing else" "$(cat "$TMP/err")" ""
is "... the files" "$(cd rel && echo *)" "00-manifest.json 00-sha256sums.txt \
00-sha512sums.txt 00-sizes.txt loom-docbook-1.1_RC2.tar.bz2 \
loom-docbook-1.1_RC2.tar.gz loom-docbook-1.1_RC2.tar.xz \
loom-docbook-1.1_RC2.tar.zst loom-docs-1.1_RC2.tar.bz2 loom-docs-1.1_RC2.tar.gz \
loom-docs-1.1_RC2.tar.xz loom-docs-1.1_RC2.tar.zst loom-html-1.1_RC2.tar.bz2 \
loom-html-1.1_RC2.tar.gz loom-html-1.1_RC2.tar.xz loom-html-1.1_RC2.tar.zst"
ok "... sums that others can check: SHA-256" \
	sh -c "cd rel && sha256sum --quiet -c 00-sha256sums.txt"
ok "... SHA-512" sh -c "cd rel && sha512sum --quiet -c 00-sha512sums.txt"
is "... sizes" "$(cat rel/00-sizes.txt)" "$(cd rel && for f in 00-manifest.json loom*
	do echo "SIZE ($f) = $(wc -c <"$f")"; done)"
is "... the layout" "$(tar tf rel/loom-docs-1.1_RC2.tar.gz --quoting-style=literal |
	tr '\n' ' ')" "loom-docs-1.1_RC2/ loom-docs-1.1_RC2/doc/ \
loom-docs-1.1_RC2/doc/book.txt loom-docs-1.1_RC2/doc/grüße.txt \
loom-docs-1.1_RC2/doc/man/ loom-docs-1.1_RC2/doc/man/loom.8 \
loom-docs-1.1_RC2/doc/notes.txt "
tar xf rel/loom-html-1.1_RC2.tar.gz
html=loom-html-1.1_RC2/doc/html/book_html
ok "... the stylesheet of the revision" grep -q restyled $html/stet.css
ok "... the image of the revision" grep -q '<g/>' $html/part.svg
tar xf rel/loom-docs-1.1_RC2.tar.xz
same "... a file that goes along" "loom-docs-1.1_RC2/doc/grüße.txt" p/doc/grüße.txt
ok "... the commit's date in what is made" \
	grep -q '2004' loom-docs-1.1_RC2/doc/man/loom.8
is "... one time for all" "$(tar tvf rel/loom-docs-1.1_RC2.tar.gz --utc \
	--quoting-style=literal | awk '{ print $2, $4, $5 }' | uniq)" \
	"0/0 2004-11-09 11:33"

# --- the same everywhere ---------------------------------------------------------
digests rel >want
again() { # NAME COMMAND...: makes it in the folder "other", which is removed
	again_name=$1
	shift
	rm -rf other
	"$@" -C b.git dist --rev loom-1_1_RC2 -o "$PWD/other/place" --manifest \
		>"$TMP/out" 2>"$TMP/err" || cat "$TMP/err"
	digests other/place >got
	same "the same bytes: $again_name" want got
}
again "in another folder" "$STET"
if [ -d /usr/share/i18n/locales ] && command -v localedef >/dev/null; then
	localedef -i de_DE -f UTF-8 "$TMP/de_DE.UTF-8" 2>/dev/null
	again "in a German locale" env LOCPATH="$TMP" LC_ALL=de_DE.UTF-8 "$STET"
else
	again "in a German locale, which is not installed" \
		env LC_ALL=de_DE.UTF-8 "$STET"
fi
again "in the C locale" env LC_ALL=C "$STET"
again "in another time zone" env TZ=Pacific/Auckland "$STET"
again "with another umask" sh -c 'umask 077; exec "$@"' sh "$STET"
again "with an empty environment" env -i "$STET"
if command -v taskset >/dev/null; then
	again "on one core" taskset -c 0 "$STET"
else
	skip "the same bytes: on one core" "taskset is not installed"
fi
if [ -n "${SAN-}" ]; then
	skip "the same bytes: hours later" "faketime and sanitizers do not mix"
elif command -v faketime >/dev/null; then
	again "hours later" faketime -f '+7h' "$STET"
	again "years ago, on a leap day" faketime '2000-02-29 23:59:58' "$STET"
else
	skip "the same bytes: hours later" "faketime is not installed"
fi
rm -rf other
(cd p && "$STET" dist --rev loom-1_1_RC2 -o ../other/place --manifest >/dev/null)
digests other/place >got
same "the same bytes: from a work tree's repository" want got
rm -rf other
(cd p/doc && git_in .. checkout -q loom-1_1_RC2 &&
	"$STET" dist -o ../../other/place >/dev/null 2>"$TMP/err")
is "a clean work tree has nothing to warn of" "$(cat "$TMP/err")" ""
digests other/place | grep loom- >got
grep loom- want >want.archives
same "the same bytes: from the work tree" want.archives got
SOURCE_DATE_EPOCH=1100000000 "$STET" -C b.git dist --rev loom-1_1_RC2 \
	-o ../epoch >/dev/null
digests epoch | grep loom- >got
same "the same bytes: with that time in SOURCE_DATE_EPOCH" want.archives got
SOURCE_DATE_EPOCH=1200000000 "$STET" -C b.git dist --rev loom-1_1_RC2 \
	-o ../epoch2 --compress gz >/dev/null
is "another time in SOURCE_DATE_EPOCH is another release" "$(tar tvf \
	epoch2/loom-docbook-1.1_RC2.tar.gz --utc | awk '{ print $4 }' | uniq)" \
	2008-01-10

# As another user, who needs a place of his own.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	theirs=$(mktemp -d)
	chmod 755 "$theirs"
	cp "$STET" "$theirs/stet"
	cp -r b.git "$theirs/b.git"
	chown -R 65534:65534 "$theirs/b.git"
	mkdir "$theirs/out" "$theirs/root"
	chown 65534:65534 "$theirs/out"
	as_other() {
		setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/ \
			ASAN_OPTIONS="${ASAN_OPTIONS-}" "$theirs/stet" "$@"
	}
	as_other -C "$theirs/b.git" dist --rev loom-1_1_RC2 -o "$theirs/out/x" \
		--manifest >/dev/null
	digests "$theirs/out/x" >got
	same "the same bytes: as another user" want got
	exits "an unwritable folder" 3 as_other -C "$theirs/b.git" dist \
		--rev loom-1_1_RC2 -o "$theirs/root/x"
	ok "... is an error that names it" grep -q "root/x.*: error: .*: Permission" \
		"$TMP/err"
	exits "folders that cannot be made" 3 as_other -C "$theirs/b.git" dist \
		--rev loom-1_1_RC2 -o "$theirs/root/a/b/x"
	is "... nothing is left" "$(ls -A "$theirs/root")" ""
	cp -r b.git "$theirs/root.git"
	exits "a repository of another user" 2 as_other -C "$theirs/root.git" dist \
		--rev loom-1.0 -o "$theirs/out/y"
	ok "... is told how to be trusted" grep -q safe.directory "$TMP/err"
	rm -rf "$theirs"
else
	skip "as another user" "only root can be another"
fi

# --- unpacking ---------------------------------------------------------------------
unpack() { # NAME COMMAND...
	unpack_name=$1
	shift
	rm -rf u && mkdir u
	(cd u && "$@") >"$TMP/.out" 2>&1
	(cd u && find . -type f -exec sha256sum {} + | sort -k2) >got
	same "$unpack_name" unpacked got
}
mkdir u && (cd u && gzip -dc ../rel/loom-html*.gz | tar xf - )
(cd u && find . -type f -exec sha256sum {} + | sort -k2) >unpacked
ok "there is something to unpack" test -s unpacked
for kind in gz bz2 xz; do
	unpack "GNU tar unpacks $kind" tar xf ../rel/loom-html-1.1_RC2.tar.$kind
	unpack "Python unpacks $kind" python3 -c "import sys, tarfile
tarfile.open(sys.argv[1]).extractall()" ../rel/loom-html-1.1_RC2.tar.$kind
done
for kind in gz bz2 xz zst; do
	if command -v bsdtar >/dev/null; then
		unpack "bsdtar unpacks $kind" bsdtar xf \
			../rel/loom-html-1.1_RC2.tar.$kind
	else
		skip "bsdtar unpacks $kind" "bsdtar is not installed"
	fi
done

# --- versions ---------------------------------------------------------------------
dist() {
	rm -rf o
	"$STET" -C p dist -o ../o --compress gz --formats text "$@"
}
exits "a tag by its full name" 0 dist --rev refs/tags/loom-1.0
ok "... has its version" test -f o/loom-docs-1.0.tar.gz
exits "a revision that has a tag" 0 dist --rev HEAD~1
ok "... has its version" test -f o/loom-docs-1.0.tar.gz
git_in p checkout -q master 2>/dev/null || git_in p checkout -q main
echo 'Yet more.' >>p/doc/notes.md
commit p 1200000000 three
exits "a revision without a tag" 2 dist --rev HEAD
is "... is not given a version silently" "$(cat "$TMP/err")" "stet: error: the \
version of 'HEAD' is not known: no tag is exactly there (the nearest before it is \
'loom-1_1_RC2'): give --set version=X.YY"
ok "... nothing is made" test ! -e o
exits "the work tree likewise" 2 dist
exits "a version that is set" 0 dist --set version=1.2
ok "... is taken" test -f o/loom-docs-1.2.tar.gz
exits "a version that cannot be in a name" 2 dist --set version=1/2
exits "a version that would leave the folder" 2 dist --set version=..
git_in p tag loom-1.2
git_in p tag loom-1.3
exits "two tags that disagree" 2 dist --rev HEAD
exits "... one of them by name" 0 dist --rev loom-1.3
ok "... is taken" test -f o/loom-docs-1.3.tar.gz
git_in p tag -d loom-1.3 >/dev/null
sed -i 's/^\[spec\]/&\n\tversion = 1.9/' p/stet.conf
commit p 1200000000 four
exits "a configured version" 0 dist
ok "... is taken" test -f o/loom-docs-1.9.tar.gz
git_in p tag loom-2.0
exits "a tag and a configuration that disagree" 2 dist
ok "... are an error that names both" grep -q '2\.0.*1\.9' "$TMP/err"
exits "... settled" 0 dist --set version=2.0
git_in p tag -d loom-2.0 >/dev/null

printf '.macro version\n1.8\n.endmacro\n' >p/doc/local_params
for macro in fulldate year versiondatexml; do
	printf '.macro %s\n1\n.endmacro\n' $macro
done >>p/doc/local_params
exits "documents that say another version" 2 dist
ok "... where they do is said" grep -q \
	'doc/local_params:2: error: .* version 1\.8, .* is 1\.9' "$TMP/err"
sed -i s/1.8/1.9/ p/doc/local_params
exits "documents that say this version" 0 dist
rm p/doc/local_params

exits "an unknown tag" 2 dist --rev loom-1.1
is "... the nearest are suggested" "$(cat "$TMP/err")" "stet: error: no revision \
'loom-1.1' (did you mean 'loom-1.0', 'loom-1.2'?)"
exits "an unknown revision" 2 dist --rev nonsense-altogether
exits "not in a repository" 2 "$STET" -C / dist --rev HEAD -o "$PWD/o"

# --- the work tree ------------------------------------------------------------------
echo 'Unsaid.' >>p/doc/notes.md
exits "a dirty work tree" 0 dist
is "... says so" "$(cat "$TMP/err")" "stet: warning: the work tree is dirty: not \
committed are doc/notes.md"
git_in p checkout -q doc/notes.md
sed -i 's,copy = .*,&\n\tcopy = doc/extra,' p/stet.conf
commit p 1200000000 five
echo x >p/doc/extra
exits "a file that git does not know" 0 dist
ok "... is named" grep -q 'not committed are doc/extra$' "$TMP/err"
rm p/doc/extra
exits "a file to copy that is not there" 2 dist
ok "... is named" grep -q 'doc/extra.*: error: ' "$TMP/err"
echo x >p/doc/extra
commit p 1200000000 six
exits "where it goes if not said" 0 "$STET" -C p dist --compress gz --formats man
ok "... out/NAME-VERSION" test -f p/out/loom-1.9/loom-docs-1.9.tar.gz
rm -rf p/out

mkdir plain
cp -r p/doc p/style p/stet.conf plain
exits "without a commit" 2 "$STET" -C plain dist -o ../o2
ok "... a date is wanted" grep -q SOURCE_DATE_EPOCH "$TMP/err"
exits "... and given" 0 env SOURCE_DATE_EPOCH=86400 "$STET" -C plain dist -o ../o2 \
	--compress gz
exits "a date that is none" 2 env SOURCE_DATE_EPOCH=yesterday "$STET" -C plain \
	dist -o ../o3
exits "a date beyond all calendars" 2 env SOURCE_DATE_EPOCH=99999999999999 \
	"$STET" -C plain dist -o ../o3
ok "... nothing is made" test ! -e o3

# --- what is there already ------------------------------------------------------------
rel=$PWD/o
dist >/dev/null
before=$(digests o)
exits "a release that is there" 2 "$STET" -C p dist -o ../o
is "... is left alone" "$(digests o)" "$before"
exits "... unless it is forced" 0 "$STET" -C p dist -o ../o --force --compress bz2 \
	--formats html
is "... nothing of the old one stays" "$(ls o | grep -c 'gz$')" 0
is "... nothing hidden is left" "$(ls -A . | grep '^\.o\.')" ""
echo mine >o/mine
exits "a folder with something else" 2 "$STET" -C p dist -o ../o --force
is "... keeps it" "$(cat o/mine)" mine
mkdir empty
exits "an empty folder" 0 "$STET" -C p dist -o ../empty --compress gz --formats man
rm -rf o empty

# --- signing ----------------------------------------------------------------------------
mkdir fake
cat >fake/gpg <<'END'
#!/bin/sh
echo "$*" >>"$FAKE_LOG"
while [ "$1" != --output ]; do shift; done
case $FAKE in
fail) case $2 in *-docs-*) exit 2 ;; esac ;;
nothing) exit 0 ;;
hang) echo $$ >"$FAKE_LOG.pid"; exec sleep 60 ;;
esac
echo signature >"$2"
END
chmod +x fake/gpg
export FAKE_LOG="$TMP/fake.log"
signed() { # FAKE ARGUMENT...
	fake=$1
	shift
	rm -f "$FAKE_LOG"
	FAKE=$fake PATH="$PWD/fake:$PATH" "$STET" -C p dist -o ../signed \
		--compress gz,bz2 --formats text "$@"
}
exits "signing" 0 signed good --sign --manifest
is "... every file" "$(cd signed && ls | grep -c '\.asc$')" \
	"$(cd signed && ls | grep -vc '\.asc$')"
not_ok "... with gpg's own key" grep -q local-user "$FAKE_LOG"
rm -rf signed
exits "signing with a key" 0 signed good --sign=0xABCD
ok "... tells gpg so" grep -q -- '--detach-sign --armor .*--local-user 0xABCD --' \
	"$FAKE_LOG"
exits "a signed release is replaced as well" 0 signed good --force
rm -rf signed
exits "gpg fails" 3 signed fail --sign
ok "... which file, and how, is said" grep -q \
	'loom-docs-1.9.tar.*error: cannot be signed: gpg failed with status 2' \
	"$TMP/err"
exits "gpg writes nothing" 3 signed nothing --sign
exits "there is no gpg" 3 env PATH=/nowhere "$STET" -C p dist -o ../signed --sign \
	--compress gz --formats text
is "... nothing is left of any of them" "$(ls -A . | grep signed)" ""
(signed hang --sign >"$TMP/.out" 2>&1; echo $? >status) &
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	[ ! -s "$FAKE_LOG.pid" ] || break
	sleep 0.1
done
is "while gpg works there is a hidden folder" "$(ls -A . | grep -c '^\.signed')" 1
gpg_pid=$(cat "$FAKE_LOG.pid")
stet_pid=$(ps -o ppid= -p "${gpg_pid:-none}" | tr -d ' ')
[ -z "$stet_pid" ] || kill -TERM "$stet_pid"
wait
is "ended while gpg works" "$(cat status)" 143
is "... nothing is left" "$(ls -A . | grep signed)" ""
not_ok "... not even gpg" kill -0 "$gpg_pid"

if command -v gpg >/dev/null && command -v gpg-agent >/dev/null; then
	# The path of its socket must be short.
	GNUPGHOME=$(mktemp -d)
	export GNUPGHOME
	gpg --batch -q --passphrase '' --quick-generate-key 'a <a@example.org>' \
		ed25519 sign never >"$TMP/.out" 2>&1
	exits "gpg itself signs" 0 "$STET" -C p dist -o ../signed --sign=a@example.org \
		--compress xz --formats man
	verified=0
	for file in signed/*.asc; do
		gpg -q --verify "$file" 2>"$TMP/.err" || verified=1
	done
	is "... and its signatures are good" $verified 0
	gpgconf --kill gpg-agent
	rm -rf "$GNUPGHOME" signed
	unset GNUPGHOME
else
	skip "gpg itself signs" "gpg is not installed"
fi

# --- failures of the system ---------------------------------------------------------------
exits "a file too large" 3 sh -c 'ulimit -f 2; exec "$@"' sh "$STET" -C p dist \
	-o ../big/folder --formats html
ok "... is an error" grep -q 'error: cannot be written: File too large' "$TMP/err"
ok "... nothing is left, no folder above either" test ! -e big
mkdir small
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=12k tmpfs small 2>/dev/null; then
	exits "a full disk" 3 "$STET" -C p dist -o ../small/r
	ok "... is an error" grep -q 'error: .*: No space left' "$TMP/err"
	is "... nothing is left" "$(ls -A small)" ""
	umount small
else
	skip "a full disk" "no file system can be mounted here"
fi
exits "a file where the folder should be" 3 "$STET" -C p dist -o stet.conf

# --- wrong usage ------------------------------------------------------------------------------
exits "an unknown compression" 2 dist --compress zip
exits "an unknown format" 2 dist --formats htm
exits "an argument" 2 dist doc/book.xfpt
exits "--verify writes nothing" 2 dist --verify rel
exits "an unknown format in the configuration" 2 dist --set dist.pdf.folder=x

# --- verifying ---------------------------------------------------------------------------------
exits "a release is verified by its manifest" 0 "$STET" -C b.git dist --verify ../rel
is "... which says so" "$(cat "$TMP/out")" \
	"../rel: 13 files have their sums, and are made again the same"
cp -r rel v
rm v/00-manifest.json
sed -i '/manifest/d' v/00-*
exits "without a manifest it is said what to make" 0 "$STET" -C b.git dist \
	--verify ../v --rev loom-1_1_RC2
exits "another revision" 1 "$STET" -C b.git dist --verify ../v --rev loom-1.0 \
	--set version=1.1_RC2
ok "... the files that differ are named" grep -q \
	'^  loom-docs-1.1_RC2/doc/notes.txt differs$' "$TMP/out"
echo x >>v/loom-docs-1.1_RC2.tar.xz
rm v/loom-html-1.1_RC2.tar.gz
echo x >v/other
exits "a release that was tampered with" 1 "$STET" -C b.git dist --verify ../v \
	--rev loom-1_1_RC2
is "... what is wrong" "$(sed 's/has .*/has/' "$TMP/out")" "other: is of no list
loom-docs-1.1_RC2.tar.xz: has
loom-docs-1.1_RC2.tar.xz: SHA-256 is not what was listed
loom-docs-1.1_RC2.tar.xz: SHA-512 is not what was listed
loom-html-1.1_RC2.tar.gz: cannot be read: No such file or directory"
exits "no release at all" 2 "$STET" -C b.git dist --verify ..
echo '{' >rel/00-manifest.json
exits "a manifest that is none" 2 "$STET" -C b.git dist --verify ../rel
done_testing
