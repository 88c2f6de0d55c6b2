#!/bin/sh
# SPDX-License-Identifier: ISC
# stet build -j: the same files and the same messages with any number of threads.
. "$TOP/tests/tap.sh"

# Ten documents of many pages; what is wrong or odd is said in several.
chapters() { # DOCUMENT
	for c in $(seq 30); do
		echo "<chapter id='c$c'><title>Chapter $c of $1</title>"
		for p in $(seq 12); do
			echo "<para>Paragraph $p, <emphasis>see</emphasis>"
			echo "<xref linkend='c$p'/> and <odd$c>this</odd$c>"
			echo "<other>that</other>.</para>"
		done
		echo "<section><title>In it</title><para>Text.</para></section>"
		echo "</chapter>"
	done
}
for d in $(seq 10); do
	{
		echo "<book><title>Document $d</title>"
		chapters "$d"
		echo "</book>"
	} >"d$d.xml"
done
build() { # THREADS
	"$STET" build -j "$1" -f html,text,docbook -o "o$1" d*.xml \
		>"log$1" 2>&1
	echo "status $?" >>"log$1"
	sed -i "s/ to o$1/ to o/" "log$1"
}
build 1
is "one thread builds" "$(tail -n 2 log1 | tr '\n' ' ')" \
	"wrote 360 files to o, 0 unchanged status 0 "
ok "... and says what is odd, once" \
	test "$(grep -c "'other'" log1)" = "$(sort -u log1 | grep -c "'other'")"
for n in 2 3 8; do
	build "$n"
	ok "$n threads write the same" diff -r o1 "o$n"
	same "... and say the same" "log$n" log1
done

for d in 2 5 9; do
	sed -i "s/linkend='c7'/linkend='dead'/" "d$d.xml"
done
build 1
ok "errors are reported" grep -q 'status 2' log1
build 4
same "... in the same order by four threads" log4 log1
done_testing
