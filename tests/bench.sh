#!/bin/sh
# SPDX-License-Identifier: ISC
# bench.sh: how long stet and its peers take for the same document, as ratios.
#
#   STET=out/bin/stet RUNS=5 CORPUS=... PARTS="build diff" sh tests/bench.sh
#
# The document is Exim's specification where $CORPUS has it, else our sample's
# chapters written many times over. Only peers that are installed are measured
# (packages: xfpt xmlto w3m docbook-xsl xsltproc libxml2-utils pandoc wdiff rfcdiff
# xmldiff; python3
# measures). PARTS are build, linear, dist and diff, all of them if it is not set.
# Nothing here passes or fails. What takes longer than SLOW seconds is run once only, what
# takes longer than LIMIT is given up; xmlto can take ten minutes. On a busy
# machine look at processor times.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
corpus=${CORPUS:-$top/../shared/corpus}
runs=${RUNS:-5}
slow=${SLOW:-20}
limit=${LIMIT:-1800}
parts=${PARTS:-build linear dist diff}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
export LC_ALL=C.UTF-8

# --- the document -----------------------------------------------------------
release=$corpus/exim/release/4.99
mkdir "$work/tree"
if [ -f "$release/doc-docbook/spec.xfpt" ]; then
	cp -r "$release/doc-docbook" "$release/doc-txt" "$work/tree/"
	chmod -R u+w "$work/tree"
	spec=doc-docbook/spec.xfpt
	what="Exim 4.99 spec.xfpt"
else
	mkdir "$work/tree/xml"
	spec=xml/spec.xfpt
	what="the sample specification, 40 times over"
	# Ids must differ from copy to copy; indexes stand at the end only.
	for copy in $(seq 40); do
		sed -n '/^\.chapter/,$p' "$top/$spec" | sed "/^\.makeindex/d
			s/\(CHAP\|SECT\|TAB\)\([A-Za-z]*\)/\1\2x$copy/g"
	done >"$work/body"
	{
		sed '/^\.chapter/,$d' "$top/$spec"
		cat "$work/body"
		grep '^\.makeindex' "$top/$spec"
	} >"$work/tree/$spec"
	printf '[spec]\n\tmain = %s\n\tversion = 1.4\n' "$spec" \
		>"$work/tree/stet.conf"
fi
cat >"$work/tree/$(dirname "$spec")/local_params" <<'PARAMS'
.macro version
4.99
.endmacro
.macro fulldate
01 Jan 2025
.endmacro
.macro year
2025
.endmacro
.macro versiondatexml
<revnumber>4.99</revnumber>
<date>01 Jan 2025</date>
.endmacro
PARAMS
cd "$work/tree" || exit 2
"$STET" -q convert -t docbook -o "$work/spec.xml" "$spec" || exit 2
# Peers without a DTD at hand do not know &nbsp; and its kin.
sed '/^<!DOCTYPE/d; s/&nbsp;/\&#160;/g; s/&ndash;/\&#8211;/g
	s/&dagger;/\&#8224;/g; s/&Dagger;/\&#8225;/g; s/&copy;/\&#169;/g' \
	"$work/spec.xml" >"$work/plain.xml"
cat >"$work/identity.xsl" <<'XSL'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates
select="@*|node()"/></xsl:copy></xsl:template></xsl:stylesheet>
XSL

# --- measuring --------------------------------------------------------------
# Prints the medians of wall time, processor time (both in seconds), and the most
# memory that one process took (MB); or why there are none.
cat >"$work/measure.py" <<'PYTHON'
import os, resource, signal, statistics, subprocess, sys, time

runs, slow, limit = (int(arg) for arg in sys.argv[1:4])
walls, processors = [], []


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def late(*_):
    raise TimeoutError


# wait(timeout) asks again every 50 ms at most, which is half of some times here.
signal.signal(signal.SIGALRM, late)
while len(walls) < runs:
    before, start = used()[0], time.monotonic()
    child = subprocess.Popen(["sh", "-c", sys.argv[4]], start_new_session=True,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    signal.alarm(limit)
    try:
        status = child.wait()
    except BaseException as problem:
        os.killpg(child.pid, signal.SIGKILL)
        sys.exit("over %d s" % limit
                 if isinstance(problem, TimeoutError)
                 else "stopped")
    walls.append(time.monotonic() - start)
    signal.alarm(0)
    processors.append(used()[0] - before)
    if status != 0:
        sys.exit("failed")
    if walls[-1] > slow:
        break
print("%.3f %.3f %.0f" % (statistics.median(walls),
                          statistics.median(processors), used()[1] / 1024))
PYTHON

wants() {
	case " $parts " in *" $1 "*) ;; *) return 1 ;; esac
}

# heading TEXT: a table of its own; its first row is the base.
heading() {
	base=
	printf '%s\n' "$1"
	printf '%-42s %9s %9s %10s %17s\n' "" "wall" "processor" "memory" \
		"ratios of both"
}

