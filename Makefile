# stet - one non-recursive Makefile (GNU make).
#
#   make            build out/bin/stet (never installs: names what is missing)
#   make demo       install what building needs, build, run the whole job on
#                   our sample documents in out/demo
#   make check      install what tests need, run every test
#   make check SAN=1    the same under the address and undefined sanitizers,
#                   SAN=thread under the thread sanitizer
#   make lint       include law, headers alone, clang-tidy, cppcheck
#   make bench      the speed table;  make fuzz TIME=60;  make install

VERSION := 0.1.0

# --- packages (Debian), one list for every goal ---------------------------
BUILD_PACKAGES := gcc make pkg-config libxml2-dev libxslt1-dev libcmark-dev \
	libgit2-dev libutf8proc-dev libjansson-dev libarchive-dev libmd-dev
TEST_PACKAGES := libcmocka-dev git perl python3 xfpt mandoc groff strace \
	valgrind libxml2-utils faketime libarchive-tools bzip2 xz-utils zstd \
	gpg gpg-agent patch man-db bsdextrautils chromium nodejs npm

# --- toolchain ------------------------------------------------------------
CC ?= gcc
ifeq ($(origin CC),default)
CC := gcc
endif
PKGS := libxml-2.0 libxslt libexslt libcmark libgit2 libutf8proc jansson \
	libarchive libmd
O := out$(if $(SAN),/san$(filter thread,$(SAN)))
CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wpointer-arith -Wwrite-strings -Wundef -Wformat=2 \
	$(if $(WERROR),-Werror)
comma := ,
SANITIZERS := $(if $(filter thread,$(SAN)),thread,address$(comma)undefined)
SANFLAGS := $(if $(SAN),-fsanitize=$(SANITIZERS) -fno-omit-frame-pointer \
	-fno-sanitize-recover=all)
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
CPPFLAGS_ALL := -Itools -D_GNU_SOURCE \
	-DSTET_VERSION='"$(VERSION)"' $(PKG_CFLAGS) $(CPPFLAGS)
CFLAGS_ALL := -std=c11 $(WARN) $(CFLAGS) $(SANFLAGS)
LDLIBS := $(PKG_LIBS) -lpthread -lm

# V=1 prints whole commands.
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-4s%s\n' $1 $@)

