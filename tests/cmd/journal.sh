# SPDX-License-Identifier: ISC
# An edit that is killed at any system call leaves, after the next run, all files
# old or all files new, and nothing else.
. "$TOP/tests/tap.sh"

if ! strace -o "$TMP/probe" true 2>/dev/null; then
	skip "killed edits" "strace cannot trace here"
	done_testing
fi

mkdir project && cd project || exit 1
cat >stet.conf <<'END'
[spec]
	name = tiny
	version = 1.0
	main = spec.xfpt
	options = OptionLists.txt
END
cat >spec.xfpt <<'END'
.include stdflags
.include stdmacs
.docbook
.book
.macro option
.itable all 0 0 4 8* left 6* center 6* center 6* right
.row "&%$1%&" "Use: &'$2'&" "Type: &'$3'&" "Default: &'$4'&"
.endtable
.endmacro
.chapter "Options" CHAPoptions
.option alpha main string unset
The first one.

.option gamma main string unset
The third one.
END
cat >OptionLists.txt <<'END'
OPTIONS
-------

-----------------------------------------------------------------------------------------
alpha                                string          unset         main              1.0
gamma                                string          unset         main              1.0
END
cp -a . ../old
edit() {
	set -- "$@" "$STET" option add beta --use main --type string \
		--default unset --text ../text
	ASAN_OPTIONS=detect_leaks=0 "$@" </dev/null
}
echo 'The second one.' >../text

# Which calls there are, from the first that has to do with writing.
exits "the edit itself" 0 edit strace -f -o ../trace
mkdir ../new && cp -a spec.xfpt OptionLists.txt stet.conf ../new
ls -A >../names
is "no file is left over" "$(cat ../names)" "OptionLists.txt
spec.xfpt
stet.conf"
awk '{ sub(/^[0-9]+ +/, ""); name = $0; sub(/\(.*/, "", name); n[name]++ }
	/^flock\(/ { on = 1 }
	/^write\(1,/ { on = 0 }
	on && name ~ /^[a-z0-9_]+$/ {
		print name, n[name], /^openat/ && !/O_CREAT/ ? "read" : "" }
	' ../trace >../calls
# Under the sanitizers each run is slow: some of the calls will do.
[ -z "${SAN:-}" ] || sed -n -i 'p;n;n;n' ../calls
ok "enough system calls to kill at" test "$(wc -l <../calls)" -gt 15

restore() {
	find . -mindepth 1 -delete
	cp -a ../old/. .
}
state() {
	if diff -r . ../old >/dev/null; then
		echo old
	elif diff -r . ../new >/dev/null; then
		echo new
	else
		echo broken
	fi
}
bad=0 old=0 new=0 unkilled=0
while read -r call n rest; do
	restore
	edit strace -f -o /dev/null -e trace="$call" \
		-e inject="$call:signal=KILL:when=$n" >/dev/null 2>&1
	[ $? -gt 128 ] || unkilled=$((unkilled + 1))
	"$STET" option list >/dev/null 2>&1
	case $(state) in
	old) old=$((old + 1)) ;;
	new) new=$((new + 1)) ;;
	*)
		bad=$((bad + 1))
		echo "# killed at $call number $n: $(ls -A | tr '\n' ' ')"
		;;
	esac
done <../calls
is "killed at any call, all is old or new afterwards" "$bad" 0
echo "# $old times old, $new times new, $unkilled times not killed"
ok "some were undone" test $old -gt 2
ok "some were finished" test $new -gt 2
ok "nearly all were killed" test $unkilled -lt 5

# The disk is full: an error, and nothing has changed.
for call in write fsync openat rename; do
	bad=0
	for n in $(awk -v call=$call '$1 == call && $3 == "" { print $2 }' \
		../calls); do
		restore
		edit strace -f -o /dev/null -e trace=$call \
			-e inject="$call:error=ENOSPC:when=$n" >../out 2>../err
		status=$?
		[ "$(state)" != broken ] || "$STET" option list >/dev/null 2>&1
		if [ "$(state)" = broken ] ||
			{ [ $status -ne 0 ] && [ $status -ne 3 ]; } ||
			{ [ $status -eq 3 ] && ! grep -q 'error:' ../err; }; then
			bad=$((bad + 1))
			echo "# $call number $n, status $status: $(ls -A | tr '\n' ' ')"
			sed 's/^/# /' ../err
		fi
	done
	is "no space for any $call: a clear error, all old or all new" $bad 0
done

# Two at once wait for each other.
restore
if command -v flock >/dev/null; then
	flock . sleep 0.5 &
	sleep 0.1
	exits "an edit waits for another" 0 edit
	wait
	same "and is done then" spec.xfpt ../new/spec.xfpt
else
	skip "an edit waits for another" "no flock command"
fi
done_testing
