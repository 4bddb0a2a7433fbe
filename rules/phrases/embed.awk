# embed.awk - phrase packs into C: awk -f embed.awk rules/phrases/*/*.txt
#
# "# title: TEXT" names a pack, "# instead: TEXT" says what to write instead
# of any of its phrases, "# guard" marks honest uses that excuse a word.
function quote(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/\?/, "\\?", s); return "\"" s "\"" }
function value(line) { sub(/^# *[a-z]+: */, "", line); return line }
BEGIN { FS = "\n"; packs = 0; print "#include \"check/phrase.h\""; print "static const struct phrase phrases[] = {" }
FNR == 1 {
	split(FILENAME, path, "/"); n = 0; for (p in path) n++
	pack = packs++
	name[pack] = path[n]; sub(/\.txt$/, "", name[pack])
	lang[pack] = path[n - 1]
}
/^# *title:/ { title[pack] = value($0) }
/^# *instead:/ { instead[pack] = value($0) }
/^# *guard/ { guard[pack] = 1 }
/^#/ || /^$/ { next }
{
	tab = index($0, "\t")
	text = tab ? substr($0, 1, tab - 1) : $0
	print "\t{ " quote(text) ", " (tab ? quote(substr($0, tab + 1)) : "0") ", " pack " },"
}
END {
	print "};\nstatic const struct phrase_pack packs[] = {"
	for (i = 0; i < packs; i++)
		print "\t{ " quote(lang[i]) ", " quote(name[i]) ", " quote(title[i]) ", " \
			(i in instead ? quote(instead[i]) : "0") ", " (guard[i] + 0) " },"
	print "};\nextern const struct phrase_set rules_phrases;"
	print "const struct phrase_set rules_phrases = { packs, sizeof packs / sizeof *packs,"
	print "\tphrases, sizeof phrases / sizeof *phrases };"
}
