# unmunch.awk - a small Hunspell dictionary into a lexicon, each word with its
# endings, in lower case: awk -f unmunch.awk trade.aff trade.dic
# Suffixes without continuation, as trade.aff has them.
FILENAME ~ /\.aff$/ {
	if ($1 == "SFX" && NF == 5) {
		n = ++rules[$2]
		strip[$2, n] = $3 == "0" ? "" : $3
		add[$2, n] = $4 == "0" ? "" : $4
		condition[$2, n] = $5 "$"
	}
	next
}
FNR == 1 { next }
{
	slash = index($1, "/")
	word = slash ? substr($1, 1, slash - 1) : $1
	flags = slash ? substr($1, slash + 1) : ""
	show(word)
	for (i = 1; i <= length(flags); i++) {
		flag = substr(flags, i, 1)
		for (n = 1; n <= rules[flag]; n++)
			if (word ~ condition[flag, n])
				show(substr(word, 1, length(word) - length(strip[flag, n])) add[flag, n])
	}
}
function show(word) { print tolower(word) | "LC_ALL=C sort -u" }