# --- sources --------------------------------------------------------------
FOLDERS := base model read render diff check edit dist cmd
SRC := $(sort $(wildcard $(FOLDERS:%=tools/%/*.c)))
LIB_OBJ := $(SRC:tools/%.c=$O/obj/%.o) $O/obj/assets.o
LIB := $O/obj/libstet.a
ASSETS := $(sort $(wildcard xml/*.xsl xml/*.css xml/*.js xml/xfpt/* \
	xml/preset/*))
UNIT := $(sort $(wildcard tests/unit/test_*.c))
UNIT_BIN := $(UNIT:tests/unit/%.c=$O/test/%)

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all check check-unit check-cmd lint bench fuzz fuzz-bin demo screenshot install clean \
	need-build install-build install-test docs

all: need-build
	@$(MAKE) -s --no-print-directory $O/bin/stet

need-build:
	@sh tests/packages.sh need $(BUILD_PACKAGES)

install-build:
	@sh tests/packages.sh install $(BUILD_PACKAGES)

install-test:
	@sh tests/packages.sh install $(BUILD_PACKAGES) $(TEST_PACKAGES)

$O/bin/stet: $O/obj/main.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)
	$Q$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(call say,AR)
	$Qar rcs $@ $^

$O/obj/%.o: tools/%.c
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$O/gen/embed: tools/embed.c
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) -D_GNU_SOURCE $(CFLAGS_ALL) -o $@ $<

$O/gen/assets.c: $O/gen/embed $(ASSETS)
	$(call say,GEN)
	$Q$O/gen/embed xml/ $(ASSETS) >$@

$O/obj/assets.o: $O/gen/assets.c
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# --- tests ----------------------------------------------------------------
# A unit test links everything but main.c.
$O/test/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) $(CPPFLAGS_ALL) -Itests/unit $(CFLAGS_ALL) -MMD -MP -o $@ $< \
		$(LIB) $(LDLIBS) -lcmocka

check: install-test
	@$(MAKE) -s --no-print-directory $O/bin/stet $(UNIT_BIN) $(REPLAY_BIN)
	@STET=$(CURDIR)/$O/bin/stet UNIT_DIR=$(CURDIR)/$O/test SAN=$(SAN) \
		sh tests/run.sh $(ONLY)

lint: need-build
	@CC="$(CC)" CPPFLAGS="-Itools -D_GNU_SOURCE $(PKG_CFLAGS)" \
		sh tests/lint.sh

# --- fuzzing: tests/fuzz/fuzz_NAME.c, seeds in tests/fuzz/corpus/NAME -------
FUZZ := $(sort $(wildcard tests/fuzz/fuzz_*.c))
REPLAY_BIN := $(FUZZ:tests/fuzz/%.c=$O/replay/%)
FUZZ_BIN := $(FUZZ:tests/fuzz/%.c=$O/fuzzer/%)
TIME ?= 60

# The targets over their corpora, for make check.
$O/replay/%: tests/fuzz/%.c tests/fuzz/driver.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -o $@ $^ $(LDLIBS)

$O/fuzzer/%: tests/fuzz/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ \
		$(LDLIBS)

fuzz-bin: $(FUZZ_BIN)

# FUZZ=tests/fuzz/fuzz_NAME.c picks one.
fuzz:
	@sh tests/packages.sh install $(BUILD_PACKAGES) clang
	@$(MAKE) -s --no-print-directory CC=clang O=out/fuzz CFLAGS="-O1 -g" \
		SANFLAGS="-fsanitize=fuzzer-no-link,address,undefined \
		-fno-sanitize-recover=all" fuzz-bin
	@sh tests/fuzz/run.sh out/fuzz $(TIME) \
		$(FUZZ:tests/fuzz/%.c=out/fuzz/fuzzer/%)

# --- the job, the manual, the speed table, installing ---------------------
demo: install-build
	@$(MAKE) -s --no-print-directory $O/bin/stet
	@sh tests/demo.sh $O/bin/stet out/demo

# The version on the pages is the program's; that in stet.conf is the samples'.
docs: need-build
	@$(MAKE) -s --no-print-directory $O/bin/stet
	$O/bin/stet build --set version=$(VERSION) -f html,man -o out/doc \
		xml/manual.xfpt

# The picture in README.md, of our own sample.
screenshot: install-test
	@$(MAKE) --no-print-directory $O/bin/stet
	@STET=$(CURDIR)/$O/bin/stet TOP=$(CURDIR) \
		sh tests/browser/screenshot.sh xml/screenshot.png

bench: need-build
	@$(MAKE) -s --no-print-directory $O/bin/stet
	@STET=$(CURDIR)/$O/bin/stet sh tests/bench.sh

PREFIX ?= /usr/local
bindir ?= $(PREFIX)/bin
datadir ?= $(PREFIX)/share
mandir ?= $(datadir)/man
INSTALL ?= install

install: docs
	$(INSTALL) -d $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man1
	$(INSTALL) -m 755 $O/bin/stet $(DESTDIR)$(bindir)/stet
	$(INSTALL) -m 644 out/doc/stet.1 $(DESTDIR)$(mandir)/man1/stet.1
	for file in $(ASSETS:xml/%=%); do \
		$(INSTALL) -D -m 644 xml/$$file \
			$(DESTDIR)$(datadir)/stet/$$file || exit 1; \
	done

clean:
	rm -rf out/bin out/obj out/gen out/test out/san* out/demo out/doc \
		out/fuzz out/replay

-include $(wildcard $(SRC:tools/%.c=$O/obj/%.d) $O/obj/main.d \
	$(UNIT_BIN:%=%.d))
