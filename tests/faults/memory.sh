# memory.sh - no memory: each request fails in turn, once or from then on.
cat "$root"/tests/cases/demo/demo.eml >demo.eml
{ sed '/^Content-Type/d;/^$/,$d' clean.eml
	printf '%s\n' 'Content-Type: multipart/mixed; boundary=b' '' --b \
		'Content-Type: text/html; charset=gb2312' '' '<p>Dear Ms Weber,<br>see <a href="http://a.example/">b.example</a></p>' --b \
		'Content-Type: application/zip; name=a.zip' 'Content-Transfer-Encoding: base64' \
		'Content-Disposition: attachment; filename=a.zip' '' \
		UEsDBAoAAAAAAAAAIQAAAAAAAAAAAAAAAAABAAAAYVBLAQIeAwoAAAAAAAAAIQAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAACkgQAAAABhUEsFBgAAAAABAAEALwAAAB8AAAAAAA== --b--
} >many.eml
"$M" demo.eml many.eml clean.eml >wanted 2>/dev/null
wanted_status=$?

[ "${MAILLINT_LONG:-}" ] && enough=100

# scarce WHO STICKY: fails the N-th request for N in `steps`.
scarce() {
	bad= steady=0
	n=1
	while [ $n -lt 200000 ]; do
		faults=$((faults + 1))
		timeout 20 env SCANT_AT=$n SCANT_WHO=$1 ${2:+SCANT_STICKY=1} \
			LD_PRELOAD=$PWD/../bin/scant.so "$M" demo.eml many.eml clean.eml >out 2>err
		status=$?
		case $status in
		$wanted_status | 1)
			if cmp -s out wanted; then steady=$((steady + 1)); else
				steady=0
				grep -qE 'not-checked|unchecked-' out || bad="$bad
$1 $n: another report, nothing said"
			fi ;;
		2) steady=0; grep -q 'maillint: .' err || bad="$bad
$1 $n: status 2 and no word" ;;
		127) steady=0 ;; # the loader
		*) steady=0; bad="$bad
$1 $n: status $status" ;;
		esac
		[ $steady -gt ${enough:-8} ] && break
		if [ "${MAILLINT_LONG:-}" ] || [ $n -lt 20 ]; then n=$((n + 1))
		else n=$((n + 1 + n / ${share:-7})); fi
	done
	tried "no memory at request N${2:+ and after}, ${1} process (to $n)" "$bad"
}
if [ -e ../bin/scant.so ] && SCANT_AT=1 LD_PRELOAD=$PWD/../bin/scant.so "$M" --version >/dev/null 2>&1; [ $? != 127 ] &&
	[ "$(LD_PRELOAD=$PWD/../bin/scant.so "$M" demo.eml 2>/dev/null)" ]; then
	scarce first ''
	scarce first sticky
	scarce other ''
	scarce other sticky
else
	skip "each request for memory fails" "no library can be preloaded here"
fi

# Less and less address space.
bad=
for mib in 16 20 24 28 32 36 40 44 48 52 56 60 64 72 80 96 128 192 256 384 512; do
	faults=$((faults + 1))
	timeout 20 prlimit --as=$((mib * 1048576)) "$M" demo.eml many.eml clean.eml >out 2>err
	status=$?
	case $status in
	$wanted_status) cmp -s out wanted || grep -qE "not-checked|unchecked-" out || bad="$bad
$mib MiB: another report, nothing said" ;;
	1 | 2) grep -q not-checked out || [ -s err ] || bad="$bad
$mib MiB: no word" ;;
	127) ;;
	*) bad="$bad
$mib MiB: status $status" ;;
	esac
done
tried "16 to 512 MiB of address space" "$bad"
head -c 40000000 /dev/zero | tr '\0' 'a' | fold -w 70 >long
{ cat clean.eml long; } >long.eml
rm long
for mib in 80 100 150; do
	fault "a draft of 40 MB in $mib MiB" "1 2" 'not-checked|out of memory|cannot' "prlimit --as=$((mib * 1048576)) \$M long.eml"
done
bad=
for n in 3 4 5 6 7 8 9 10 11 12; do
	quiet=1 fault "$n" "1 2 127" '' "prlimit --nofile=$n \$M demo.eml" >verdict || bad="$bad
$n descriptors: $(cat verdict)"
	[ $status != 2 ] || grep -qE 'maillint: .|cannot open shared|error while loading' err || bad="$bad
$n descriptors: no word"
done
tried "3 to 12 descriptors" "$bad"
