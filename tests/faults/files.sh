# files.sh - drafts that are no ordinary files, names that are no names.
cat "$root"/tests/cases/demo/demo.eml >demo.eml
mkfifo fifo.eml
mkdir folder.eml empty
ln -s nowhere dangling.eml
ln -s loop.eml loop.eml
ln -s demo.eml link.eml
seconds=5
fault "a FIFO" 2 'not a regular file' '$M fifo.eml'
fault "a FIFO put there after it was looked at" 2 'not a regular file' '$M --attach fifo.eml demo.eml'
fault "a device" 2 'not a regular file' '$M /dev/zero'
fault "a device attached" 2 'not a regular file' '$M --attach /dev/zero demo.eml'
fault "an empty folder" 2 'no drafts in the folder' '$M empty'
fault "a folder attached" 2 'it is a folder' '$M --attach empty demo.eml'
fault "a dangling link" 2 'no file or folder' '$M dangling.eml'
fault "a looping link" 2 'cannot read' '$M loop.eml'
fault "a link to a draft" 1 '' '$M link.eml'
fault "a file of /proc is read whole" 1 '' '$M /proc/version | grep structure/empty'
fault "a file of /proc that never ends waiting" "0 1 2" '' '$M /proc/kmsg'
fault "a file of /proc that may not be read" 2 'cannot read' '$M /proc/self/mem'
fault "a slash behind a draft" 2 'cannot read' '$M demo.eml/'
fault "an empty name" 2 'no file or folder' '$M ""'
if has python3 && python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket.eml")' 2>/dev/null; then
	fault "a socket" 2 'not a regular file' '$M socket.eml'
else
	skip "a socket" "python3 is not there"
fi
fault "trouble with one of three" 2 'demo.eml:' '$M dangling.eml demo.eml fifo.eml; s=$?; exit $s'
truncate -s 5G sparse.eml && fault "5 GB of nothing" 2 'larger than 256 MiB' 'launch most 65536 $M sparse.eml'
fault "5 GB of nothing attached" 2 'larger than 256 MiB' 'launch most 65536 $M --attach sparse.eml demo.eml'
rm -f sparse.eml
if [ "$(id -u)" = 0 ]; then skip "a draft that may not be read" "root may read all"; else
	cp demo.eml hidden.eml; chmod 0 hidden.eml
	fault "a draft that may not be read" 2 'may not read' '$M hidden.eml'
fi
for date in 1970-01-01 2106-02-07 1901-01-01; do
	touch -d $date demo.eml
	fault "last changed in $date" 1 '' '$M demo.eml'
done

# Names: what is shown is escaped, what programs read parses.
mkdir names
long=$(printf '%0250d' 7).eml
esc=$(printf 'e\033[31m\007.eml') bad=$(printf 'b\377\300.eml') bidi=$(printf 'r\342\200\256gpj.eml')
lines='two
not ok - forged.eml'
for name in "$lines" "$esc" "$bad" "$bidi" "-rf.eml" "'q\"'.eml" '%s%n.eml' ' .eml' '$(id).eml' "$long"; do
	cp demo.eml "names/$name"
done
for format in gcc full json; do
	fault "odd names: $format" 1 '' "\$M --color never --output-format $format names"
	if LC_ALL=C grep -aqP '[\x00-\x08\x0b-\x1f\x7f]' out || LC_ALL=C grep -aq '^not ok' out ||
		grep -qP '[\x{202A}-\x{202E}\x{2066}-\x{2069}]' out || ! iconv -f UTF-8 -t UTF-8 <out >/dev/null; then
		status=bad
	fi
	verdict "odd names: $format: escaped" 1 ''
done
fault "odd names: JSON parses" 0 '' '$M --output-format json names | parses'
fault "odd names that are not there" 2 'no file' '$M "$(printf "no\033]52;c;\007\nmaillint: forged\377")"'
LC_ALL=C grep -aqP '[\x00-\x08\x0b-\x1f\x7f]' err && status=bad
[ "$(wc -l <err)" = 1 ] || status=bad
verdict "odd names that are not there: escaped" 2 ''
fault "odd names that are not there: JSON parses" 0 '' '$M --output-format json "$(printf "no\033\n\377")" | parses'
fault "the name of stdin is odd" 0 '' '$M --output-format json --stdin-filename "$(printf "no\033\n\377.eml")" - <demo.eml | parses'
fault "-rf behind --" 1 '' 'cd names && $M -- -rf.eml'

