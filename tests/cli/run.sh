#!/bin/sh
# The command line as a user meets it: statuses, sentences, streams.
#
# Prints "ok NAME" or "not ok NAME" for each test; fails when one failed.
# $MAILLINT is the binary (default build/maillint).
set -u
cd "$(dirname "$0")/../.." || exit 2
maillint=${MAILLINT:-build/maillint}
case $maillint in /*) ;; *) maillint=$PWD/$maillint ;; esac
demo=$PWD/tests/cases/demo/demo.eml
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

unset MAILLINT_LANG LC_ALL LC_MESSAGES LANGUAGE NO_COLOR FORCE_COLOR \
	CLICOLOR CLICOLOR_FORCE COLUMNS
export LANG=C

failures=0

# verdict NAME STATUS: prints the result of a test
verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok $1"
	else
		echo "not ok $1"
		failures=$((failures + 1))
		sed 's/^/# out: /' out | head -n 12
		sed 's/^/# err: /' err | head -n 12
		echo "# status: $status"
	fi
}

# run ARGUMENTS: leaves out, err and $status behind
run() {
	"$maillint" "$@" >out 2>err </dev/null
	status=$?
}

# is NAME STATUS: the last run ended with that status
is() {
	[ "$status" -eq "$2" ]
	verdict "$1" $?
}

# says NAME STATUS PATTERN: that status, one sentence on standard error that
# matches, nothing on standard output
says() {
	[ "$status" -eq "$2" ] && [ "$(wc -l <err)" -eq 1 ] &&
		grep -q "^maillint: .*$3" err && [ ! -s out ]
	verdict "$1" $?
}

# prints NAME STATUS PATTERN: that status, and a line of output that matches
prints() {
	[ "$status" -eq "$2" ] && grep -q -e "$3" out
	verdict "$1" $?
}

cat >good.eml <<'DRAFT'
From: Lily Chen <lily@brightway-lighting.example>
To: Anna Novak <anna@novak-interiors.example>
Subject: Question about the pendant lamps on your Brno site

Dear Anna,

your Brno showroom lists the Orbit pendant lamp with a lead time of nine
weeks. We make the same glass shade in Ningbo and could ship in four.
Would a sample for Novak Interiors be of use to you?

Kind regards,
Lily Chen
DRAFT
cp "$demo" bad.eml
mkdir -p folder/sub folder/.hidden empty
cp good.eml folder/b.eml
cp bad.eml folder/a.eml
cp bad.eml folder/sub/c.eml
cp bad.eml folder/.hidden/d.eml
cp bad.eml folder/.e.eml
echo picture >folder/photo.png
echo picture >empty/photo.png

# --- statuses and options -----------------------------------------------

run good.eml; is "a good draft: status 0" 0
[ ! -s out ] && [ ! -s err ]; verdict "a good draft: gcc says nothing" $?
run --output-format full good.eml
prints "a good draft: one calm line" 0 "^good.eml: nothing to mend (risk 0)"
run bad.eml; is "a bad draft: status 1" 1
run check bad.eml; is "the word check may be given" 1
! grep -v '^bad.eml:[0-9]*:[0-9]*: \(error\|warning\|note\): .* \[[a-z-]*/[a-z0-9-]*\]$' out >/dev/null
verdict "gcc: every line has the form editors parse" $?
run --fail-on never bad.eml; is "--fail-on never" 0
run --fail-on=warning bad.eml; is "--fail-on=warning" 1
run --max-risk 5 --fail-on never bad.eml
[ "$status" -eq 1 ] && grep -q 'above --max-risk' err
verdict "--max-risk: status 1 and a sentence" $?
run --max-risk 100 --fail-on never bad.eml; is "--max-risk 100" 0
run --select links --output-format gcc bad.eml
! grep -v '\[links/' out >/dev/null; verdict "--select keeps one family" $?
run --ignore links bad.eml
! grep -q '\[links/' out; verdict "--ignore leaves a family out" $?

