# SPDX-License-Identifier: ISC
# Where the version of the documents comes from, when nobody says it: the nearest
# tag of a tracked document, from wherever stet is called; else the newest heading
# of the news; else nowhere, which is an error.
. "$TOP/tests/tap.sh"

commit() {
	git -c user.name=t -c user.email=t@t commit -qm "$1" --allow-empty
}

git init -q repository
mkdir repository/doc
cd repository/doc || exit 1
printf '[spec]\n\tmain = spec.xfpt\n\tnews = News\n' >stet.conf
cat >spec.xfpt <<'END'
.include stdflags
.include stdmacs
.docbook
.include ./local_params
.book
.chapter One
Version &version().
END
printf 'News\n\nVersion 0.7\n-----------\n 1. A thing.\n' >News
version() { # [ARGUMENT...]: as the document prints it
	"$STET" "$@" convert -t docbook spec.xfpt 2>&1 |
		sed -n 's/^Version \(.*\)\.$/\1/p; s/.*\(error: .*\)/\1/p'
}
is "without a repository's tag, the newest of the news" "$(version)" 0.7
git add . && commit one && git tag lamp-1.0
is "the tag" "$(version)" 1.0
is "from elsewhere too" "$(cd / && version -C "$TMP/repository/doc")" 1.0
ln -s doc ../link
is "and through a link" "$(version -C ../link)" 1.0
commit two
git tag lamp-1_1_RC2
is "the nearest tag, as documents write it" "$(version)" 1.1_RC2
commit three
git tag wip
is "a tag that is no version is passed over" "$(version)" 1.1_RC2
git -c user.name=t -c user.email=t@t tag -a -m 'the release' v1.2
is "an annotated tag with a v" "$(version)" 1.2
git clone -q --depth 1 "file://$TMP/repository" ../../shallow 2>/dev/null
(cd ../../shallow && git tag -d v1.2 wip) >/dev/null 2>&1
is "a shallow clone without tags" "$(version -C ../../shallow/doc)" 0.7
mkdir ../other
cp spec.xfpt stet.conf ../other
is "documents that are not tracked, without news" "$(version -C ../other)" \
	"$(printf 'error: %s' "'./local_params' does not exist and no version is known to make it from: give --set version=X.YY")"
rm -rf ../.git
is "a release that is no repository" "$(version)" 0.7
done_testing
