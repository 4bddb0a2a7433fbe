#!/bin/sh
# Many drafts in one run: what is said of them together.
set -u
cd "$(dirname "$0")/../.." || exit 2
maillint=${MAILLINT:-build/maillint}
case $maillint in /*) ;; *) maillint=$PWD/$maillint ;; esac
cases=$PWD/tests/cases/volume
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LANG=C
failures=0

verdict() { # NAME STATUS
	if [ "$2" -eq 0 ]; then
		echo "ok many: $1"
		return
	fi
	echo "not ok many: $1"
	failures=$((failures + 1))
	sed 's/^/# out: /' out | head -n 12
}

run() { "$maillint" "$@" >out 2>err </dev/null; status=$?; }

run "$cases/same-text"
[ "$status" -eq 0 ] && [ "$(wc -l <out)" -eq 1 ]; verdict "a warning is exit 0" $?
grep -q '^/.*/1-berg.eml:6:1: warning: .* (also .* and 1 more) \[volume/same-text\]$' out
verdict "gcc: one line at the first draft" $?
run --fail-on warning "$cases/same-text"
[ "$status" -eq 1 ]; verdict "--fail-on warning is exit 1" $?
run --ignore volume "$cases/same-text"
[ "$status" -eq 0 ] && [ ! -s out ]; verdict "--ignore volume" $?
run --select volume/burst "$cases/same-text"
[ ! -s out ]; verdict "--select another rule" $?
run --preset bulk --select volume "$cases/same-text"
[ ! -s out ]; verdict "a newsletter may be the same for all" $?
run --stage template "$cases/same-text"
[ ! -s out ]; verdict "templates are no mail to send" $?
run "$cases/same-text/1-berg.eml" "$cases/same-text/1-berg.eml" "$cases/same-text/1-berg.eml"
[ ! -s out ]; verdict "a draft named three times is one" $?
cat "$cases"/burst/outbox.mbox | "$maillint" - >out 2>err
grep -q '^-:3:.* \[volume/burst\]$' out; verdict "the messages of one mbox on standard input" $?

for jobs in 0 1 2 3; do
	for format in json jsonl full gcc; do
		"$maillint" --jobs $jobs --output-format $format "$cases" >$format.$jobs 2>>err
	done
done
for format in json jsonl full gcc; do
	cmp -s $format.0 $format.1 && cmp -s $format.0 $format.2 && cmp -s $format.0 $format.3
	verdict "$format: the same for any number of jobs" $?
done
if command -v python3 >/dev/null; then
	python3 - <<'PY' >out 2>&1
import json
d = json.load(open("json.0"))
lines = open("jsonl.0").read().splitlines()
assert {f["rule"] for f in d["batch"]} >= {"volume/burst", "volume/daily-limit"}
assert d["summary"]["warnings"] == sum(
    f["severity"] == "warning" for f in d["batch"]) + sum(
    g["severity"] == "warning" for f in d["files"] for g in f["findings"])
assert json.loads(lines[-1])["batch"] == d["batch"]
assert all("findings" in json.loads(line) for line in lines[:-1])
burst = [f for f in d["batch"] if f["rule"] == "volume/burst"][0]
assert [p["message_number"] for p in burst["drafts"][:51]] == list(range(1, 52))
PY
	verdict "json: batch, and its counts in the summary" $?
else
	echo "skip many: json (no python3)"
fi
[ "$failures" -eq 0 ]