deep=$(printf 'd/%.0s' $(seq 2100))
fault "a path over 4096 bytes" 2 'cannot read' "\$M $deep"
fault "a name over 255 bytes" 2 'cannot read' '$M '"$long$long"
mkdir gone
fault "the current folder is gone" 2 'cannot read|no file|no drafts' 'cd gone && rmdir ../gone && $M demo.eml ; s=$?; $M . ; test $? = $s && exit $s'
fault "the current folder is gone, the draft is not" 1 '' "d=\$PWD; mkdir gone2 && cd gone2 && rmdir ../gone2 && \$M \$d/demo.eml"

# Files that change. What is read must be the whole draft of one moment.
head -c 8000000 /dev/zero | tr '\0' 'a' | fold -w 70 >big
{ cat clean.eml big; } >big.eml
fault "shrinks while it is read" "0 1 2" '' '
	for i in 1 2 3 4 5 6 7 8; do
		cp big.eml shrink.eml
		$M shrink.eml & p=$!
		sleep 0.00$i; : >shrink.eml
		wait $p; s=$?
		[ $s -le 2 ] || exit $s
	done'
fault "grows while it is read" "0 1 2" '' '
	cp clean.eml grow.eml
	(i=0; while [ $i -lt 2000 ]; do echo "and more"; i=$((i+1)); done >>grow.eml) &
	for i in 1 2 3 4 5; do $M grow.eml; s=$?; [ $s -le 2 ] || exit $s; done'
# cut while a worker has it: the worker is stopped before it can read
fault "shrinks while a worker has it" "0 1" '' '
	cp big.eml cut.eml
	mkfifo hold
	$M - cut.eml <hold & p=$!
	exec 3>hold
	w=; while [ -z "$w" ]; do w=$(awk -v p=$p "{ sub(/.*\\) /, \"\") } \$2 == p { print FILENAME }" /proc/[0-9]*/stat 2>/dev/null | tr -dc "0-9\n"); done
	kill -STOP $w; cat clean.eml >&3; exec 3>&-
	sleep 0.4; : >cut.eml; kill -CONT $w
	start=$(date +%s); wait $p; s=$?
	[ $(($(date +%s) - start)) -lt 8 ] || exit 97
	exit $s'
seconds=20

# Many files, folders in folders, links in circles.
mkdir many deep
(cd many; i=0; while [ $i -lt 1000 ]; do echo $i.eml; i=$((i + 1)); done | xargs -n 500 sh -c 'for f; do ln ../clean.eml $f; done' sh)
fault "1,000 files" 0 '' '$M many'
fault "1,000 files with 12 descriptors" 0 '' 'prlimit --nofile=12 $M many'
fault "the same file twice" 1 '' '$M demo.eml demo.eml'
mkdir big-tree
(cd big-tree; i=0; while [ $i -lt 300 ]; do mkdir d && cd d && cp "$OLDPWD/../clean.eml" . 2>/dev/null; i=$((i + 1)); done
	cp "$here/../cases/demo/demo.eml" end.eml)
ln -s .. big-tree/up
ln -s . big-tree/d/self
fault "300 folders deep, links in circles" 1 'end.eml' '$M big-tree'
fault "folders and links with 12 descriptors" 1 'end.eml' 'prlimit --nofile=12 $M big-tree'
if [ "${MAILLINT_LONG:-}" ]; then
	(cd many; i=1000; while [ $i -lt 10000 ]; do ln ../clean.eml $i.eml; i=$((i + 1)); done)
	a=$(date +%s%N); "$M" many/?.eml many/??.eml many/[1-9]??.eml >/dev/null; b=$(date +%s%N)
	fault "10,000 files" 0 '' '$M many'
	c=$(date +%s%N)
	status=$(((c - b) / ((b - a) / 1000 + 1) < 20000)); verdict "10,000 files: linear" 1 ''
fi

# Reports.
cp demo.eml kept.eml
fault "the report would overwrite the draft" 2 'would overwrite' '$M --output-format json:demo.eml demo.eml'
fault "the report would overwrite the draft behind a link" 2 'would overwrite' '$M --output-format json:link.eml demo.eml'
ln demo.eml hard.eml
fault "the report would overwrite the draft under another name" 2 'would overwrite' '$M --output-format json:hard.eml demo.eml'
fault "the report would overwrite an attached file" 2 'would overwrite' '$M --attach kept.eml --output-format json:kept.eml clean.eml'
cmp "$root/tests/cases/demo/demo.eml" demo.eml >err; status=$?
verdict "the draft is as it was" 0 ''
fault "the report's folder is not there" 2 'cannot write' '$M --output-format json:none/r.json demo.eml'
fault "the report is a folder" 2 'cannot write' '$M --output-format json:empty demo.eml'
fault "the report's disk is full" 2 'cannot write' '$M --output-format json:/dev/full demo.eml'
fault "two reports into one file" "1 2" '' '$M --output-format json:two --output-format gcc:two demo.eml'
