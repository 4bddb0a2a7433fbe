# embed.awk - catalogues into C: awk -f embed.awk lint/po/*.po
#
# Runs under mawk and gawk with LC_ALL=C. Of an entry with msgid_plural both
# English forms lead to msgstr[0]; fuzzy and empty entries are left out.
function die(what) {
	print FILENAME ":" FNR ": " what > "/dev/stderr"
	failed = 1
	exit 1
}

# The text of a quoted po string, its escapes undone.
function unquote(s,    out, i, c) {
	if (s !~ /^".*"[ \t\r]*$/) die("not a quoted string")
	sub(/"[ \t\r]*$/, "", s)
	s = substr(s, 2)
	if (index(s, "\\") == 0) return s
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\\") {
			c = substr(s, ++i, 1)
			if (c == "n") c = "\n"
			else if (c == "t") c = "\t"
			else if (c == "r") c = "\r"
			else if (c != "\\" && c != "\"") die("unknown escape \\" c)
		}
		out = out c
	}
	return out
}

# A C string; question marks too, because of trigraphs.
function quote(s,    out, i, c) {
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\n") c = "\\n"
		else if (c == "\t") c = "\\t"
		else if (c == "\r") c = "\\r"
		else if (c == "\\" || c == "\"" || c == "?") c = "\\" c
		out = out c
	}
	return "\"" out "\""
}

function keep(id, str) {
	if (id == "" || str == "") return
	if ((catalogue, id) in seen) {
		if (id == msgid) die("'" id "' is translated twice")
		return
	}
	seen[catalogue, id] = 1
	english[++n] = id
	chinese[n] = str
}

function finish() {
	if (have && !fuzzy) {
		keep(msgid, msgstr)
		keep(plural, msgstr)
	}
	msgid = plural = msgstr = ""
	have = fuzzy = 0
	target = ""
}

# Shell sort by the English text, bytes compared as strcmp() does.
function sort_entries(    gap, i, j, a, b) {
	for (gap = int(n / 2); gap > 0; gap = int(gap / 2))
		for (i = gap + 1; i <= n; i++) {
			a = english[i]; b = chinese[i]
			for (j = i; j > gap && english[j - gap] "" > a ""; j -= gap) {
				english[j] = english[j - gap]
				chinese[j] = chinese[j - gap]
			}
			english[j] = a; chinese[j] = b
		}
}

function write_catalogue(    i) {
	finish()
	sort_entries()
	print "static const struct catalogue_entry catalogue_" catalogues "[] = {"
	for (i = 1; i <= n; i++)
		print "\t{ " quote(english[i]) ",\n\t\t" quote(chinese[i]) " },"
	print "\t{ 0, 0 },\n};"
	langs[catalogues] = catalogue
	counts[catalogues] = n
	n = 0
}

BEGIN {
	print "#include \"report/catalogue.h\""
	if (ARGC < 2) exit
}

FNR == 1 {
	if (catalogues) write_catalogue()
	catalogues++
	catalogue = FILENAME
	sub(/.*\//, "", catalogue)
	sub(/\.po$/, "", catalogue)
}

{ sub(/\r$/, "") }
/^[ \t]*$/ { finish(); next }
/^#,.*fuzzy/ { finish(); fuzzy = 1; next }
/^#/ { if (have) finish(); next }
/^msgctxt/ { die("msgctxt is not supported") }
/^msgid_plural[ \t]+"/ { sub(/^msgid_plural[ \t]+/, ""); plural = unquote($0); target = "plural"; next }
/^msgid[ \t]+"/ { if (have) finish(); sub(/^msgid[ \t]+/, ""); msgid = unquote($0); target = "id"; next }
/^msgstr(\[0\])?[ \t]+"/ { sub(/^msgstr(\[0\])?[ \t]+/, ""); msgstr = unquote($0); have = 1; target = "str"; next }
/^msgstr\[[1-9]\][ \t]+"/ { target = "other"; next }
/^"/ {
	if (target == "id") msgid = msgid unquote($0)
	else if (target == "plural") plural = plural unquote($0)
	else if (target == "str") msgstr = msgstr unquote($0)
	else if (target != "other") die("a string that belongs to nothing")
	next
}
{ die("not a line of a catalogue") }

END {
	if (failed) exit 1
	if (catalogues) write_catalogue()
	print "const struct catalogue catalogues[] = {"
	for (i = 1; i <= catalogues; i++)
		print "\t{ " quote(langs[i]) ", catalogue_" i ", " counts[i] " },"
	print "\t{ 0, 0, 0 },\n};"
}
