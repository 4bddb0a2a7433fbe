#!/bin/sh
# --data: rows of a table in templates, from the command line.
set -u
cd "$(dirname "$0")/../.." || exit 2
maillint=${MAILLINT:-build/maillint}
case $maillint in /*) ;; *) maillint=$PWD/$maillint ;; esac
cases=$PWD/tests/cases/data
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cp "$cases"/* "$work"
cd "$work" || exit 2
export LANG=C
failures=0

verdict() { # NAME STATUS
	if [ "$2" -eq 0 ]; then
		echo "ok data: $1"
		return
	fi
	echo "not ok data: $1"
	failures=$((failures + 1))
	sed 's/^/# out: /' out | head -n 12
	sed 's/^/# err: /' err | head -n 3
}

run() { "$maillint" "$@" >out 2>err </dev/null; status=$?; }

run --data contacts.csv letter.hbs
[ "$status" -eq 1 ] &&
	grep -q '^letter.hbs:7:7: error: rows 3, 5, 6 and 1 more: .* column First Name is empty \[personalisation/blank-name\]$' out
verdict "an empty column, with its rows" $?
[ "$(grep -c blank-name out)" -eq 1 ]; verdict "one fault is told once" $?
grep -q '^contacts.csv:7:1: warning: .* \[data/address-twice\]$' out
verdict "the table has places of its own" $?
[ "$(cut -d: -f1 out | uniq | head -1)" = contacts.csv ]
verdict "the table comes first" $?
run --data people.csv letter.hbs --ignore data/not-merged
[ "$status" -eq 0 ] && [ ! -s out ]; verdict "good rows are quiet" $?
run --data people.csv
[ "$status" -eq 2 ] && grep -q 'nothing to check' err
verdict "a table alone is nothing to check" $?
run --data missing.csv letter.hbs
[ "$status" -eq 2 ] && grep -q "missing.csv" err
verdict "a missing table is exit 2" $?
run --data contacts.csv --output-format json:contacts.csv letter.hbs
[ "$status" -eq 2 ] && grep -q 'would overwrite the table' err
verdict "a report does not overwrite the table" $?
head -c 16777216 /dev/zero | tr '\0' ' ' >most.csv
(cat most.csv; echo) >more.csv
run --data most.csv letter.hbs
grep -q '^most.csv:1:1: error: the table is empty' out; verdict "16 MiB are read" $?
run --data more.csv letter.hbs
[ "$status" -eq 2 ] && grep -q 'larger than 16 MiB' err; verdict "more than 16 MiB are refused" $?
rm -f most.csv more.csv
{ echo email,first_name; yes 'a@b.se,Anna' | head -5001; } >rows.csv
run --data rows.csv --select structure letter.hbs
grep -q '^rows.csv:5002:1: .*after the first 5,000 \[structure/not-checked\]$' out
verdict "5,000 rows are read, and that is said" $?
mkdir one two
cp letter.hbs one; cp letter.hbs two
echo 'ignore: [data, personalisation, bulk]' >one/.maillint.yaml
echo 'preset: bulk' >two/.maillint.yaml
run --data contacts.csv one two
! grep -q '^one/' out && grep -q '^two/letter.hbs:7:7: error: rows 3, 5' out &&
	! grep -q '^contacts.csv' out
verdict "rows go to each draft by its own configuration, the table by the first" $?
run --data contacts.csv two one
grep -q '^contacts.csv:7:1: .*\[data/address-twice\]$' out && ! grep -q '^one/' out
verdict "the first configuration is that of the first draft" $?
printf 'email,First Name\nnot an address,Anna\n<<@>,Tom\n' >broken.csv
run --data broken.csv letter.hbs
[ "$status" -lt 2 ] && ! grep -q not-checked out
verdict "broken addresses in the table are read" $?

for jobs in 0 1 2 3; do
	for format in json full gcc; do
		"$maillint" --jobs $jobs --data contacts.csv --output-format $format letter.hbs zh-letter.txt >$format.$jobs 2>>err
	done
done
for format in json full gcc; do
	cmp -s $format.0 $format.1 && cmp -s $format.0 $format.2 && cmp -s $format.0 $format.3
	verdict "$format: the same for any number of jobs" $?
done
for table in zh-gb18030.csv zh-utf16.csv; do
	"$maillint" --data $table zh-letter.txt >$table.out 2>err
done
cmp -s zh-gb18030.csv.out zh-utf16.csv.out && grep -q 'column 姓名 is empty' zh-utf16.csv.out
verdict "the same table in two charsets" $?
for i in 1 2 3 4 5 6 7 8 9; do
	head -c 3000 /dev/urandom >noise.csv
	run --data noise.csv letter.hbs
	[ "$status" -lt 2 ] || break
done
[ "$status" -lt 2 ] && [ ! -s err ]; verdict "any bytes are a table" $?
[ "$failures" -eq 0 ]
