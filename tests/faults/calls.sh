# calls.sh - system calls that fail, and those that must never be made.
cat "$root"/tests/cases/demo/demo.eml >demo.eml
if ! can_trace; then
	skip "failing system calls" "no process can be traced here"
	skip "what is opened" "no process can be traced here"
	return 0
fi
"$M" demo.eml >wanted
export T='strace -f -qq -o trace -e trace=all'

# -P knows only files that are there
: >report

# Reading the draft.
for error in EIO EISDIR ENOMEM EAGAIN; do
	fault "read of the draft: $error" 2 'cannot read' "\$T -P demo.eml -e inject=read:error=$error \$M demo.eml"
done
for error in EINTR:when=1 EINTR:when=1..50; do
	fault "read of the draft: $error" 1 '' "\$T -P demo.eml -e inject=read:error=$error \$M demo.eml"
	cmp -s wanted out || status=differs
	verdict "read of the draft: $error: the same" 1 ''
done
fault "read of the draft: an early end" 2 'changed while' '$T -P demo.eml -e inject=read:retval=0:when=1+ $M demo.eml'
for call in openat:error=EMFILE openat:error=ENFILE openat:error=EINTR openat:error=EACCES newfstatat:error=EIO:when=2; do
	fault "draft: $call" 2 'cannot read|you may not' "\$T -P demo.eml -e inject=$call \$M demo.eml"
done
fault "read of stdin: EIO" 2 'cannot read' '$T -P demo.eml -e inject=read:error=EIO $M - <demo.eml'
fault "write of the report: EIO" 2 'cannot write' '$T -P report -e inject=write:error=EIO $M --output-format json:report demo.eml'
fault "write of the report: EDQUOT" 2 'cannot write' '$T -P report -e inject=write:error=EDQUOT $M --output-format json:report demo.eml'
fault "write of the report: EINTR" 1 '' '$T -P report -e inject=write:error=EINTR:when=1 $M --output-format json:report demo.eml; s=$?; parses <report && exit $s'
fault "close of the report: EIO" 2 'cannot write' '$T -P report -e inject=close:error=EIO $M --output-format json:report demo.eml'

# Starting a worker.
for call in pipe pipe2; do
	for when in 1 2; do
		fault "$call number $when fails" "1 2" '' "\$T -e inject=$call:error=EMFILE:when=$when \$M demo.eml"
	done
done
fault "fork fails" 2 'cannot start a process' '$T -e inject=clone,clone3,fork,vfork:error=EAGAIN $M demo.eml'
fault "fork fails: ENOMEM" 2 'cannot start a process' '$T -e inject=clone,clone3,fork,vfork:error=ENOMEM $M demo.eml'
# The others' drafts are read by the workers that there are.
fault "the second fork fails" 1 '' '$T -e inject=clone,clone3:error=EAGAIN:when=2+ $M --jobs 3 demo.eml demo.eml demo.eml demo.eml'
{ cat wanted wanted wanted wanted; } >four
cmp -s four out || status=differs
verdict "the second fork fails: the same" 1 ''
fault "the sandbox cannot be tried" 0 'sandbox: could not be tried' '$T -e inject=clone,clone3:error=EAGAIN $M --version --verbose'
fault "poll is interrupted" 1 '' '$T -e inject=poll:error=EINTR:when=1+2 $M demo.eml'
for call in fcntl dup2 close_range kill wait4:when=1 prlimit64 setrlimit; do
	name=${call%%:*}
	fault "$name fails" "0 1 2" '' "\$T -e inject=$name:error=EINVAL${call#$name} \$M demo.eml"
done

