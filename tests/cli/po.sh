#!/bin/sh
# lint/po/embed.awk under every awk that is here.
set -u
cd "$(dirname "$0")/../.." || exit 2
embed=$PWD/lint/po/embed.awk
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failures=0

verdict() {
	if [ "$2" -eq 0 ]; then
		echo "ok $1"
	else
		echo "not ok $1"
		failures=$((failures + 1))
	fi
}

cat >zh_CN.po <<'PO'
msgid ""
msgstr ""
"Language: zh_CN\n"

#, fuzzy
msgid "guessed"
msgstr "猜的"

msgid "b\"q\\ ??! é"
msgstr ""
"一行\n"
"二\t行"

#. of counts
msgid "{1} file"
msgid_plural "{1} files"
msgstr[0] "{1} 个文件"

msgid "é"
msgstr "e"

msgid "Zed"
msgstr "z"
msgid "untranslated"
msgstr ""

#~ msgid "old"
#~ msgstr "旧"
PO
cat >expected <<'C'
#include "report/catalogue.h"
static const struct catalogue_entry catalogue_1[] = {
	{ "Zed",
		"z" },
	{ "b\"q\\ \?\?! é",
		"一行\n二\t行" },
	{ "{1} file",
		"{1} 个文件" },
	{ "{1} files",
		"{1} 个文件" },
	{ "é",
		"e" },
	{ 0, 0 },
};
const struct catalogue catalogues[] = {
	{ "zh_CN", catalogue_1, 5 },
	{ 0, 0, 0 },
};
C
printf 'msgid "a"\nmsgstr "b"\nnonsense\n' >broken.po
printf 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n' >twice.po

for awk in mawk gawk original-awk; do
	if ! command -v $awk >/dev/null; then
		echo "skip catalogue by $awk (not installed)"
		continue
	fi
	LC_ALL=C $awk -f "$embed" zh_CN.po >made && cmp -s made expected
	verdict "catalogue by $awk" $?
	! LC_ALL=C $awk -f "$embed" broken.po >made 2>&1
	verdict "a broken catalogue is refused by $awk" $?
	! LC_ALL=C $awk -f "$embed" twice.po >made 2>&1
	verdict "a text translated twice is refused by $awk" $?
done

[ "$failures" -eq 0 ]