run --version; prints "--version" 0 '^maillint [0-9]*\.[0-9]*\.[0-9]*$'
run --help; prints "--help" 0 '--output-format FORMAT'
run check --help; prints "check --help" 0 'usage: maillint check'
run help rules; prints "help of a command" 0 'usage: maillint rules'
run; is "no argument: help and status 2" 2
run check; says "nothing to check" 2 'nothing to check'

# --- what is wrong is said in one sentence ------------------------------

run --fial-on error good.eml
says "misspelt option" 2 "no option '--fial-on'; did you mean '--fail-on'"
run --zzzzzz good.eml; says "unknown option" 2 "no option '--zzzzzz'"
run -x good.eml; says "unknown letter" 2 "no option '-x'"
run --fail-on wraning good.eml
says "misspelt value" 2 "did you mean 'warning'"
run --stage good.eml; says "wrong value" 2 "--stage cannot be 'good.eml'"
run good.eml --stage; says "missing value" 2 '--stage wants a value'
run --quiet=yes good.eml; says "a switch with a value" 2 'takes no value'
run --max-risk lots good.eml; says "--max-risk wants a number" 2 '0 to 100'
run --max-risk nan good.eml; says "--max-risk nan" 2 '0 to 100'
run --max-risk 101 good.eml; says "--max-risk 101" 2 '0 to 100'
run --lang fr good.eml; says "--lang fr" 2 'en and zh'
run --output-format jsn good.eml
says "misspelt format" 2 "did you mean 'json'"
run --output-format json --output-format gcc good.eml
says "two reports, one stream" 2 'two reports'
run --select links/shortend good.eml
says "misspelt rule" 2 "did you mean 'links/shortened'"
run --ignore nonsense-of-ours good.eml
says "unknown rule" 2 "no rule or family 'nonsense-of-ours'"
run --select links,, good.eml; says "empty selector" 2 'wants the name'
run explain links/shortend
says "explain: misspelt rule" 2 "did you mean 'links/shortened'"
run explain; says "explain: no rule" 2 'name one rule'
run chekc good.eml; says "misspelt command" 2 "did you mean 'check'"
run --attach nothing.pdf good.eml
says "--attach of a missing file" 2 "nothing.pdf"
run rules --stage final; says "an option of another command" 2 'has no option'
run --output-format json:good.eml good.eml
says "a report does not overwrite its draft" 2 'would overwrite'
[ "$(head -c 5 good.eml)" = From: ]; verdict "that draft is unharmed" $?
run --output-format json:no/such/file good.eml
says "a report that cannot be written" 2 "cannot write 'no/such/file'"

# --- inputs -------------------------------------------------------------

run missing.eml; says "a missing file" 2 "no file or folder 'missing.eml'"
run missing.eml bad.eml
[ "$status" -eq 2 ] && grep -q '^bad.eml:' out && [ "$(wc -l <err)" -eq 1 ]
verdict "the other files are still checked; 2 wins over 1" $?
run empty; says "a folder without drafts" 2 "no drafts in the folder 'empty'"
run folder
cut -d: -f1 out | uniq | tr '\n' ' ' >files
[ "$(cat files)" = 'folder/a.eml folder/sub/c.eml ' ]
verdict "folders are walked in order, dot names left out" $?
run folder/
grep -q '^folder/a.eml:' out; verdict "folder/ makes no double slash" $?
(cd folder && "$maillint" . >../out 2>../err </dev/null)
grep -q '^a.eml:' out; verdict "the current folder is not named" $?
ln -s .. folder/sub/up 2>/dev/null
run folder; is "a link to a folder is not followed" 1
mkfifo pipe.eml
run pipe.eml; says "a pipe is no draft" 2 "not a regular file"
"$maillint" - <bad.eml >out 2>err; status=$?
prints "standard input" 1 '^-:[0-9]'
"$maillint" --stdin-filename x/y.eml - <bad.eml >out 2>err; status=$?
prints "--stdin-filename" 1 '^x/y.eml:[0-9]'
"$maillint" - - <good.eml >out 2>err; status=$?
says "standard input twice" 2 'only once'
run -- -dash.eml; says "-- ends the options" 2 "'-dash.eml'"
: >nothing.eml
run nothing.eml; [ "$status" -lt 2 ] && [ ! -s err ]
verdict "an empty file is no failure" $?
head -c 5000 /dev/urandom >noise.eml
run noise.eml; [ "$status" -lt 2 ] && [ ! -s err ]
verdict "a binary file is no failure" $?
printf 'Subject: a\033[31mb\000c\n\n\377\376 \342\200\256 [Name]\n' >hostile.eml
run --output-format full hostile.eml
! grep -q "$(printf '\033')" out && ! grep -q "$(printf '\342\200\256')" out
verdict "no control character of a draft reaches the terminal" $?
if [ "$(id -u)" -ne 0 ]; then
	cp good.eml locked.eml
	chmod 000 locked.eml
	run locked.eml; says "a file without permission" 2 'may not read'
