// draft.mjs - a received message made a draft again: header fields that
// transport, mailing lists and mailboxes add are taken off.

const KEPT = new Set(['from', 'to', 'cc', 'bcc', 'subject', 'date', 'reply-to',
	'in-reply-to', 'references', 'mime-version', 'content-type',
	'content-transfer-encoding', 'content-disposition']);

// Bytes in, bytes out: latin1 keeps each byte a character of its own.
export function draftOf(message) {
	const text = message.toString('latin1').replace(/^From .*\r?\n/, '');
	const end = /\r?\n\r?\n/.exec(text);
	const head = end ? text.slice(0, end.index) : text;
	const rest = end ? text.slice(end.index) : '\n\n';
	const fields = head.split(/\r?\n(?![ \t])/);
	const kept = fields.filter(f => KEPT.has(f.split(':')[0].trim().toLowerCase()));
	return Buffer.from(kept.join('\n') + rest, 'latin1');
}
