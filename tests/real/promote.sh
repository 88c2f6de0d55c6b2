# SPDX-License-Identifier: ISC
# The main job on real documents: OCSP stapling becomes a part of the main spec.
. "$TOP/tests/tap.sh"

if [ ! -d "$CORPUS/exim/ocsp/before" ]; then
	skip "promotion of OCSP stapling" "no corpus at $CORPUS"
	done_testing
fi
copy() { # FOLDER: a fresh copy of the documents before
	rm -rf "$1"
	cp -R "$CORPUS/exim/ocsp/before" "$1"
	chmod -R u+w "$1"
}
order() { # FILE PATTERN...: the patterns match lines in this order, each once
	file=$1
	shift
	last=0
	for pattern in "$@"; do
		line=$(grep -n -e "$pattern" "$file" | cut -d: -f1)
		case $line in
		'' | *[!0-9]*) echo "$pattern: at '$line'"; return 1 ;;
		esac
		[ "$line" -gt $last ] || { echo "$pattern: out of order"; return 1; }
		last=$line
	done
}
words() { # what words a DocBook text has
	perl -0777 -pe 's/<indexterm.*?<\/indexterm>//gs; s/<[^>]*>//g;
		s/&#x201[89];|&[a-z]+;//g; s/[^A-Za-z0-9]+//g; $_ = lc'
}
promote() {
	"$STET" -C "$1" promote "OCSP Stapling support" --into CHAPTLS $2
}

copy old
copy new
exits "promote succeeds" 0 promote new
cp out report
is "and says nothing on standard error" "$(cat err)" ""
cd new || exit 1
spec=doc-docbook/spec.xfpt
list=doc-txt/OptionLists.txt

is "the experimental spec is what the maintainer made of it" \
	"$(git hash-object doc-txt/experimental-spec.txt)" \
	6657f63c773f88e513d259f95164f237ef63a58c
ok "main entry in place" order $spec '^\.option tls_dhparam main ' \
	'^\.option tls_ocsp_file main string&!! unset$' \
	'^\.option tls_on_connect_ports main '
ok "transport entries in place" order $spec '^\.option hosts_randomize smtp ' \
	'^\.option hosts_request_ocsp smtp "host list&!!" \*$' \
	'^\.option hosts_require_auth smtp ' \
	'^\.option hosts_require_ocsp smtp "host list&!!" unset$' \
	'^\.option hosts_require_tls smtp '
ok "summary row in place" order $spec '^\.row &%tls_dhparam%& ' \
	'^\.row &%tls_ocsp_file%&               "' '^\.row &%tls_on_connect_ports%& '
ok "section in place, between change bars" order $spec \
	'^\.chapter "Encrypted SMTP connections using TLS/SSL" "CHAPTLS"' \
	'^\.section "Certificates and all that" ' \
	'^\.section "OCSP Stapling support" "SECTocspstaplingsupport"$' \
	'^\.ecindex IIDencsmtp2$' '^\.chapter "Access control lists" "CHAPACL"'
is "the bars are right before and after" "$(grep -c -B1 \
	'^\.section "OCSP Stapling' $spec):$(grep -A1 '^\.ecindex IIDencsmtp2' \
	$spec | tail -1)" "1:.wen"
ok "a list row is added in place" order $list '^hosts_randomize ' \
	'^hosts_request_ocsp                   host list       \*             smtp              4\.83$' \
	'^hosts_require_auth '
is "and the two others are kept and completed, not doubled" \
	"$(grep -e hosts_require_ocsp -e tls_ocsp_file $list)" \
	"hosts_require_ocsp                   host list       unset         smtp              4.82 if experimental_ocsp, 4.83 mainline
tls_ocsp_file                        string*         unset         main              4.80 if experimental_ocsp, 4.83 mainline"
ok "a news item with the next number, at the end of the newest block" \
	order doc-txt/NewStuff '^11\. PRDR is now' \
	'^12\. OCSP Stapling support is no longer experimental' '^Version 4\.82$'
ok "a change-log item with the next number of the last author" \
	order doc-txt/ChangeLog '^TL/11 Bug 1119' \
	'^TL/12 OCSP Stapling support is no longer experimental' \
	'^Exim version 4\.82$'
is "the build switch is still named in four places, as listed" \
	"$(sed -n '/still named/,/^in the section/p' ../report |
		sed '1d;$d' | cut -d: -f1,2)" \
	"$(grep -n EXPERIMENTAL_OCSP doc-txt/NewStuff doc-txt/ChangeLog |
		cut -d: -f1,2)"
is "which are four" "$(grep -c EXPERIMENTAL_OCSP doc-txt/NewStuff \
	doc-txt/ChangeLog | cut -d: -f2 | paste -sd+)" "2+2"