fi
name=$(printf 'a\033[31m\nb.eml')
cp bad.eml "$name"
run "$name"
! grep -q "$(printf '\033')" out && ! grep -qv '^a<0x1B>\[31m<0x0A>b.eml:' out
verdict "a file's name is escaped" $?

# --- reports ------------------------------------------------------------

# json NAME STATUS FILE STATEMENTS: that status, and the document d is so
json() {
	if ! command -v python3 >/dev/null; then
		echo "skip $1 (no python3)"
		return
	fi
	[ "$status" -eq "$2" ] && python3 -c "
import json, sys
text = open(sys.argv[1]).read()
d = json.loads(text) if sys.argv[1] != 'lines' else [
    json.loads(line) for line in text.splitlines()]
$4" "$3" 2>>err
	verdict "$1" $?
}
run --output-format json folder missing.eml
json "json: the schema, with a file that failed" 2 out '
assert d["schema"] == "maillint/1" and len(d["files"]) == 3
assert d["summary"]["files"] == 3 and len(d["errors"]) == 1
assert d["errors"][0]["path"] == "missing.eml"
for f in d["files"]:
    assert 0 <= f["risk"] <= 100 and f["band"] in ("low", "medium", "high")
    assert round(f["risk"], 1) == f["risk"]
    assert set(f["outcomes"]) == {"reject", "spam", "ignored", "broken"}
    for g in f["findings"]:
        assert g["start"]["offset"] <= g["end"]["offset"]
        assert g["severity"] in ("error", "warning", "note")'
run --output-format json missing.eml
json "json: whole also when nothing could be read" 2 out '
assert d["files"] == [] and len(d["errors"]) == 1'
run --output-format jsonl folder
cp out lines
json "jsonl: a line a draft" 1 lines '
assert len(d) == 3 and all("findings" in f for f in d)'
run --output-format json:r.json --output-format full bad.eml
grep -q '^risk ' out; verdict "several reports at once: standard output" $?
json "several reports at once: a file" 1 r.json 'assert d["files"]'
run --output-format full bad.eml; cp out first
run --output-format full bad.eml
cmp -s first out; verdict "two runs are equal" $?
run --output-format full --quiet good.eml
[ "$status" -eq 0 ] && [ ! -s out ]; verdict "--quiet: silence on a good draft" $?
run --output-format full --verbose bad.eml
prints "--verbose: how it is known" 1 'known from: '
run rules; prints "rules" 0 '^  links/shortened '
run rules --output-format json
json "rules: json" 0 out 'assert len(d["rules"]) > 1'
run rules --output-format markdown
prints "rules: markdown" 0 '^### links/shortened'
run explain links/shortened; prints "explain" 0 '^How we know'

# --- colour and language ------------------------------------------------

