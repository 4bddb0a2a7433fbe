# workers.sh - the process that reads drafts is killed, stopped or starved
# from outside: one draft is "not checked", the others are.
[ -d /proc/self ] || { skip "workers" "no /proc here"; return 0; }
cat "$root"/tests/cases/demo/demo.eml >demo.eml
for i in 1 2 3 4 5; do cp demo.eml d$i.eml; done
"$M" - d1.eml d2.eml d3.eml d4.eml d5.eml <demo.eml >wanted

child_of() {
	awk -v p="$1" 'FNR == 1 { sub(/.*\) /, ""); if ($2 == p) { split(FILENAME, f, "/"); print f[3] } }' \
		/proc/[0-9]*/stat 2>/dev/null | head -1
}

# The child of process $1, waited for a while; sets `worker`.
find_child() {
	worker= tries=0
	while [ -z "$worker" ] && [ $tries -lt 200 ]; do
		worker=$(child_of "$1")
		tries=$((tries + 1))
	done
	[ "$worker" ]
}

mkfifo hold
# struck NAME SIGNAL LOST: while maillint waits for standard input. A worker
# that dies without work costs nothing.
struck() {
	faults=$((faults + 1))
	timeout 40 "$M" - d1.eml d2.eml d3.eml d4.eml d5.eml <hold >out 2>err &
	timeout=$!
	exec 3>hold
	find_child $timeout && parent=$worker && find_child $parent && kill -"$2" "$worker"
	cat demo.eml >&3
	exec 3>&-
	wait $timeout
	status=$?
	[ "$(grep -c 'not-checked' out)" = "$3" ] || status="$status, not $3 'not checked'"
	grep -v not-checked out | cut -d: -f1 | sort -u | grep -c eml >files
	[ "$(cat files)" = 5 ] || status="$status, the others not all checked"
	verdict "$1" 1 'links/'
}
for signal in KILL SEGV ABRT TERM BUS XCPU; do
	struck "a worker gets SIG$signal" $signal 0
done
struck "a worker is stopped" STOP 1

# At random times, among many drafts.
mkdir many
(cd many; i=0; while [ $i -lt 400 ]; do ln ../demo.eml $i.eml; i=$((i + 1)); done)
bad= rounds=12
[ "${MAILLINT_LONG:-}" ] && rounds=300
i=0
while [ $i -lt $rounds ]; do
	i=$((i + 1)) faults=$((faults + 1))
	"$M" --jobs $((i % 3 + 1)) many >out 2>err &
	parent=$!
	sleep 0.0$((i * 7 % 90 + 10))
	worker=$(child_of $parent)
	[ "$worker" ] && kill -$((i % 2 * 2 + 9)) "$worker" 2>/dev/null
	wait $parent
	status=$?
	[ $status = 1 ] && [ "$(grep -c not-checked out)" -le 1 ] &&
		[ "$(cut -d: -f1 out | sort -u | wc -l)" = 400 ] || bad="$bad
round $i: status $status, $(grep -c not-checked out) not checked"
done
tried "a worker is killed at $rounds random times" "$bad"

# Signals to the parent that are no end.
"$M" many >wanted
"$M" many >out 2>err &
parent=$!
faults=$((faults + 1))
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do kill -WINCH $parent; kill -CHLD $parent; kill -CONT $parent; sleep 0.01; done 2>/dev/null
wait $parent
status=$?
cmp -s out wanted || status=differs
verdict "signals that mean nothing to it" 1 ''
for signal in TERM HUP; do
	fault "SIG$signal ends it and its workers" "129 143" '' "
		(sleep 3) | \$M - demo.eml & p=\$!
		sleep 0.3; kill -$signal \$p; wait \$p; exit \$?"
done
