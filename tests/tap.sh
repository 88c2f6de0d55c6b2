# SPDX-License-Identifier: ISC
# tap.sh: to be sourced by shell tests. Plain TAP, nothing else.
#
#   ok NAME COMMAND...          the command succeeds
#   not_ok NAME COMMAND...      the command fails
#   is NAME GOT WANT            two texts are equal
#   same NAME FILE FILE         two files are equal, byte for byte
#   exits NAME STATUS COMMAND   the exit status; output is kept in $TMP/out
#                               and $TMP/err for the checks that follow
#   skip NAME WHY
#   done_testing                last line
tap_count=0
tap_failed=0

tap_report() { # 0|1 NAME
	tap_count=$((tap_count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $tap_count - $2"
	else
		echo "not ok $tap_count - $2"
		tap_failed=1
	fi
}

ok() {
	tap_name=$1
	shift
	if "$@" >"$TMP/.out" 2>"$TMP/.err"; then
		tap_report 0 "$tap_name"
	else
		tap_report 1 "$tap_name"
		sed 's/^/# /' "$TMP/.out" "$TMP/.err" | head -20
	fi
}

not_ok() {
	tap_name=$1
	shift
	if "$@" >"$TMP/.out" 2>"$TMP/.err"; then
		tap_report 1 "$tap_name"
	else
		tap_report 0 "$tap_name"
	fi
}

is() {
	if [ "$2" = "$3" ]; then
		tap_report 0 "$1"
	else
		tap_report 1 "$1"
		printf '# got:  %s\n# want: %s\n' "$2" "$3" | head -20
	fi
}

same() {
	if cmp -s "$2" "$3"; then
		tap_report 0 "$1"
	else
		tap_report 1 "$1"
		diff "$2" "$3" | head -20 | sed 's/^/# /'
	fi
}

exits() {
	tap_name=$1
	tap_want=$2
	shift 2
	"$@" >"$TMP/out" 2>"$TMP/err"
	tap_got=$?
	if [ $tap_got -eq "$tap_want" ]; then
		tap_report 0 "$tap_name"
	else
		tap_report 1 "$tap_name"
		echo "# exit status $tap_got, wanted $tap_want"
		sed 's/^/# /' "$TMP/err" | head -20
	fi
}

skip() {
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

done_testing() {
	echo "1..$tap_count"
	exit $tap_failed
}