escape=$(printf '\033')
run --output-format full bad.eml
! grep -q "$escape" out; verdict "no colour into a file" $?
run --output-format full --color always bad.eml
grep -q "$escape" out; verdict "--color always" $?
NO_COLOR=1 FORCE_COLOR=1 "$maillint" --output-format full bad.eml >out 2>err
! grep -q "$escape" out; verdict "NO_COLOR wins over FORCE_COLOR" $?
FORCE_COLOR=1 "$maillint" --output-format full bad.eml >out 2>err
grep -q "$escape" out; verdict "FORCE_COLOR" $?
NO_COLOR=1 "$maillint" --color always --output-format full bad.eml >out 2>err
grep -q "$escape" out; verdict "--color wins over NO_COLOR" $?

for setting in LANG=zh_CN.UTF-8 LC_ALL=zh_CN MAILLINT_LANG=zh LANGUAGE=zh_CN:en; do
	env -u LANG "$setting" "$maillint" --output-format full bad.eml >out 2>err
	grep -q '^风险 ' out; verdict "$setting speaks Chinese" $?
done
LANG=zh_CN.UTF-8 LC_ALL=C "$maillint" --output-format full bad.eml >out 2>err
grep -q '^risk ' out; verdict "LC_ALL=C speaks English" $?
LANG=zh_CN.UTF-8 "$maillint" bad.eml >out 2>err
grep -q ': error: ' out && ! grep -q -e 错误 -e 警告 out
verdict "machine formats stay English in a Chinese locale" $?
run --lang zh bad.eml
grep -q ': error: ' out; verdict "gcc: severities stay English with --lang zh" $?
run --lang zh missing.eml; says "trouble in Chinese" 2 '没有文件或文件夹'
run --fial-on error --lang zh
says "options: trouble in Chinese" 2 '您是不是想写'
run --lang zh --help; prints "--help in Chinese" 0 '退出状态'

# --- the configuration ---------------------------------------------------

# complains NAME PLACE PATTERN: status 2, and a line on standard error that
# begins with FILE:LINE:COLUMN and matches; no report
complains() {
	[ "$status" -eq 2 ] && grep -q "^$2: .*$3" err && [ ! -s out ]
	verdict "$1" $?
}

mkdir -p team/sub/deep team/bulk
cp bad.eml team/sub/deep/a.eml
cp bad.eml team/bulk/b.eml
cp bad.eml team/c.eml
cat >team/.maillint.yaml <<'CONFIG'
rules:
  personalisation/unresolved: note
  attachments: off
fail-on: never
CONFIG
echo 'select: attachments' >team/bulk/.maillint.yaml
run team/sub/deep/a.eml
[ "$status" -eq 0 ] && grep -q ': note: .*unresolved\]' out && ! grep -q '\[attachments/' out
verdict "the configuration of a folder above" $?
run team/bulk/b.eml
[ "$status" -eq 1 ] && grep -q '\[attachments/' out && ! grep -qv '\[attachments/' out
verdict "the nearest configuration wins, whole" $?
run --jobs 2 team bad.eml
cut -d: -f1 out | uniq | tr '\n' ' ' >files
[ "$(cat files)" = 'team/bulk/b.eml team/c.eml team/sub/deep/a.eml bad.eml ' ] &&
	[ "$(grep -c '^team/bulk/b.eml.*\[attachments/' out)" -gt 0 ] &&
	! grep '^team/c.eml' out | grep -q '\[attachments/' &&
	grep '^bad.eml' out | grep -q '\[attachments/'
