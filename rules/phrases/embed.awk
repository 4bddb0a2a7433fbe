# embed.awk - phrase packs into C: awk -f embed.awk rules/phrases/*/*.txt
#
# A line is a phrase, what to write instead, and how much it weighs: the natural
# logarithm of how many times more often it stands in spam than in good mail,
# as counted by its pack's source; 1 where it was too rare to count. TABs part
# them. "# title: TEXT" names a pack, "# instead: TEXT" says what to write instead
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
	split($0, column, "\t")
	print "\t{ " quote(column[1]) ", " (column[2] == "" ? "0" : quote(column[2])) ", " \
		(column[3] == "" ? 10 : int(column[3] * 10 + 0.5)) ", " pack " },"
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
