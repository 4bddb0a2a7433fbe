# streams.sh - standard input, output and error as they should not be.
cat "$root"/tests/cases/demo/demo.eml >demo.eml
"$M" --output-format json demo.eml >whole.json
i=0
while [ $i -lt 60 ]; do cat demo.eml >"many$i.eml"; i=$((i + 1)); done
"$M" many*.eml >whole.gcc

fault "stdout closed" 2 'cannot write to standard output' '$M demo.eml >&-'
fault "stdout full" 2 'cannot write to standard output' '$M demo.eml >/dev/full'
fault "stdout full: help" 2 'cannot write' '$M help >/dev/full'
fault "stdout full: rules" 2 'cannot write' '$M rules >/dev/full'
fault "stdout full: version" 2 'cannot write' '$M --version >/dev/full'
fault "stdout full: explain" 2 'cannot write' '$M explain structure/empty >/dev/full'
for words in "many*.eml" "--output-format json many*.eml" "--output-format full many*.eml" rules help; do
	fault "the reader of stdout leaves: $words" "" "" \
		"{ \$M $words; echo \$? >status; } | head -1 >/dev/null; exec cat status"
	status=$(cat out)
	verdict "the reader of stdout leaves: $words, no signal" "0 1 2" ""
done 2>&1 | grep -v ', not one of: $' | grep -v 'not ok.*leaves: [^,]*$'
# What was found by then counts; what was not looked at is not clean.
mkdir fine
i=0
while [ $i -lt 60 ]; do cp clean.eml fine/$i.eml; i=$((i + 1)); done
gone='{ sleep 0.2; $M $words 2>said; echo $? >status; } | true; cat said; test ! -s said && exit $(cat status)'
fault "the reader was gone: something was found" 1 '' "words='many*.eml'; $gone"
fault "the reader was gone: all were fine" 0 '' "words='--output-format json clean.eml'; $gone"
fault "the reader was gone: the others were not looked at" 2 '' "words='--output-format json fine'; $gone"
fault "the reader of the help was gone" 0 '' "words=help; $gone"
fault "stdout and stdin answer 'later'" 1 '' 'launch later $M - many*.eml <demo.eml'
"$M" - many*.eml <demo.eml >wanted
cmp wanted out >err; status=$?
verdict "stdout and stdin answer 'later': all is written" 0 ''
fault "stderr closed" 2 '' '$M absent.eml 2>&-'
fault "stderr full" 2 '' '$M absent.eml 2>/dev/full'
fault "all three closed" 2 '' '$M demo.eml <&- >&- 2>&-'
cp demo.eml kept.eml
fault "all three closed: report to a file" 1 '' '$M --output-format json:r.json demo.eml <&- >&- 2>&-; s=$?; cmp kept.eml demo.eml && parses <r.json && exit $s'
fault "stdin closed" 2 'cannot read' '$M - <&-'
fault "stdin a folder" 2 'cannot read' '$M - <.'
fault "stdin for writing only" 2 'cannot read' '$M - 0>>scrap'
fault "stdin empty" "0 1" '' '$M - </dev/null'
mkfifo fifo
fault "stdin a FIFO" 1 '' '{ sleep 0.1; cat demo.eml; } >fifo & $M - <fifo'
{ "$M" demo.eml; "$M" - <demo.eml; } >wanted
fault "stdin is slow" 1 '' '{ head -c 300 demo.eml; sleep 1; tail -c +301 demo.eml; } | $M demo.eml -; s=$?; exit $s'
cmp -s wanted out || status=differs
verdict "stdin is slow: the same" 1 ''
fault "stdin endless: yes" 2 'larger than 256 MiB' 'yes | launch most 1048576 $M -'
fault "stdin endless: /dev/zero" 2 'larger than 256 MiB' 'launch most 1048576 $M - </dev/zero'
fault "stdin named twice" 2 'only once' '$M - - <demo.eml'
if has script && script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	fault "stdin a keyboard: said" "0 1" 'reading a draft from the keyboard' \
		'printf "\004" | script -qec "$M -" /dev/null'
else
	skip "stdin a keyboard" "no script, or no terminal for it"
fi
fault "stdout slow" 1 '' '$M --output-format json many*.eml | while read -r line; do echo "$line"; done >slow; parses <slow && exit 1'
fault "no child may be waited for (SIGCHLD ignored)" 1 '' 'launch alone $M demo.eml'
fault "SIGCHLD ignored: the sandbox is seen" 0 'sandbox: (Landlock|seccomp|none|left out)' 'launch alone $M --version --verbose'
fault "SIGPIPE ignored" 1 '' '(trap "" PIPE; exec $M demo.eml)'
fault "files may not grow (ulimit -f 0)" 2 '' '(ulimit -f 0; exec $M --output-format json:limited.json demo.eml)'