verdict "several configurations in one run, in the order of the drafts" $?
cp out several
run --jobs 0 team bad.eml
cmp -s several out; verdict "the same in this process" $?
(cd team/sub && "$maillint" --stdin-filename deep/none/x.eml - <../c.eml >../../out 2>../../err)
status=$?
[ "$status" -eq 0 ] && ! grep -q '\[attachments/' out
verdict "--stdin-filename: the configuration of a folder that is not there" $?
(cd team/sub && "$maillint" - <../c.eml >../../out 2>../../err)
status=$?
[ "$status" -eq 0 ] && ! grep -q '\[attachments/' out
verdict "standard input: the configuration of the current folder" $?
run --isolated team/c.eml
[ "$status" -eq 1 ] && grep -q '\[attachments/' out; verdict "--isolated" $?
run --config team/bulk/.maillint.yaml team/c.eml bad.eml
[ "$status" -eq 1 ] && ! grep -qv '\[attachments/' out; verdict "--config" $?
run --config none.yaml bad.eml; says "--config of a missing file" 2 "none.yaml"
run --config a --isolated bad.eml; says "--config and --isolated" 2 'contradict'
run --fail-on error --select personalisation team/c.eml
[ "$status" -eq 0 ] && ! grep -qv '\[personalisation/' out && grep -q ': note: .*unresolved' out
verdict "the command line goes over the configuration" $?
run --verbose --output-format gcc team/c.eml
grep -q '^maillint: configuration: team/.maillint.yaml' err
verdict "--verbose names the configuration" $?
mkdir -p team/repository/.git
cp bad.eml team/repository/a.eml
run team/repository/a.eml
[ "$status" -eq 1 ] && grep -q '\[attachments/' out
verdict "a repository is not looked out of" $?

mkdir -p wrong
cp good.eml wrong/a.eml
printf 'preset: bulk\nfial-on: note\n' >wrong/.maillint.yaml
run wrong/a.eml
complains "an unknown key" 'wrong/.maillint.yaml:2:1' "did you mean 'fail-on'"
(cd wrong && "$maillint" a.eml >../out 2>../err); status=$?
complains "named from the current folder" '.maillint.yaml:2:1' "'fial-on'"
printf 'fields: contacts.csv\nsuppress: gone.txt\nwords: words.txt\n' >wrong/.maillint.yaml
run wrong/a.eml
complains "lists that are not there" 'wrong/.maillint.yaml:1:9' 'wrong/contacts.csv'
printf 'name,email\n' >wrong/contacts.csv
printf '# a list\nnobody\n' >wrong/gone.txt
printf 'FOB\n' >wrong/words.txt
run wrong/a.eml
complains "a list with a wrong entry" 'wrong/gone.txt:2:1' 'no address'
echo 'a@b.com' >wrong/gone.txt
run wrong/a.eml; is "lists beside the configuration" 0
printf 'Subject: News\n\nOur agent in {{ citty }} has it.\n' >wrong/t.hbs
printf 'name;city;email\n' >wrong/contacts.csv
run --select fields wrong/t.hbs
[ "$status" -eq 1 ] && grep -q "^wrong/t.hbs:3:14: error: .*'citty'; did you mean 'city'? \[fields/unknown-field\]" out
verdict "a misspelt field, against the header row of a table" $?
rm wrong/t.hbs
printf '"\\e[31m\\u202E": x\n' >wrong/.maillint.yaml
run wrong/a.eml
! grep -q "$escape" err && grep -q '<0x1B>' err
verdict "a key is escaped on the terminal" $?
rm wrong/.maillint.yaml
mkdir wrong/.maillint.yaml
run wrong/a.eml; says "a folder of that name" 2 'it is a folder'
rmdir wrong/.maillint.yaml
i=0
while [ $i -le 100 ]; do
	mkdir -p many/$i
	cp good.eml many/$i/
	echo 'preset: outreach' >many/$i/.maillint.yaml
	i=$((i + 1))
done
run many; says "101 configurations" 2 'more than 100'
rm -r many/100
run many; is "100 configurations" 0

# --- spelling -----------------------------------------------------------

cat >slip.eml <<'DRAFT'
From: Li Wei <li.wei@haoyu-valves.cn>
To: Anna Berg <anna.berg@nordpump.de>
Subject: Test report of the DN50 valves

Dear Ms. Berg,

the test report of our last lot for Nordpump is ready. Did you recieve it?

