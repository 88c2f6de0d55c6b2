# SPDX-License-Identifier: ISC
# stet diff does not read what is equal on both sides: nobody must see that it
# does not. --whole reads everything.
. "$TOP/tests/tap.sh"

# alike NAME OLD NEW: the same changes with and without what is equal.
alike() {
	"$STET" diff -f json --full -o "$TMP/part.json" "$2" "$3" 2>"$TMP/part.err"
	part=$?
	"$STET" diff -f json --full --whole -o "$TMP/whole.json" "$2" "$3" \
		2>"$TMP/whole.err"
	is "$1: the status" "$part" "$?"
	same "$1: the messages" "$TMP/part.err" "$TMP/whole.err"
	exits "$1: the changes" 0 python3 "$TOP/tests/same_changes.py" \
		"$TMP/part.json" "$TMP/whole.json"
}

# --- our sample ---------------------------------------------------------------------
old=$TOP/xml/spec.xfpt
sed 's/retry/attempt/' "$old" >new.xfpt
alike "a word here and there" "$old" new.xfpt
awk '/^\.section/ { n++ } n != 3 { print } n == 3 { kept = kept $0 "\n" }
	/^\.section/ && n == 6 { printf "%s", kept }' "$old" >new.xfpt
alike "a section elsewhere" "$old" new.xfpt
awk '/^\.section/ && ++n % 4 == 0 { sub(/"/, "\"On ") } { print }' "$old" \
	>new.xfpt
alike "titles" "$old" new.xfpt
awk '/^\.option/ && ++n % 3 == 0 { $NF = "new" } { print }' "$old" >new.xfpt
alike "defaults" "$old" new.xfpt
awk '/^\.cindex/ && ++n % 5 == 0 { next } { print }' "$old" >new.xfpt
alike "index terms" "$old" new.xfpt

# --- macros that mean something else --------------------------------------------------
spec() {
	cat <<SPEC
.include stdflags
.include stdmacs
.macro aside
$1
.endmacro
.docbook
.book
.chapter Words C1
.section First S1
Something.
.aside
More of it.

.section Second S2
$2
.section Third S3
The end.
SPEC
}
spec "On the side." "Then." >a.xfpt
spec "On the side." "Now." >b.xfpt
exits "an equal section is not read" 1 "$STET" diff a.xfpt b.xfpt
alike "an equal section" a.xfpt b.xfpt
spec ".literal layout
.push U &</section>&
&<section id=\"S9\">&&<title>&Aside&</title>&
.literal off" "Now." >b.xfpt
alike "a macro that makes a section now" a.xfpt b.xfpt
ok "which is found" grep -q '"title": "Aside"' "$TMP/part.json"

# --- what is wrong ----------------------------------------------------------------------
spec "A &nosuchflag" "Then." | sed 's/^Something/Some &+ thing/' >a.xfpt
spec "A &nosuchflag" "Now." | sed 's/^Something/Some &+ thing/' >b.xfpt
exits "an error in what is equal is not looked for" 1 "$STET" diff a.xfpt b.xfpt
spec "A word" "Then." | sed 's/^Something/Some \&+ thing/' >a.xfpt
spec "A word" "A &- word." | sed 's/^Something/Some \&+ thing/' >b.xfpt
exits "but with an error elsewhere" 2 "$STET" diff a.xfpt b.xfpt
ok "it is told, too" grep -q '^a.xfpt:10: error: ' "$TMP/err"
ok "on both sides" grep -q '^b.xfpt:10: error: ' "$TMP/err"
done_testing
