# embed.awk - word lists into C: awk -f embed.awk dictionaries/*.txt
# The files are sorted by bytes (LC_ALL=C sort), which a test holds them to.
function quote(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/\?/, "\\?", s); return "\"" s "\"" }
FNR == 1 {
	if (open) print "};"
	name = FILENAME; sub(/.*\//, "", name); sub(/\.txt$/, "", name)
	id = name; gsub(/[^a-z0-9]/, "_", id)
	names[++files] = name; ids[files] = id
	print "static const struct lexicon_entry " id "[] = {"
	open = 1
}
/^#/ || /^$/ { next }
{
	tab = index($0, "\t")
	key = tab ? substr($0, 1, tab - 1) : $0
	print "\t{ " quote(key) ", " (tab ? quote(substr($0, tab + 1)) : "0") " },"
	for (i = 1; i <= 27; i++)
		if (key < substr(letters, i, 1)) before[files, i]++
	first = index(letters, substr(key, 1, 1))
	second = index(letters, substr(key, 2, 1))
	if (!second || length(key) < 2) second = 27
	if (!seen[files, first, second]++) seconds[files, first] += 2 ^ (second - 1)
}
BEGIN { FS = "\n"; letters = "abcdefghijklmnopqrstuvwxyz{"; print "#include \"base/lexicon.h\"" }
END {
	if (open) print "};"
	for (i = 1; i <= files; i++) {
		printf "const struct lexicon lexicon_%s = { %s, %s, sizeof %s / sizeof *%s, {", ids[i], quote(names[i]), ids[i], ids[i], ids[i]
		for (j = 1; j <= 27; j++) printf " %d,", before[i, j]
		printf " }, {"
		for (j = 1; j <= 26; j++) printf " %d,", seconds[i, j]
		print " } };"
	}
	print "const struct lexicon *const lexicons[] = {"
	for (i = 1; i <= files; i++) print "\t&lexicon_" ids[i] ","
	print "\t0,\n};"
}