"$STET" convert -t docbook $spec >../new.xml 2>../messages
is "the edited spec converts without a message" "$(cat ../messages)" ""
words <../new.xml >../new.words
# The section's text, without bullets, as one run of letters and digits.
sed -n '12,95p' "$CORPUS/exim/ocsp/before/doc-txt/experimental-spec.txt" |
	perl -0777 -pe 's/[^A-Za-z0-9]+//g; $_ = lc' >../section.words
ok "every word of the section is in it, in order" \
	grep -qFf ../section.words ../new.words
cd ..

# Nothing but what was asked for: taken back, it is what was there.
promote old --dry-run >patch 2>err
is "a dry run says nothing on standard error" "$(cat err)" ""
diff -r old "$CORPUS/exim/ocsp/before" >/dev/null
is "and changes nothing" $? 0
(cd old && git apply ../patch)
diff -r old new >differences
is "git apply of its patch gives the same bytes" "$(cat differences)" ""
is "five files are in it" "$(grep -c '^diff --git' patch)" 5
is "and only what was asked for is taken away" \
	"$(grep '^-' patch | grep -v '^---' | sed '1,90d')" \
	"-hosts_require_ocsp                   host list       unset         smtp              4.82 if experimental_ocsp
-tls_ocsp_file                        string*         unset         main              4.80 if experimental_ocsp"

exits "a second run fails" 2 promote new
ok "and says where the section is" grep -q \
	'^doc-docbook/spec.xfpt:[0-9]*: error: section "OCSP Stapling support" is here already' err
diff -r old new >differences
is "and changes nothing" "$(cat differences)" ""

# Line ends, tabs, blanks, odd bytes and missing newlines are kept.
copy odd
for file in experimental-spec.txt OptionLists.txt NewStuff ChangeLog; do
	printf 'A tab\there, blanks   \nodd \351\377 bytes, no newline' \
		>>odd/doc-txt/$file
	sed -i 's/$/\r/' odd/doc-txt/$file
done
printf 'end, without a newline' | sed 's/^/. /' >>odd/doc-docbook/spec.xfpt
cp -R odd odd.before
exits "promote with CR LF, odd bytes and no newline at the end" 0 promote odd
for file in experimental-spec.txt OptionLists.txt NewStuff ChangeLog; do
	printf 'A tab\there, blanks   \nodd \351\377 bytes, no newline' \
		>want
	cat new/doc-txt/$file want | sed 's/$/\r/' >want.crlf
	same "$file differs in nothing else" odd/doc-txt/$file want.crlf
done
cat new/doc-docbook/spec.xfpt >want
printf '. end, without a newline' >>want
same "spec.xfpt differs in nothing else" odd/doc-docbook/spec.xfpt want
promote odd.before --dry-run >patch
(cd odd.before && git apply ../patch 2>/dev/null)
diff -r odd odd.before >differences
is "git apply gives these bytes too" "$(cat differences)" ""

# Then the option that a maintainer adds by hand.
cat >text <<'END'
For these servers a TLSA record is looked up, and must match if it is there; see
also "hosts_require_tls" and $tls_sni.
END
add() {
	"$STET" -C new option add hosts_try_dane --use smtp \
		--type "host list*" --default unset --text - $1 <text
}
cp -R new before.add
add --dry-run >patch
exits "option add succeeds" 0 add
ok "its entry is in place" order new/$spec '^\.option hosts_try_auth smtp ' \
	'^\.option hosts_try_dane smtp "host list&!!" unset$' \
	'^\.option hosts_try_prdr smtp '
ok "and its row" order new/$list '^hosts_try_auth ' \
	'^hosts_try_dane                       host list       unset         smtp              4\.83$' \
	'^hosts_try_prdr '
(cd before.add && git apply ../patch)
diff -r new before.add >differences
is "git apply of its dry run gives the same bytes" "$(cat differences)" ""
exits "a second run fails" 2 add
ok "and names the place" grep -q \
	"^doc-docbook/spec.xfpt:[0-9]*: error: option 'hosts_try_dane' (smtp) is here already" err
diff -r new before.add >differences
is "and changes nothing" "$(cat differences)" ""

# What is not there is said, with what is near.
exits "an unknown section" 2 "$STET" -C before.add promote "OSCP staplin" \
	--into CHAPTLS
exits "an unknown target" 2 "$STET" -C before.add promote "DCC Support" \
	--into CHAPTL
ok "is named with its nearest" grep -q \
	'^doc-docbook/spec.xfpt:[0-9]*: error: no section "CHAPTL" (nearest: ".*" \[CHAPTLS\]' err
is "at its line" "$(sed -n "$(grep -o '^doc-docbook/spec.xfpt:[0-9]*' err |
	cut -d: -f2)p" before.add/doc-docbook/spec.xfpt | grep -c CHAPTLS)" 1
exits "an option without a type" 2 "$STET" -C before.add option add x \
	--use smtp --default unset
ok "says how to give it" grep -q '^doc-docbook/spec.xfpt:[0-9]*: error: .*--type' err
done_testing
