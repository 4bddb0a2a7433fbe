# maillint: `make help` prints what can be made.

PREFIX  ?= /usr/local
VERSION := 0.1.0
B       ?= build

# --- settings end here ---------------------------------------------------

LIBS    := libxml-2.0 libpcre2-8 icu-i18n icu-uc libpsl yaml-0.1 jansson
PKG     := pkg-config
CFLAGS  ?= -O2 -g
STRICT  := -Wall -Wextra -Wformat=2 -Wshadow -Wconversion -Wsign-conversion \
	-Wvla -Wcast-qual -Wstrict-prototypes -Wundef \
	-Wimplicit-fallthrough -Werror=implicit -Werror=format-security \
	-Werror=incompatible-pointer-types -Werror=int-conversion
HARDEN  := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
	-fno-delete-null-pointer-checks -fno-strict-overflow \
	-fno-strict-aliasing -fPIE -fno-plt
LINK    := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code,--as-needed
# What this compiler knows of these; asked once.
known    = $(shell for f in $(1); do $(CC) -Werror $$f -c -x c /dev/null -o \
	/dev/null 2>/dev/null && echo "$$f"; done)
HARDEN  += $(call known,-fstack-clash-protection -fcf-protection=full \
	-ftrivial-auto-var-init=zero)
ifdef DEV
STRICT  += -Werror -Walloca -Wnull-dereference $(call known,-Wtrampolines \
	-Wbidi-chars=any -Wlogical-op -Wduplicated-cond -Wduplicated-branches \
	-Warith-conversion -Wstack-usage=16384)
endif
Q       := $(if $(V),,@)
READ_C   = -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Ilint -I. \
	$(shell $(PKG) --cflags $(LIBS) 2>/dev/null)
ALL_C    = $(READ_C) $(STRICT) $(HARDEN) $(CFLAGS) \
	'-ffile-prefix-map=$(CURDIR)=.'
ifdef STATIC
# libpsl stays shared: its archive needs others that are rarely installed.
HARDEN  += -DSTATIC
LINK    += -no-pie
LDLIBS   = -Wl,-Bstatic $(filter-out -lm -ldl -lpthread,$(shell $(PKG) --static \
	--libs $(filter-out libpsl,$(LIBS)))) -lstdc++ -Wl,-Bdynamic \
	$(shell $(PKG) --libs libpsl) -ldl -lm -lpthread
else
LDLIBS   = $(shell $(PKG) --libs $(LIBS) 2>/dev/null) -ldl -lm
endif

