# Reads call graphs of gcc (-fcallgraph-info=su). Prints a line for each
# function that is part of a circle, that takes more stack than MOST, or whose
# stack has no bound; with -v figure=1 the deepest chain of calls instead.
#
# Calls through pointers are not in the graph: hooks, callbacks, rule rows.
function short(name) { sub(/^.*:/, "", name); return name }

/^node: / {
	split($0, quoted, "\"")
	name = quoted[2]
	if (!match($0, /\\n[0-9]+ bytes \([a-z,]*\)/)) next
	split(substr($0, RSTART + 2, RLENGTH - 2), words, " ")
	own[name] = 1
	stack[name] = words[1] + 0
	if (words[3] != "(static)" && words[3] !~ /bounded/)
		unbound[name] = 1
}
/^edge: / {
	split($0, quoted, "\"")
	if (!((quoted[2], quoted[4]) in seen)) {
		seen[quoted[2], quoted[4]] = 1
		from[++edges] = quoted[2]
		to[edges] = quoted[4]
	}
}
END {
	for (e = 1; e <= edges; e++)
		if (from[e] in own && to[e] in own) {
			calls[from[e]]++
			callers[to[e]] = callers[to[e]] " " e
		}
	# Functions that call none that is left are done, and so on.
	for (f in own) if (!calls[f]) ready[++n] = f
	for (i = 1; i <= n; i++) {
		f = ready[i]
		deep[f] = stack[f] + below[f]
		path[f] = short(f) (next_[f] ? " > " path[next_[f]] : "")
		if (deep[f] > deepest) { deepest = deep[f]; chain = path[f] }
		m = split(callers[f], list, " ")
		for (k = 1; k <= m; k++) {
			g = from[list[k]]
			if (deep[f] > below[g]) { below[g] = deep[f]; next_[g] = f }
			if (!--calls[g]) ready[++n] = g
		}
		delete own[f]
		if (stack[f] > MOST) big[f] = stack[f]
	}
	if (figure) { print deepest " bytes: " chain; exit }
	for (f in own) print f ": calls itself, through others perhaps"
	for (f in big) print f ": " big[f] " bytes of stack"
	for (f in unbound) print f ": stack without a bound"
	if (n < 100) print "only " n + 0 " functions in the graph"
}
