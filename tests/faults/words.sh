# words.sh - command lines that nobody would type.
cat "$root"/tests/cases/demo/demo.eml >demo.eml
fault "no word, not even the first" 2 '' 'launch no-words $M'
fault "no word" 2 '' '$M'
fault "100,000 names" 2 'no file or folder' 'ulimit -s unlimited; $M $(seq 100000) 2>&1 | tail -1; exec $M $(seq 100000) 2>&1 >/dev/null'
fault "an empty word" 2 'no file' '$M ""'
fault "an empty option" 2 '' '$M --  ""'
fault "one dash three times" 2 '' '$M --- demo.eml'
mega=$(head -c 120000 /dev/zero | tr '\0' x)
fault "an option of 120 KB" 2 '' "\$M --$mega demo.eml"
fault "a value of 120 KB" 2 '' "\$M --stage $mega demo.eml"
fault "a rule of 120 KB" 2 '' "\$M --disable $mega demo.eml"
fault "a command of 120 KB" 2 '' "\$M $mega"
fault "explain with 120 KB" 2 '' "\$M explain $mega"
fault "an unknown option" 2 'unknown|no option' '$M --frobnicate demo.eml'
fault "an unknown option with ESC" 2 '' '$M "$(printf -- "--fro\033[1mb")" demo.eml'
LC_ALL=C grep -aq "$(printf '\033')" err && status=bad
verdict "an unknown option with ESC: escaped" 2 ''
fault "an option 1,000 times" 1 '' '$M $(yes -- --verbose | head -1000) demo.eml'
fault "1,000 reports" "1 2" '' '$M $(seq -f "--output-format=json:r%g" 1000) demo.eml'
fault "a thousand rules switched off and on" "0 1 2" '' '$M $(yes -- --disable=subject | head -1000) demo.eml'
fault "-- alone" 2 'nothing to check' '$M --'
fault "-- twice" 2 '' '$M -- --'
fault "options behind --" 2 'no file' '$M -- --version'
for n in -1 65 1e3 99999999999999999999 0x1 "" " 1" 4294967297; do
	fault "--jobs '$n'" 2 '' "\$M --jobs '$n' demo.eml"
done
for jobs in 0 1 2 64; do
	fault "--jobs $jobs" 1 '' "\$M --jobs $jobs demo.eml demo.eml demo.eml"
done
for n in -1 nan inf -inf 1e999 0x1p3 "" x 1,5; do
	fault "--max-risk '$n'" "0 1 2" '' "\$M --max-risk '$n' demo.eml"
done