# measure LABEL NEEDED COMMAND: a row of the table. The first row is the base.
measure() {
	for program in $2; do
		if ! command -v "$program" >/dev/null 2>&1; then
			printf '%-42s %9s\n' "$1" "no $program"
			return
		fi
	done
	rm -rf "$work/o"
	mkdir "$work/o"
	if ! times=$(python3 "$work/measure.py" "$runs" "$slow" "$limit" "$3" \
		2>&1); then
		printf '%-42s %9s\n' "$1" "$times"
		return
	fi
	row "$1"
}

# row LABEL: prints $times.
row() {
	[ -n "$base" ] || base=$times
	echo "$times $base" | awk -v label="$1" '{
		printf "%-42s %7.2f s %7.2f s %7d MB %8.1f %8.1f\n", label, $1,
			$2, $3, $1 / ($4 > 0 ? $4 : 1), $2 / ($5 > 0 ? $5 : 1) }'
}

# --- one document -------------------------------------------------------------
build_rows() {
	sheets=/usr/share/xml/docbook/stylesheet/docbook-xsl
	heading "$what: $(wc -l <"$spec") lines, $(wc -c <"$work/spec.xml") bytes of \
	DocBook; median of $runs runs"
	measure "stet build, HTML + text + man" "" \
		"'$STET' -q build -o '$work/o' $spec"
	measure "stet build -f text" "" \
		"'$STET' -q build -f text -o '$work/o' $spec"
	measure "stet convert -t docbook" "" \
		"'$STET' -q convert -t docbook -o '$work/o/x' $spec"
	# xfpt looks for ./local_params in the current folder.
	folder=$(dirname "$spec")
	name=$(basename "$spec")
	measure "xfpt, to DocBook only" xfpt "cd $folder && xfpt -o '$work/o/x' $name"
	measure "xsltproc, identity" xsltproc "xsltproc --nonet -o '$work/o/x' \
		'$work/identity.xsl' '$work/plain.xml'"
	measure "xsltproc, identity, twice" xsltproc "xsltproc --nonet -o '$work/o/x' \
		'$work/identity.xsl' '$work/plain.xml' && xsltproc --nonet -o '$work/o/x' \
		'$work/identity.xsl' '$work/plain.xml'"
	# The least that a program on a tree can do to write three formats.
	times=
	measure "xmllint, parse" xmllint "xmllint --nonet --noout '$work/plain.xml'"
	parse=$times
	measure "xmllint, parse and serialise" xmllint \
		"xmllint --nonet --output '$work/o/x' '$work/plain.xml'"
	if command -v xmllint >/dev/null 2>&1; then
		times=$(echo "$parse $times" | awk '{
			print 3 * $4 - 2 * $1, 3 * $5 - 2 * $2, $6 }')
		row "  so: parse and serialise three times"
	fi
	measure "pandoc, DocBook to HTML" pandoc \
		"pandoc -f docbook -t html -o '$work/o/x' '$work/plain.xml'"
	measure "xfpt + xmlto + w3m, text only" "xfpt xmlto w3m" \
		"(cd $folder && xfpt -o '$work/o/spec.xml' $name) && cp '$work/plain.xml' '$work/o/spec.xml' &&
		xmlto --skip-validation -o '$work/o' html-nochunks '$work/o/spec.xml' &&
		w3m -dump '$work/o/spec.html' >'$work/o/spec.txt'"
	if [ -f $sheets/html/chunk.xsl ]; then
		measure "docbook-xsl, chunked HTML" xsltproc "xsltproc --nonet \
			--stringparam base.dir '$work/o/' $sheets/html/chunk.xsl \
			'$work/plain.xml'"
	else
		printf '%-42s %9s\n' "docbook-xsl, chunked HTML" "not there"
	fi
}

# --- a release ----------------------------------------------------------------
# What a release packs is also packed by the usual programs, one after another.
dist_rows() {
	git -C "$work/tree" init -q 2>/dev/null && git -C "$work/tree" add -A &&
		git -C "$work/tree" -c user.name=a -c user.email=a@example.org \
			commit -qm bench || return
	release="'$STET' -q dist --rev HEAD --set version=4.99 --set name=bench \
		-o '$work/o/release'"
	eval "$release --compress gz" || return
	mkdir -p "$work/unpacked" "$work/p"
	for archive in "$work"/o/release/*.gz; do
		tar xf "$archive" -C "$work/unpacked"
	done
	rm -rf "$work/o/release"
	heading "
	a release: $(find "$work/unpacked" -type f | wc -l) files"
	measure "stet dist, gz, bz2, xz, zst" git "rm -rf '$work/o/release' && $release"
	measure "tar | gzip, bzip2, xz -9, zstd -19" "tar gzip bzip2 xz zstd" \
		"cd '$work/unpacked' && for folder in *; do
			tar cf - \$folder | gzip -9 >'$work/p/gz'
			tar cf - \$folder | bzip2 -9 >'$work/p/bz2'
			tar cf - \$folder | xz -9 >'$work/p/xz'
			tar cf - \$folder | zstd -q -19 >'$work/p/zst'
		done"
}

# --- all of it ------------------------------------------------------------------
if wants build; then build_rows; fi
if wants linear; then . "$top/tests/bench_linear.sh" && linear_rows; fi
if wants dist; then dist_rows; fi
if wants diff; then . "$top/tests/bench_diff.sh"; fi