SOURCES := $(shell find lint rules -name '*.c' | LC_ALL=C sort)
MADE    := lexicons catalogue phrases
OBJECTS := $(filter-out $B/lint/main.o,$(SOURCES:%.c=$B/%.o)) $(MADE:%=$B/%.o)
UNITS   := $(patsubst tests/unit/%.c,$B/tests/%,$(wildcard tests/unit/test_*.c))
SUPPORT := $(patsubst %.c,$B/%.o,$(wildcard tests/support/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$B/fuzzers/%,\
	$(filter-out %/target.c,$(wildcard tests/fuzz/*.c)))
GUARDED := -g -DARENA_GUARD=16 -fno-sanitize-recover=undefined
HOSTILE := $(patsubst %.c,$B/%.o,$(wildcard tests/broken/*.c))

all: $B/maillint

$B/maillint: $B/lint/main.o $B/libmaillint.a
	@echo "  link $@"
	$Q$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(LDLIBS)

$B/libmaillint.a: $(OBJECTS)
	$Qrm -f $@ && ar rcsD $@ $^

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  cc   $<"
	$Q$(CC) $(ALL_C) -MMD -MP -c -o $@ $<

$B/%.o: $B/%.c
	$Q$(CC) $(ALL_C) -c -o $@ $<

# Lists, phrases and translations are data that is compiled in.
$B/lexicons.c: dictionaries/embed.awk $(wildcard dictionaries/*.txt) $B/trade.txt
$B/trade.txt: dictionaries/unmunch.awk dictionaries/trade.aff dictionaries/trade.dic
	@mkdir -p $(@D)
	$QLC_ALL=C awk -f $^ > $@.new && mv $@.new $@
$B/phrases.c: rules/phrases/embed.awk $(wildcard rules/phrases/*/*.txt)
$B/catalogue.c: lint/po/embed.awk $(wildcard lint/po/*.po)
$(MADE:%=$B/%.c):
	@mkdir -p $(@D)
	$QLC_ALL=C awk -f $^ > $@.new && mv $@.new $@

$B/tests/%: ALL_C += -Itests
$B/tests/%: tests/unit/%.c $(SUPPORT) $B/libmaillint.a
	@mkdir -p $(@D)
	$Q$(CC) $(ALL_C) -MMD -MP $(LINK) -o $@ $< $(SUPPORT) $B/libmaillint.a \
		$(shell $(PKG) --cflags --libs cmocka gmime-3.0) $(LDLIBS)

# Who calls whom, with the stack of each, for tests/stack: without
# optimisation, so that it is as it is written.
graph: $(SOURCES:%.c=$B/graph/%.ci)

$B/graph/%.ci: %.c
	@mkdir -p $(@D)
	$Qgcc $(ALL_C) -O0 -U_FORTIFY_SOURCE -fno-stack-protector -w \
		-fcallgraph-info=su -MMD -MP -MT $@ -S -o $(@:.ci=.s) $<

# Fuzz targets: built by clang below build/fuzz, run by tests/fuzz/run.
$B/fuzzers/%: $B/tests/fuzz/%.o $B/tests/fuzz/target.o $B/tests/support/holds.o \
		$B/tests/support/whole.o $B/libmaillint.a
	@mkdir -p $(@D)
	$Q$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$B/split: $B/tests/fuzz/seeds/split.o $B/libmaillint.a
	$Q$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

.SECONDARY:
fuzzers: $(FUZZERS) $B/split

fuzz-targets:
	@$(MAKE) --no-print-directory -s -j$$(nproc) B=build/fuzz CC=clang STRICT= \
		HARDEN=-fno-strict-aliasing fuzzers \
		CFLAGS="-O1 $(GUARDED) -fsanitize=fuzzer-no-link,address,undefined"

# Hostile files, and the runner that tries the program on them.
$B/tests/hostile: $(HOSTILE) $B/libmaillint.a
	$Q$(CC) $(CFLAGS) $(LINK) -o $@ $^ $(LDLIBS)

-include $(shell find $B -name '*.d' 2>/dev/null)

help: ## print this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' Makefile

deps: ## install what building needs (says what; sudo only when not root)
	@sh .ci/deps build

demo: ## install what is missing, build, and lint a sample draft
	@sh .ci/deps build
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@$B/maillint --fail-on never --output-format full tests/cases/demo/demo.eml

test: ## install what the tests need, build, and run every test
	@sh .ci/deps build test
	@$(MAKE) --no-print-directory -s -j$$(nproc) all units
	@B=$B sh tests/run

test-long: ## the same with every case: half an hour more
	@MAILLINT_LONG=1 FUZZ_SECONDS=$${FUZZ_SECONDS:-120} $(MAKE) --no-print-directory test

FUZZ_SECONDS ?= 60
fuzz: ## fuzz each parser for FUZZ_SECONDS, on all cores
	@sh .ci/deps build test
	@$(MAKE) --no-print-directory -s -j$$(nproc) $B/tests/hostile
	@FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run

units: $(UNITS) $B/tests/hostile

install: all ## copy the program below $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $B/maillint $(DESTDIR)$(PREFIX)/bin/maillint

bench: ## measure speed, side by side with plain yardsticks
	@sh .ci/deps build test
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@B=$B sh tests/bench/run

accuracy: ## how well the risk parts spam from good mail, on mail not fitted on
	@sh .ci/deps build test
	@$(MAKE) --no-print-directory -s -j$$(nproc) all
	@B=$B sh tests/accuracy/run

asan: ## run the tests under AddressSanitizer and UBSan
	@sh .ci/deps build test
	@$(MAKE) --no-print-directory -s -j$$(nproc) B=build/asan all units \
		CFLAGS="-O1 $(GUARDED) -fsanitize=address,undefined"
	@B=build/asan sh tests/run

coverage: ## which lines and branches the tests run (build/coverage)
	@sh .ci/deps build test tools
	@rm -rf build/coverage
	@$(MAKE) --no-print-directory -s -j$$(nproc) B=build/coverage all units \
		CFLAGS="-O0 -g --coverage -DCOVERAGE"
	@B=build/coverage sh tests/run >build/coverage/log; tail -1 build/coverage/log
	@gcovr --root . --object-directory build/coverage --filter lint/ --filter rules/ \
		--exclude-throw-branches --sort-uncovered \
		--txt build/coverage/report.txt --print-summary

tidy: ## read the source with clang-tidy, cppcheck and shellcheck
	@sh .ci/deps build tools
	@sh tests/tidy $(READ_C)

golden: all ## write the expected output of tests/cases anew; read the diff
	@B=$B sh tests/golden --write

format: ## clang-format all sources
	clang-format -i $(SOURCES) $(wildcard tests/unit/*.c tests/bench/*.c \
		tests/broken/*.c)

stats: ## sizes, and the ten longest functions
	@sh tests/stats

clean: ## remove what was built
	rm -rf build

.PHONY: all help deps demo test test-long fuzz fuzz-targets fuzzers units graph \
	install bench accuracy asan coverage tidy golden format stats clean
.DELETE_ON_ERROR:
