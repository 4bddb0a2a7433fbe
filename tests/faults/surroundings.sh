# surroundings.sh - environment, locale, clock, tools that look over the
# shoulder.
cat "$root"/tests/cases/demo/demo.eml >demo.eml
zip -q a.zip clean.eml 2>/dev/null
"$M" --output-format json demo.eml >wanted
same() { # NAME SETTING...: the same bytes come out
	fault "$1" 1 '' "$2 \$M --output-format json demo.eml"
	cmp -s wanted out || { cmp wanted out >err; status=differs; }
	verdict "$1: the same bytes" 1 ''
}
mega=$(head -c 100000 /dev/zero | tr '\0' x)
for zone in "" UTC :nowhere /dev/zero /dev/null /etc/passwd '<+99>-99:99:99' "$(printf '\377')" ../../../etc/shadow Asia/Shanghai; do
	same "TZ=$zone" "TZ='$zone'"
done
for locale in C tr_TR.UTF-8 xx_YY ../../etc/passwd "%n%s" zh_TW.BIG5; do
	same "LC_ALL=$locale" "LC_ALL='$locale' LANG='$locale'"
done
same "LC_ALL of 100 KB" "LC_ALL=$mega"
fault "LANGUAGE odd" 1 '' 'LANGUAGE=":::/..:zh" $M demo.eml'
fault "MAILLINT_LANG odd" "1 2" '' 'MAILLINT_LANG="$(printf "\033\377")" $M demo.eml'
fault "env -i" 1 '' 'env -i $M demo.eml'
for home in "" / /dev/null /nonexistent; do
	same "HOME=$home" "HOME='$home' XDG_CONFIG_HOME='$home' XDG_CACHE_HOME='$home'"
done
mkfifo fifo
same "HOME is a FIFO" "HOME=fifo XDG_CONFIG_HOME=fifo XDG_DATA_HOME=fifo"
same "HOME is long" "HOME=/$mega"
for columns in 0 -1 1 99999999999999999999 x; do
	fault "COLUMNS=$columns" 1 '' "COLUMNS=$columns TERM='' \$M --output-format full demo.eml"
done
same "ICU_DATA, GCONV_PATH, XML_CATALOG_FILES odd" "ICU_DATA=/dev GCONV_PATH=/dev XML_CATALOG_FILES=/dev/zero"
same "MALLOC_PERTURB_" "MALLOC_PERTURB_=165 MALLOC_CHECK_=3"
if has faketime; then
	same "the clock runs 1,000 times as fast" "faketime -f '+0 x1000'"
	same "the clock goes back" "faketime -f '-1h x-1'"
else
	skip "the clock jumps" "faketime is not there"
fi
fault "umask 777" 1 '' 'umask 777; $M demo.eml'
for stack in 256 128; do
	same "ulimit -s $stack" "ulimit -s $stack;"
done
fault "ulimit -t 1" 1 '' '(ulimit -t 1; exec $M demo.eml)'
fault "ulimit -u 0" "1 2" '' '(ulimit -u 0 2>/dev/null; exec $M demo.eml)'
fault "no core file is left" 1 '' '(ulimit -c unlimited 2>/dev/null; $M demo.eml; s=$?; ls core* >/dev/null 2>&1 || exit $s)'

# Tools.
if has fakeroot && fakeroot true 2>/dev/null; then
	same "under fakeroot" "fakeroot"
	fault "under fakeroot: the sandbox is seen" 0 'sandbox: (Landlock|seccomp|none|left out)' 'fakeroot $M --version --verbose'
else
	skip "under fakeroot" "fakeroot is not there"
fi
if has valgrind; then
	fault "under valgrind" 1 '' 'valgrind -q --error-exitcode=77 --trace-children=yes $M demo.eml'
	fault "under valgrind: said" 0 'sandbox: none under valgrind' 'valgrind -q $M --version --verbose'
else
	skip "under valgrind" "valgrind is not there"
fi
printf 'int maillint_test_preloaded;\n' >empty.c
cc -shared -fPIC -o empty.so empty.c 2>/dev/null && same "with a library preloaded" "LD_PRELOAD=./empty.so"
fault "with an absent library preloaded" 1 '' 'LD_PRELOAD=./absent.so $M demo.eml'
fault "--no-sandbox" 1 '' '$M --no-sandbox --output-format json demo.eml | cmp - wanted && exit 1'
same "LD_BIND_NOW" "LD_BIND_NOW=1"
# A library that is needed and cannot be loaded.
mkdir libraries
for name in libxml2.so.2 libxml2.so.16; do : >libraries/$name; done
fault "a library is missing" 1 'needs the library libxml2.* \[structure/not-checked\]' 'LD_LIBRARY_PATH=libraries $M demo.eml clean.eml'
fault "a library is missing: what to do" 1 'install that library' 'LD_LIBRARY_PATH=libraries $M --output-format full demo.eml'
fault "a library is missing: nothing is claimed" 1 '"stage":null,"preset":null,.*"as_sent":null' 'LD_LIBRARY_PATH=libraries $M --output-format json demo.eml'
fault "a library is missing, --jobs 0" 2 'cannot load libxml2' 'LD_LIBRARY_PATH=libraries $M --jobs 0 demo.eml'
if can_trace; then same "under strace" "strace -f -o trace"; else skip "under strace" "no process can be traced here"; fi
if has unshare && unshare -rn true 2>/dev/null; then
	same "without a network" "unshare -rn"
else
	skip "without a network" "unshare is not allowed here"
fi
