#!/bin/sh
# SPDX-License-Identifier: ISC
# The demonstration runs, twice in the same folder, and does what it says.
. "$TOP/tests/tap.sh"

exits "the demonstration" 0 sh "$TOP/tests/demo.sh" "$STET" "$TMP/demo"
is "has nothing to complain about" "$(cat "$TMP/err")" ""
exits "and again" 0 sh "$TOP/tests/demo.sh" "$STET" "$TMP/demo"
cp "$TMP/out" "$TMP/said"
spec=$TMP/demo/xml/spec.xfpt

not_ok "the section has left the experimental file" \
	grep -q "^OCSP Stapling" "$TMP/demo/doc-txt/experimental-spec.txt"
"$STET" -C "$TMP/demo" outline -f json doc-txt/experimental-spec.txt |
	sed -n 's/.*"title": "\(.*\)".*/\1/p' >"$TMP/titles"
is "the others have stayed" "$(tr '\n' , <"$TMP/titles")" \
	"DANE support,Queue quota,Delivery hooks,"

# Where an option stands: the names of the entries around it, of this use.
around() {
	sed -n "s/^\.option \([^ ]*\) $2 .*/\1/p" "$spec" |
		grep -B1 -A1 -x "$1" | tr '\n' ' '
}
is "tls_ocsp_file is in place" "$(around tls_ocsp_file main)" \
	"tls_dhparam tls_ocsp_file tls_on_connect_ports "
is "hosts_request_ocsp is in place" "$(around hosts_request_ocsp smtp)" \
	"hosts_randomize hosts_request_ocsp hosts_require_auth "
is "hosts_require_ocsp is in place" "$(around hosts_require_ocsp smtp)" \
	"hosts_require_auth hosts_require_ocsp hosts_require_tls "
is "hosts_try_dane is in place" "$(around hosts_try_dane smtp)" \
	"hosts_try_chunking hosts_try_dane hosts_try_prdr "
ok "the summary table has a row" grep -q '^\.row &%tls_ocsp_file%&' "$spec"
is "the option list has the rows" "$(grep -c \
	'^\(tls_ocsp_file\|hosts_request_ocsp\|hosts_require_ocsp\|hosts_try_dane\) ' \
	"$TMP/demo/doc-txt/OptionLists.txt")" 4
ok "the change log has an item" \
	grep -qi 'ocsp' "$TMP/demo/doc-txt/ChangeLog"

# It says where to look, and that is there.
for path in $(sed -n 's/^  \(\/[^ ]*\).*/\1/p' "$TMP/said"); do
	ok "there is $(basename "$path")" test -s "$path"
done
done_testing
