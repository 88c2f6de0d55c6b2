#!/bin/sh
# SPDX-License-Identifier: ISC
# Releases of Exim's documents from a repository made of two of its versions:
# complete, well-formed for every program that unpacks, the same each time.
. "$TOP/tests/tap.sh"
exim=$CORPUS/exim/release
if [ ! -d "$exim/4.99/doc-docbook" ]; then
	skip "releases of Exim" "there is no $exim"
	done_testing
fi
unset SOURCE_DATE_EPOCH
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

git init -q repo
commit() { # VERSION TIME
	rm -rf repo/doc
	mkdir repo/doc
	cp -r "$exim/$1"/* repo/doc
	git -C repo add -A
	GIT_AUTHOR_DATE="$2 +0000" GIT_COMMITTER_DATE="$2 +0000" git -C repo \
		-c user.name=a -c user.email=a@example.org commit -qm "$1"
	git -C repo tag "exim-$1"
}
commit 4.98 1720600000
commit 4.99 1761700000
git clone -q --bare repo bare.git

exits "4.98 from a bare clone" 0 "$STET" -C bare.git dist --rev exim-4.98 \
	-o ../4.98 --compress gz
exits "4.99 from a bare clone" 0 "$STET" -C bare.git dist --rev exim-4.99 \
	-o ../4.99 --compress gz,bz2 --manifest
for version in 4.98 4.99; do
	is "$version: the archives" "$(cd $version && echo *.tar.gz)" \
		"exim-docbook-$version.tar.gz exim-docs-$version.tar.gz \
exim-html-$version.tar.gz"
	ok "$version: the sums are right" \
		sh -c "cd $version && sha256sum --quiet -c 00-sha256sums.txt &&
			sha512sum --quiet -c 00-sha512sums.txt"
	is "$version: text files and man pages" \
		"$(tar tf $version/exim-docs-$version.tar.gz | grep -v '/$' | tr '\n' ' ')" \
		"exim-docs-$version/doc/ChangeLog exim-docs-$version/doc/NewStuff \
exim-docs-$version/doc/OptionLists.txt exim-docs-$version/doc/exim.8 \
exim-docs-$version/doc/experimental-spec.txt exim-docs-$version/doc/filter.txt \
exim-docs-$version/doc/spec.txt "
	ok "$version: the version is on its pages" sh -c \
		"tar xOf $version/exim-html-$version.tar.gz \
		exim-html-$version/doc/html/spec_html/index.html | grep -q '$version'"
done

# What an archive must not hold; as each program sees it.
cat >look.py <<'END'
import sys, tarfile
members = tarfile.open(sys.argv[1]).getmembers()
names = [m.name for m in members]
assert names == sorted(names), "not sorted"
assert len(set(names)) == len(names), "twice"
top = names[0].split("/")[0]
for m in members:
    parts = m.name.split("/")
    assert not m.name.startswith("/") and ".." not in parts, m.name
    assert parts[0] == top, m.name
    assert m.isdir() or m.isreg(), m.name
    assert (m.uid, m.gid, m.uname, m.gname) == (0, 0, "", ""), m.name
    assert m.mode == (0o755 if m.isdir() else 0o644), m.name
    assert m.mtime == int(sys.argv[2]), m.name
    assert not m.pax_headers, m.name
print(len(names))
END
for archive in 4.99/*.tar.*; do
	ok "Python's view of $archive" python3 look.py "$archive" 1761700000
	is "GNU tar's" "$(tar tvf "$archive" --numeric-owner | grep -vc \
		'^\(d.wxr-xr-x\|-rw-r--r--\) 0/0 .* exim-[a-z]*-4.99/[^ ]*$')" 0
	if command -v bsdtar >/dev/null; then
		is "bsdtar's" "$(bsdtar tvf "$archive" | grep -vc \
			'^\(d.wxr-xr-x\|-rw-r--r--\)  0 0      0 .* exim-[a-z]*-4.99/[^ ]*$')" 0
	else
		skip "bsdtar's" "bsdtar is not installed"
	fi
done

# What is in them is what stet build makes.
SOURCE_DATE_EPOCH=1761700000 "$STET" -q -C repo build --set version=4.99 \
	-f html,text,man,docbook -o ../built
mkdir un
for archive in 4.99/*.tar.gz; do
	tar xf "$archive" -C un --strip-components=2
done
mkdir flat
mv un/html/spec_html flat/spec
mv un/html/filter_html flat/filter
mv un/html/* un/docbook/* flat
mv un/*.txt un/exim.8 flat
rm flat/OptionLists.txt
ok "everything that is built is packed" diff -r built flat
same "what goes along is as it was" un/ChangeLog repo/doc/doc-txt/ChangeLog

# All that could differ, at once; xz and zstd, which take long, for one archive.
digests() {
	(cd "$1" && sha256sum ./*)
}
cat >other.sh <<'END'
umask 077
export LC_ALL=de_DE.UTF-8 TZ=America/St_Johns HOME=/nonexistent
exec "$@"
END
set -- sh other.sh
! command -v taskset >/dev/null || set -- "$@" taskset -c 0
if command -v faketime >/dev/null && [ -z "${SAN-}" ]; then
	set -- "$@" faketime -f +26h
fi
mkdir elsewhere
"$@" "$STET" -q -C repo dist --rev exim-4.99 -o ../elsewhere/4.99 \
	--compress gz,bz2 --manifest
digests 4.99 >want
digests elsewhere/4.99 >got
same "the same bytes elsewhere, later, on one core" want got
"$STET" -q -C bare.git dist --rev exim-4.99 -o ../slow --formats man,text \
	--compress xz,zst
"$@" "$STET" -q -C bare.git dist --rev exim-4.99 -o ../elsewhere/slow \
	--formats man,text --compress xz,zst
digests slow >want
digests elsewhere/slow >got
same "... by xz and zstd too" want got

exits "4.98 is verified" 0 "$STET" -C bare.git dist --verify ../4.98 --rev exim-4.98
exits "4.99 by its manifest" 0 "$STET" -C bare.git dist --verify ../4.99
is "the manifest has every input with its blob" "$(python3 -c '
import json, subprocess
manifest = json.load(open("4.99/00-manifest.json"))
for i in manifest["inputs"]:
    blob = subprocess.check_output(["git", "-C", "bare.git", "rev-parse",
        "exim-4.99:" + i["path"]], text=True).strip()
    assert blob == i["blob"], i
print(" ".join(i["path"].split("/")[-1] for i in manifest["inputs"]))')" \
	"filter.xfpt spec.xfpt ChangeLog NewStuff OptionLists.txt experimental-spec.txt"
done_testing
