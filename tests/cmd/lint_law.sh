# SPDX-License-Identifier: ISC
# The laws of the house that need no more than a compiler, and that they catch
# what breaks them.
. "$TOP/tests/tap.sh"

ok "the tree keeps the laws" sh "$TOP/tests/lint.sh" cheap

# A copy with one sin of each kind.
mkdir -p copy/tests copy/tools/base copy/tools/read
cp "$TOP/tests/lint.sh" copy/tests
cat >copy/tools/base/sin.c <<END
#include "read/reader.h"
int f(char *a);
int f(char *a)
{
	strcpy(a, a);
	exit(1);
$(yes '	f(a);' | head -800)
}
// TO""DO
END
sed -i 's/""//' copy/tools/base/sin.c
echo 'struct a { struct b c; };' >copy/tools/read/sin.h
exits "sins are found" 1 sh copy/tests/lint.sh cheap
grep '^lint: ' out >laws
for law in 'the order of the folders' 'headers that do not compile alone' \
	'headers without a guard' 'banned functions' 'exit is for' promises \
	'files over 700' 'functions over 100' 'licence lines'; do
	ok "found: $law" grep -F "$law" laws
done
done_testing