# Without a sandbox, or with half of one.
half() { # NAME WORDS INJECTION TIMES-SAID
	fault "$1: runs" 1 '' "\$T -e inject=$3 \$M demo.eml"
	cmp -s wanted out || status=differs
	verdict "$1: the same" 1 ''
	fault "$1: says so if asked" 0 "sandbox: $2" "\$T -e inject=$3 \$M --version --verbose"
	fault "$1: a note with --verbose" 1 "sandbox: $2" "\$T -e inject=$3 \$M --verbose demo.eml"
	noted "$1" "$4" "\$T -e inject=$3 \$M --jobs 3 demo.eml demo.eml demo.eml"
	noted "$1, --quiet" 0 "\$T -e inject=$3 \$M --quiet demo.eml"
	noted "$1, --no-sandbox" 0 "\$T -e inject=$3 \$M --no-sandbox demo.eml"
}
noted() { # NAME TIMES COMMAND: how often the sandbox is spoken of
	fault "$1: runs" 1 '' "$3"
	status=$(grep -c 'maillint: sandbox: ' err)
	verdict "$1: said $2 times" "$2" ''
}
if "$M" --version --verbose | grep -q 'left out'; then
	skip "half a sandbox" "this build has none"
else
	half "Landlock: ENOSYS" "(seccomp|none)" landlock_create_ruleset:error=ENOSYS 0
	half "Landlock: EOPNOTSUPP" "(seccomp|none)" landlock_create_ruleset:error=EOPNOTSUPP 0
	half "Landlock cannot be entered" "(seccomp|none)" landlock_restrict_self:error=E2BIG 0
	half "no prctl" "none" prctl:error=EINVAL 1
	half "no prctl, no Landlock" "none" prctl,landlock_create_ruleset:error=ENOSYS 1
fi

# Each call in turn, those of the worker too: no signal in the parent, and
# never a clean report for a draft that was not read.
silent() { # CALL ERROR MOST
	n=1 bad=
	while [ $n -le $3 ]; do
		faults=$((faults + 1))
		timeout 20 strace -f -qq -o trace -e trace=$1 -e inject=$1:error=$2:when=$n "$M" demo.eml >out 2>err
		status=$?
		# 127: the loader could not load the program
		case $status in
		1) cmp -s out wanted || grep -q not-checked out || bad="$bad
$1 $2 $n: another report" ;;
		2) [ -s err ] || bad="$bad
$1 $2 $n: no word" ;;
		127) ;;
		*) bad="$bad
$1 $2 $n: status $status" ;;
		esac
		grep -q INJECTED trace || break
		n=$((n + 1))
	done
	tried "$1 fails with $2, each in turn" "$bad"
}
silent read EIO 12
silent read EINTR 12
silent write EIO 6
silent write EINTR 6
silent writev EINTR 4
silent writev EIO 4
silent poll ENOMEM 4
if [ "${MAILLINT_LONG:-}" ]; then
	# not brk: it never answers with an error, and glibc trusts that
	for call in read write writev poll openat close fcntl pipe dup2 newfstatat prctl \
		getrandom munmap access prlimit64 clock_gettime; do
		for error in EIO EINTR ENOMEM EMFILE EPERM; do silent $call $error 200; done
	done
fi

# What a run opens: the files of the C library's loader, the drafts.
mkdir drafts && "${M%/*}/tests/hostile" make drafts >/dev/null
cp "$root"/tests/quiet/*.* drafts
find "$root/tests/cases" -type f -size -1000k | while read -r f; do cp "$f" "drafts/$(echo "$f" | tr / _)"; done
faults=$((faults + 1))
# tables of dictionaries are there then
(cd drafts && "$M" --fail-on never ./*) >/dev/null 2>&1
(cd drafts && strace -f -qq -o ../trace -e trace=%file,%network,%process "$M" --output-format json ./* >../out 2>../err)
status=$?
verdict "all drafts, looked over the shoulder" "0 1" ''
sed -nE 's/^[0-9]+ +(open|openat|openat2|creat)\(([A-Z_]+, )?"([^"]*)".*= [0-9]+$/\3/p' trace |
	grep -v '^\./' | sort -u | grep -vExf "$here/opened" >strangers
status=$(wc -l <strangers); cp strangers out
verdict "nothing else is opened" 0 ''
grep -E '^[0-9]+ +(socket|connect|bind|sendto|sendmsg|socketpair|execve|unlink|rename|mkdir|chmod|link|symlink|truncate)' trace | tail -n +2 >out
status=$(wc -l <out)
verdict "no socket, no other program, no file changed" 0 ''