Best regards,
Li Wei
DRAFT
if [ -e /usr/share/hunspell/en_US.dic ]; then
	spell() { # CACHE ARGUMENTS
		cache=$1; shift
		XDG_CACHE_HOME=$cache "$maillint" --select spelling --fail-on never "$@" >out 2>err
		status=$?
	}
	spell "$work/cache" slip.eml
	prints "spelling: a slip" 0 '7:64: warning: .*recieve'
	cp out first
	[ "$(find cache -type f | wc -l)" -eq 1 ] &&
		[ "$(stat -c %a cache/maillint cache/maillint/* | tr '\n' ' ')" = "700 600 " ]
	verdict "spelling: a table is kept, for its owner alone" $?
	table=$(echo cache/maillint/*)
	before=$(stat -c %i "$table")
	spell "$work/cache" slip.eml
	cmp -s out first && [ "$(stat -c %i "$table")" = "$before" ]
	verdict "spelling: the table is used and says the same" $?
	head -c 5000 "$table" | tr 'a-y' 'b-z' >damaged
	for damage in "cp damaged $table" ": >$table" "chmod 666 $table" \
		"rm $table" "rm $table; ln -s /etc/passwd $table" "rm $table; mkdir $table"; do
		eval "$damage"
		spell "$work/cache" slip.eml
		cmp -s out first && [ ! -s err ]
		verdict "spelling: the same after '${damage%% *}'" $?
	done
	for cache in /dev/null/none "$work/slip.eml" relative ''; do
		spell "$cache" slip.eml
		cmp -s out first && [ ! -s err ]
		verdict "spelling: the same with '${cache##*/}' as the cache" $?
	done
	for options in "--jobs 0" "--jobs 3" "--no-sandbox"; do
		spell "$work/other" $options slip.eml
		cmp -s out first; verdict "spelling: the same with $options" $?
	done
	spell "$work/cache" --no-spelling slip.eml
	[ ! -s out ]; verdict "--no-spelling" $?
fi
mkdir words
cat >words/de_DE.aff <<'AFF'
SET UTF-8
AFF
printf 'nonsense\n' >words/de_DE.dic
printf 'From: a@nordpump.de\nTo: b@haoyu-valves.cn\nSubject: Ventile\n\nSehr geehrte Frau Li,\n\nwir haben Ihre Ventile erhalten und werden sie am Montag pr\303\274fen. Bitte senden Sie uns auch die Zeichnung.\n\nMit freundlichen Gr\303\274\303\237en\nAnna Berg\n' >de.eml
DICPATH=$work/words XDG_CACHE_HOME=$work/cache2 "$maillint" --output-format full \
	--fail-on never de.eml >out 2>err; status=$?
prints "spelling: a damaged dictionary is said to be missing" 0 "no Hunspell dictionary of 'de'"
DICPATH=$work/words XDG_CACHE_HOME=$work/cache2 "$maillint" --output-format json \
	--fail-on never de.eml >out 2>err; status=$?
prints "spelling: the same in JSON" 0 '"spelling_not_checked": *"de"'

# --- streams ------------------------------------------------------------

"$maillint" bad.eml >&- 2>err; status=$?
[ "$status" -eq 2 ] && grep -q 'standard output' err
verdict "closed standard output: status 2 and a sentence" $?
: >out
if [ -w /dev/full ]; then
	for format in gcc full json; do
		"$maillint" --output-format $format bad.eml >/dev/full 2>err
		status=$?
		[ "$status" -eq 2 ] && grep -q 'standard output' err
		verdict "full disk, $format: status 2 and a sentence" $?
	done
	"$maillint" rules >/dev/full 2>err; status=$?
	[ "$status" -eq 2 ]; verdict "full disk, rules: status 2" $?
	run --output-format json:/dev/full bad.eml
	[ "$status" -eq 2 ] && grep -q "'/dev/full'" err
	verdict "full disk, a report's file: status 2" $?
fi
{ "$maillint" --output-format json folder folder folder; } 2>err | head -c 1 >out
[ ! -s err ]; verdict "a reader that leaves early is no trouble" $?
"$maillint" - <&- >out 2>err; status=$?
says "closed standard input: status 2 and a sentence" 2 "cannot read '-'"

[ "$failures" -eq 0 ]
