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
	pairs[files, slot(substr(key, 1, 1)) * 28 + slot(substr(key, 2, 1))]++
}
# 0: before "a", or nothing at all; 27: behind "z"
function slot(c) { return c < "a" ? 0 : c > "z" ? 27 : index(letters, c) }
BEGIN { FS = "\n"; letters = "abcdefghijklmnopqrstuvwxyz"; print "#include \"base/lexicon.h\"" }
END {
	if (open) print "};"
	for (i = 1; i <= files; i++) {
		printf "const struct lexicon lexicon_%s = { %s, %s, sizeof %s / sizeof *%s, {", ids[i], quote(names[i]), ids[i], ids[i], ids[i]
		for (before = j = 0; j < 28; j++) before += pairs[i, j]
		for (; j <= 27 * 28; before += pairs[i, j++]) printf " %d,", before
		print " } };"
	}
	print "const struct lexicon *const lexicons[] = {"
	for (i = 1; i <= files; i++) print "\t&lexicon_" ids[i] ","
	print "\t0,\n};"
}
