# case.sh - what the parts share: one case, its verdict, the drafts they use.
faults=0 M=$MAILLINT root=$here/../..

cat >clean.eml <<'END'
From: Ann Carter <ann@pumps.example>
To: Eva Weber <eva@valves.example>
Date: Tue, 03 Mar 2026 09:12:00 +0100
Message-ID: <1@pumps.example>
Subject: Delivery of the pumps
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Ms Weber,

the pumps left our works today.

Kind regards
Ann Carter
END

# fault NAME STATUSES PATTERN COMMAND: runs COMMAND (a shell's line, where $M
# is maillint). Its status must be one of STATUSES, its output or errors match
# PATTERN. Kept in ./out and ./err.
fault() {
	faults=$((faults + 1))
	timeout -k 1 "${seconds:-20}" sh -c "$4" >out 2>err
	status=$?
	verdict "$1" "$2" "$3"
}

verdict() {
	trouble=
	case " $2 " in *" $status "*) ;; *) trouble="status $status, not one of: $2" ;; esac
	if [ -n "$3" ] && ! cat out err 2>/dev/null | LC_ALL=C grep -aqE -- "$3"; then
		trouble="$trouble; nothing like: $3"
	fi
	if [ -z "$trouble" ]; then
		[ "${quiet:-}" ] || echo "ok - $1"
		return 0
	fi
	echo "$trouble"
	head -c 600 err | head -5
	head -c 600 out | head -5
	echo "not ok - $1"
	return 1
}

# tried NAME WHAT: a verdict over many cases that ran with quiet=1.
tried() {
	if [ -z "$2" ]; then echo "ok - $1"; else
		printf '%s\n' "$2" | head -12
		echo "not ok - $1"
	fi
}

skip() { echo "skip $1 ($2)"; }

has() { command -v "$1" >/dev/null 2>&1; }

can_trace() { has strace && strace -o /dev/null true 2>/dev/null; }

export M
