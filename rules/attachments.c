/* attachments.c - rules about the files that a mail carries. */
#include <string.h>

#include "promise.h"
#include "rules.h"

static bool
refused_by_gmail(struct str extension)
{
	return lexicon_has(&lexicon_blocked_gmail, extension);
}

static bool
refused_by_outlook(struct str extension)
{
	return lexicon_has(&lexicon_blocked_outlook, extension);
}

/* What to call an attachment: by its name, or else by its media type. */
static struct str
called(const struct attachment *a)
{
	return a->name.s.len ? a->name.s : a->type;
}

static bool
is_signature(const struct attachment *a)
{
	return str_starts(a->type, STR("application/pkcs7")) ||
	       str_starts(a->type, STR("application/x-pkcs7")) ||
	       str_eq(a->type, STR("application/pgp-signature"));
}

/* The container of Outlook's Rich Text format, usually winmail.dat. */
static bool
is_tnef(const struct attachment *a)
{
	const char *media = a->true_type ? a->true_type->media : NULL;
	struct str tnef = STR("application/ms-tnef");
	return str_ieq(a->name.s, STR("winmail.dat")) ||
	       str_eq(a->type, tnef) || (media && str_eq(str_of(media), tnef));
}

/* A row of dictionaries/size-limits.txt. */
struct provider {
	struct str name;
	uint64_t send, receive;	    /* bytes; 0: not known */
	bool send_raw, receive_raw; /* counts files, not the mail as sent */
	bool reported;		    /* by third parties only */
};

static bool
provider_of_domain(struct str domain, struct provider *p)
{
	const struct lexicon_entry *e =
		lexicon_find_host(&lexicon_size_limits, domain);
	if (!domain.len || !e || !e->value)
		return false;
	struct str rest = str_of(e->value);
	p->name = str_cut(&rest, '|');
	str_number(str_cut(&rest, '|'), &p->send);
	str_number(str_cut(&rest, '|'), &p->receive);
	struct str basis = str_cut(&rest, '|');
	p->send_raw = str_starts(basis, STR("raw"));
	p->receive_raw = str_ends(basis, STR("raw"));
	p->reported = str_eq(str_cut(&rest, '|'), STR("reported"));
	return true;
}

/* Calls `see` for each recipient whose address can be read. */
static void
each_recipient(const struct check *c, void (*see)(void *ctx, struct str domain),
	void *ctx)
{
	const struct draft *d = c->draft;
	const struct header *fields[] = { d->to, d->cc,
		headers_find(d->headers, HEADER_BCC) };
	if (d->self_copy)
		return;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const struct addresses *list =
			fields[i] ? draft_addresses(fields[i]) : NULL;
		if (!list)
			continue;
		list_each (struct address, a, &list->list)
			if (a->domain.len && !a->field)
				see(ctx, a->domain);
	}
}

struct outlook_view {
	bool reads;    /* some recipient reads with Outlook.com */
	bool possible; /* some recipient may: a company, or nobody known */
};

static void
see_outlook(void *ctx, struct str domain)
{
	struct outlook_view *v = ctx;
	struct provider p = { .name = STR_NONE };
	bool known = provider_of_domain(domain, &p);
	v->reads |= known && (str_eq(p.name, STR("Outlook.com")) ||
				     str_eq(p.name, STR("Exchange Online")));
	v->possible |= !known;
}

static struct outlook_view
outlook_view(const struct check *c)
{
	struct outlook_view v = { false, false };
	each_recipient(c, see_outlook, &v);
	v.possible |= v.reads || !draft_recipient(c->draft);
	return v;
}

/* "invoice.pdf" of "invoice.pdf.exe", when it names what is no program. */
static bool
pretends(struct check *c, const struct attachment *a, struct str *inner)
{
	struct str name = a->name.s;
	*inner = attachment_extension(
		c->arena, str_sub(name, 0, str_rchr(name, '.')));
	const struct filetype *t = filetype_of_extension(*inner);
	return t && t->class != FILE_EXECUTABLE && t->class != FILE_SCRIPT &&
	       refused_by_gmail(a->extension);
}

static void
check_executable(struct check *c, const struct attachment *a)
{
	struct str inner;
	if (!refused_by_gmail(a->extension) || pretends(c, a, &inner))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1}: Gmail refuses mail with .{2} files"), 2, called(a),
		a->extension);
	finding_advice(f,
		N_("send a link to a page of your own instead; packing the "
		   "file into a zip does not help, Gmail looks inside"),
		0);
}

static void
check_double_extension(struct check *c, const struct attachment *a)
{
	struct str inner;
	if (!pretends(c, a, &inner))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1} looks like a .{2} file but is a .{3} file"), 3,
		called(a), inner, a->extension);
	finding_advice(f,
		N_("attach the real .{1} file; a name with two endings is "
		   "how malware hides, and filters refuse it"),
		1, inner);
}

/* A script without an ending is a habit of Unix, no disguise. */
static bool
is_hidden_script(const struct attachment *a)
{
	const struct filetype *named = filetype_of_extension(a->extension);
	return a->true_type->class == FILE_SCRIPT && named &&
	       named->class != FILE_SCRIPT &&
	       !filetype_allows(a->true_type, a->extension);
}

static void
check_disguised(struct check *c, const struct attachment *a)
{
	const struct filetype *t = a->true_type;
	if (!t || refused_by_gmail(a->extension))
		return;
	bool own_name = filetype_allows(t, a->extension);
	if (t->class != FILE_EXECUTABLE && !is_hidden_script(a))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1} is a program inside ({2}), whatever its name says"), 2,
		called(a), str_of(t->name));
	if (own_name || t->class == FILE_SCRIPT)
		finding_severity(f, SEVERITY_WARNING);
	finding_advice(f,
		N_("take it out; offer a download from a page of your own "
		   "to whoever asks for it"),
		0);
}

/* Controls that turn the order of what follows (Unicode UAX 9). */
static bool
turns_around(uint32_t rune)
{
	return rune == 0x202d || rune == 0x202e;
}

static void
check_reversed_name(struct check *c, const struct attachment *a)
{
	struct str name = a->name.s;
	struct finding *f = NULL;
	for (size_t i = 0, next = 0; i < name.len; i = next) {
		if (!turns_around(utf8_next(name, &next)))
			continue;
		struct where where = in_text(&a->name, i, next - i);
		if (!f) {
			f = find(c, where,
				N_("the name of {1} is shown backwards from "
				   "here on: it really ends in .{2}"),
				2, name, a->extension);
			finding_fix(f, FIX_UNSAFE,
				N_("remove the hidden direction mark"), 0);
			finding_advice(f,
				N_("rename the file, and attach it again"), 0);
		}
		finding_edit(f, where, STR(""));
	}
}

static void
check_outlook(struct check *c, const struct attachment *a)
{
	struct outlook_view view = outlook_view(c);
	if (!view.possible || !refused_by_outlook(a->extension) ||
		refused_by_gmail(a->extension))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1}: Outlook does not let its readers open .{2} files"), 2,
		called(a), a->extension);
	if (view.reads)
		finding_severity(f, SEVERITY_ERROR);
	finding_advice(
		f, N_("pack it into a zip, or send it as PDF or as a link"), 0);
}

/* "setup.exe" of "setup.exe.gz", else the name itself. */
static struct str
unpacked_name(struct str name)
{
	static const char *const packers[] = { ".gz", ".bz2", ".xz" };
	for (size_t i = 0; i < sizeof packers / sizeof *packers; i++) {
		struct str ending = str_of(packers[i]);
		if (str_iends(name, ending))
			return str_sub(name, 0, name.len - ending.len);
	}
	return name;
}

static bool
is_refused_entry(struct check *c, struct str name)
{
	struct str inner = unpacked_name(name);
	return !str_ends(name, STR("/")) &&
	       refused_by_gmail(attachment_extension(c->arena, inner));
}

/* How many entries Gmail would refuse; the first of them in `*first`. */
static size_t
refused_entries(struct check *c, const struct attachment *a, struct str *first)
{
	size_t n = 0;
	list_each (struct entry, e, &a->archive.entries) {
		bool twin = !is_refused_entry(c, e->name);
		if (twin && !is_refused_entry(c, e->twin))
			continue;
		if (n++ == 0)
			*first = twin ? e->twin : e->name;
	}
	bool packed = unpacked_name(a->name.s).len < a->name.s.len;
	if (!n && packed && is_refused_entry(c, a->name.s)) {
		*first = unpacked_name(a->name.s);
		n = 1;
	}
	return n;
}

static void
check_in_archive(struct check *c, const struct attachment *a)
{
	struct str first = STR("");
	size_t n = refused_entries(c, a, &first);
	if (n == 0)
		return;
	struct finding *f = n == 1 ? find(c, at_attachment(a),
					     N_("{1} holds {2}, which Gmail "
						"refuses also inside "
						"an archive"),
					     2, called(a), first)
				   : find(c, at_attachment(a),
					     N_("{1} holds {2} files that "
						"Gmail refuses also "
						"inside an archive, first {3}"),
					     3, called(a),
					     arg_number(c, (int64_t)n), first);
	finding_advice(f,
		N_("take it out of the archive, or send a link to a page of "
		   "your own"),
		0);
}

static bool
holds_archive(struct check *c, const struct attachment *a)
{
	list_each (struct entry, e, &a->archive.entries) {
		const struct filetype *t = filetype_of_extension(
			attachment_extension(c->arena, e->name));
		if (t && t->class == FILE_ARCHIVE)
			return true;
	}
	return false;
}

static bool
is_archive(const struct attachment *a)
{
	return a->true_type && a->true_type->class == FILE_ARCHIVE;
}

static void
check_encrypted_archive(struct check *c, const struct attachment *a)
{
	if (!a->encrypted || !is_archive(a))
		return;
	bool nested = holds_archive(c, a);
	struct finding *f =
		nested ? find(c, at_attachment(a),
				 N_("{1} is locked with a password and holds "
				    "another "
				    "archive: Gmail refuses that"),
				 1, called(a))
		       : find(c, at_attachment(a),
				 N_("{1} is locked with a password: filters "
				    "cannot "
				    "look inside and often refuse it"),
				 1, called(a));
	if (nested)
		finding_severity(f, SEVERITY_ERROR);
	finding_advice(f,
		N_("send the files without a password, or by a link that "
		   "asks for one"),
		0);
}

static void
check_encrypted_document(struct check *c, const struct attachment *a)
{
	if (!a->encrypted || is_archive(a))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1} opens only with a password"), 1, called(a));
	finding_advice(f,
		N_("say in the text how the reader gets the password, or "
		   "attach a copy without one"),
		0);
}

static void
check_macros(struct check *c, const struct attachment *a)
{
	const struct lexicon_entry *by_name =
		lexicon_find(&lexicon_macro_extensions, a->extension);
	if (!by_name && !a->macros)
		return;
	struct finding *f = a->macros ? find(c, at_attachment(a),
						N_("{1} carries macros: many "
						   "companies refuse such "
						   "files"),
						1, called(a))
				      : find(c, at_attachment(a),
						N_("{1}: many companies refuse "
						   ".{2} files, because "
						   "they can carry macros"),
						2, called(a), a->extension);
	if (by_name)
		finding_advice(f,
			N_("save it as .{1} without macros, or as PDF"), 1,
			str_of(by_name->value));
	else
		finding_advice(f,
			N_("save a copy without macros, or send it as PDF"), 0);
}

static void
check_risky_markup(struct check *c, const struct attachment *a)
{
	static const char *const risky[] = { "html", "htm", "xhtml", "shtml",
		"shtm", "svg" };
	if (a->inline_)
		return;
	for (size_t i = 0; i < sizeof risky / sizeof *risky; i++) {
		if (!str_eq(a->extension, str_of(risky[i])))
			continue;
		struct finding *f = find(c, at_attachment(a),
			N_("{1}: filters distrust attached .{2} files, since "
			   "phishing pages come that way"),
			2, called(a), a->extension);
		finding_advice(
			f, N_("send it as PDF or picture, or as a link"), 0);
	}
}

static void
check_unreadable(struct check *c, const struct attachment *a)
{
	if (!is_tnef(a))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1} can be read only by Outlook; what is in it is lost "
		   "for all others"),
		1, called(a));
	finding_advice(f,
		N_("in Outlook, set the format of the mail to HTML or plain "
		   "text instead of Rich Text, and attach the files again"),
		0);
}

/* RAR and WPS files are at home in China. */
static bool
is_chinese(const struct check *c)
{
	return c->draft->proses.n &&
	       c->draft->proses.at[0].language == LANGUAGE_ZH;
}

static void
check_unusual(struct check *c, const struct attachment *a)
{
	const struct lexicon_entry *e =
		lexicon_find(&lexicon_unusual_extensions, a->extension);
	if (!e || a->inline_ || c->draft->is_reply || is_chinese(c))
		return;
	struct str rest = str_of(e->value);
	struct str program = str_cut(&rest, '|');
	struct finding *f = find(c, at_attachment(a),
		N_("{1}: not every reader has a program for .{2} files ({3})"),
		3, called(a), a->extension, program);
	finding_advice(f, N_("send it as .{1}"), 1, rest);
}

static bool
same_kind(const struct filetype *a, const struct filetype *b)
{
	bool played = (a->class == FILE_AUDIO || a->class == FILE_VIDEO) &&
		      (b->class == FILE_AUDIO || b->class == FILE_VIDEO);
	return played || a->class == b->class;
}

/* Text may show anything: a page, a mail, a script. */
static bool
is_text(const struct filetype *t)
{
	return t->class == FILE_MARKUP || t->class == FILE_MAIL ||
	       t->class == FILE_SCRIPT || t->class == FILE_OTHER;
}

static bool
is_program(const struct filetype *t)
{
	return t->class == FILE_EXECUTABLE || t->class == FILE_SCRIPT;
}

static void
check_type_mismatch(struct check *c, const struct attachment *a)
{
	const struct filetype *t = a->true_type;
	const struct filetype *named = filetype_of_extension(a->extension);
	if (!t || !named || filetype_allows(t, a->extension) ||
		same_kind(t, named) || is_program(t) || is_program(named) ||
		(is_text(t) && is_text(named)))
		return;
	struct finding *f =
		find(c, at_attachment(a), N_("{1} is named .{2} but holds {3}"),
			3, called(a), a->extension, str_of(t->name));
	finding_advice(f, N_("open the file, and save it again as a real .{1}"),
		1, a->extension);
}

static void
check_declared_type(struct check *c, const struct attachment *a)
{
	const struct filetype *t = a->true_type;
	const struct filetype *declared = filetype_of_media(a->type);
	if (!a->part || !t || !declared || declared == t ||
		same_kind(t, declared) || is_text(t) ||
		declared->class == FILE_ARCHIVE ||
		!filetype_allows(t, a->extension))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1} is declared as {2} but holds {3}"), 3, called(a),
		a->type, str_of(t->name));
	if (t->media)
		finding_advice(f, N_("declare it as {1}"), 1, str_of(t->media));
}

static void
check_empty(struct check *c, const struct attachment *a)
{
	if (a->size || a->missing || a->message || is_signature(a))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("{1} is empty: it has 0 bytes"), 1, called(a));
	finding_advice(f, N_("attach the file again"), 0);
}

static bool
is_copy(const struct attachment *a, const struct attachment *b)
{
	return a->hash && a->hash == b->hash && a->size == b->size && a->size &&
	       !a->part == !b->part;
}

static void
check_duplicated(struct check *c)
{
	const struct attachment *all = c->draft->attachments.at;
	for (size_t i = 1; i < c->draft->attachments.n; i++)
		for (size_t j = 0; j < i && !all[i].inline_; j++) {
			if (all[j].inline_ || !is_copy(&all[i], &all[j]))
				continue;
			struct finding *f = find(c, at_attachment(&all[i]),
				N_("{1} is attached twice, also as {2} "
				   "({3})"),
				3, called(&all[i]), called(&all[j]),
				arg_size(c, all[i].size));
			finding_advice(f, N_("take one of them out"), 0);
			break;
		}
}

/* What the mail programs of readers name by themselves. */
static bool
needs_no_name(const struct attachment *a)
{
	return a->message || a->inline_ || is_signature(a) || is_tnef(a) ||
	       str_starts(a->type, STR("text/")) ||
	       str_starts(a->type, STR("message/")) ||
	       str_starts(a->type, STR("multipart/"));
}

static void
check_no_name(struct check *c, const struct attachment *a)
{
	if (a->name.s.len || !a->part || needs_no_name(a))
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("this attachment ({1}) has no file name; it arrives as "
		   "\"noname\" or \"ATT00001\""),
		1, a->type);
	finding_advice(
		f, N_("attach the file again, so that its name is set"), 0);
}

static void
check_name_encoding(struct check *c, const struct attachment *a)
{
	if (!a->part || !a->name.s.len)
		return;
	struct str raw =
		str_sub(c->draft->source->bytes, a->place.at, a->place.len);
	/* UTF-8 is read by most programs (RFC 6532), other bytes by few. */
	if (utf8_valid(raw) == raw.len)
		return;
	struct finding *f = find(c, at_attachment(a),
		N_("the file name {1} stands unencoded in the header; abroad "
		   "it is shown as garbage"),
		1, a->name.s);
	finding_advice(f,
		N_("rename the file with Latin letters and digits, and "
		   "attach it again"),
		0);
}

/* How much the files weigh, and what is the smallest door on their way. */
struct weight {
	uint64_t raw, sent; /* bytes */
	const struct attachment *heaviest;
};

static struct weight
weigh(const struct draft *d)
{
	struct weight w = { 0, 0, NULL };
	list_each (struct attachment, a, &d->attachments) {
		w.raw += a->size;
		w.sent += a->sent_size;
		if (!w.heaviest || a->size > w.heaviest->size)
			w.heaviest = a;
	}
	if (w.sent < d->sent_size)
		w.sent = d->sent_size;
	return w;
}

/* Limits where the provider is not known, as sent (RFC 2045 6.8: 1.37 times
 * the files): Postfix and Exchange Server as installed; companies that have
 * raised it; the largest providers. */
enum { WIRE_COMPANY = 10240000, WIRE_RAISED = 20 << 20, WIRE_MOST = 25 << 20 };

struct verdict {
	enum severity severity; /* SEVERITY_DEFAULT: nothing to say */
	struct str provider;	/* empty: not known which */
	uint64_t limit;
	bool raw;     /* the limit counts files, not the mail as sent */
	bool sending; /* it is the sender's provider */
};

struct judging {
	struct weight weight;
	struct verdict verdict;
};

static void
keep_worse(struct verdict *old, struct verdict new)
{
	bool worse = new.severity > old->severity ||
		     (new.severity == old->severity &&new.limit < old->limit);
	if (worse)
		*old = new;
}

static enum severity
severity_of_unknown(uint64_t sent)
{
	if (sent > WIRE_MOST)
		return SEVERITY_ERROR;
	if (sent > WIRE_RAISED)
		return SEVERITY_WARNING;
	return sent > WIRE_COMPANY ? SEVERITY_NOTE : SEVERITY_DEFAULT;
}

static void
judge_unknown(struct judging *j)
{
	uint64_t sent = j->weight.sent;
	struct verdict v = { severity_of_unknown(sent), STR(""), WIRE_COMPANY,
		false, false };
	if (v.severity > SEVERITY_NOTE)
		v.limit = sent > WIRE_MOST ? WIRE_MOST : WIRE_RAISED;
	if (v.severity)
		keep_worse(&j->verdict, v);
}

static void
judge_known(struct judging *j, const struct provider *p, bool sending)
{
	struct verdict v = { SEVERITY_ERROR, p->name,
		sending ? p->send : p->receive,
		sending ? p->send_raw : p->receive_raw, sending };
	uint64_t have = v.raw ? j->weight.raw : j->weight.sent;
	if (p->reported)
		v.severity = SEVERITY_WARNING;
	if (v.limit && have > v.limit)
		keep_worse(&j->verdict, v);
}

static void
judge_recipient(void *ctx, struct str domain)
{
	struct provider p = { .name = STR_NONE };
	if (provider_of_domain(domain, &p))
		judge_known(ctx, &p, false);
	else
		judge_unknown(ctx);
}

static struct judging
judge_size(const struct check *c)
{
	struct judging j = { .weight = weigh(c->draft) };
	const struct address *sender = draft_sender(c->draft);
	struct provider p = { .name = STR_NONE };
	/* The text alone is never too large for the files' sake. */
	if (!j.weight.raw || j.weight.sent <= WIRE_COMPANY)
		return j;
	each_recipient(c, judge_recipient, &j);
	if (!draft_recipient(c->draft))
		judge_unknown(&j);
	if (sender && provider_of_domain(sender->domain, &p))
		judge_known(&j, &p, true);
	return j;
}

static struct finding *
say_too_large(struct check *c, const struct judging *j)
{
	const struct verdict *v = &j->verdict;
	struct where where = at_attachment(j->weight.heaviest);
	struct str raw = arg_size(c, j->weight.raw);
	struct str sent = arg_size(c, j->weight.sent);
	struct str limit = arg_size(c, v->limit);
	if (!v->provider.len)
		return find(c, where,
			N_("{1} of files become {2} as sent; many company "
			   "servers refuse more than {3}"),
			3, raw, sent, limit);
	if (v->raw && v->sending)
		return find(c, where, N_("{1} of files: {2} sends at most {3}"),
			3, raw, v->provider, limit);
	if (v->raw)
		return find(c, where,
			N_("{1} of files: {2} accepts at most {3}"), 3, raw,
			v->provider, limit);
	if (v->sending)
		return find(c, where,
			N_("{1} of files become {2} as sent; {3} sends at "
			   "most {4}"),
			4, raw, sent, v->provider, limit);
	return find(c, where,
		N_("{1} of files become {2} as sent; {3} accepts at most {4}"),
		4, raw, sent, v->provider, limit);
}

/* Raw bytes that fit: base64 takes 78 bytes on the wire for 57, and headers
 * and text need some room. */
static uint64_t
room_for_files(const struct verdict *v)
{
	enum { HEADERS_AND_TEXT = 20000 };
	if (v->raw)
		return v->limit;
	return (v->limit - HEADERS_AND_TEXT) / 78 * 57;
}

static void
check_too_large(struct check *c)
{
	struct judging j = judge_size(c);
	if (!j.verdict.severity)
		return;
	struct finding *f = say_too_large(c, &j);
	finding_severity(f, j.verdict.severity);
	if (j.verdict.severity == SEVERITY_NOTE)
		finding_points(f, 3);
	if (j.verdict.severity == SEVERITY_WARNING)
		finding_points(f, 12);
	finding_advice(f,
		N_("keep the files below {1} together, or send a link to a "
		   "page of your own; a zip does not shrink PDF, JPEG or MP4"),
		1, arg_size(c, room_for_files(&j.verdict)));
}

static void
check_heavy(struct check *c)
{
	enum { COMFORTABLE = 2 << 20 };
	struct weight w = weigh(c->draft);
	if (w.raw <= COMFORTABLE || c->draft->is_reply ||
		judge_size(c).verdict.severity)
		return;
	struct finding *f = find(c, at_attachment(w.heaviest),
		N_("{1} of files in a first mail: somebody who does not know "
		   "you may not want to download them"),
		1, arg_size(c, w.raw));
	finding_advice(f,
		N_("leave them out, and offer to send them or link to a page "
		   "of your own"),
		0);
}

static bool
is_odd(const struct entry *e, struct str how)
{
	return (e->twin.len && str_eq(how, STR("names"))) ||
	       (e->outside && str_eq(how, STR("outside"))) ||
	       (e->device && str_eq(how, STR("device"))) ||
	       (e->link && str_eq(how, STR("link")));
}

static void
say_odd(struct check *c, const struct defect *d, const struct attachment *a,
	const struct entry *e)
{
	static const struct {
		const char *how, *message;
	} kinds[] = {
		{ "names", N_("{1} holds a file with two names: some programs "
			      "show {2}, others {3}") },
		{ "outside", N_("{1} holds {2}, a path that leads out of the "
				"folder it is unpacked in") },
		{ "device", N_("{1} holds {2}, which is no file but a device "
			       "or a pipe") },
		{ "link", N_("{1} holds {2}, which is no file but a link to "
			     "one") },
	};
	size_t i = 0;

	while (!str_eq(d->detail, str_of(kinds[i].how)))
		i++;
	struct finding *f = find(c, at_span(d->span, d->part), kinds[i].message,
		3, called(a), e->name, e->twin);
	finding_advice(
		f, N_("pack the files again with an ordinary zip program"), 0);
	if (str_eq(d->detail, STR("link"))) {
		finding_severity(f, SEVERITY_NOTE);
		finding_points(f, 1);
	}
}

/* Entries that no honest packer makes; and links, which some do. */
static void
check_entries(struct check *c, const struct defect *d)
{
	list_each (struct attachment, a, &c->draft->attachments) {
		if (a->part != d->part || a->place.at != d->span.at)
			continue;
		list_each (struct entry, e, &a->archive.entries) {
			if (!is_odd(e, d->detail))
				continue;
			say_odd(c, d, a, e);
			return;
		}
	}
}

static void
check_damaged(struct check *c, const struct defect *d)
{
	static const struct {
		const char *detail, *message;
	} kinds[] = {
		{ "damaged", N_("this archive is damaged: it cannot be read") },
		{ "overlap",
			N_("this archive claims more than it holds, as zip "
			   "bombs do") },
		{ "bomb", N_("this archive unpacks to more than 100 times its "
			     "size, as zip bombs do") },
		{ "readings",
			N_("this archive can be read in two ways, and programs "
			   "will not agree on what is in it") },
	};
	if (d->code != DEFECT_ARCHIVE)
		return;
	check_entries(c, d);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_eq(d->detail, str_of(kinds[i].detail)))
			continue;
		struct finding *f =
			find(c, at_span(d->span, d->part), kinds[i].message, 0);
		finding_advice(f,
			N_("pack the files again with an ordinary zip "
			   "program"),
			0);
	}
}

static void
check_unchecked(struct check *c, const struct defect *d)
{
	static const struct {
		const char *detail, *message;
	} kinds[] = {
		{ "archive-size",
			N_("not checked: what is in this archive (larger than "
			   "64 MiB)") },
		{ "archive-entries",
			N_("not checked: entries of this archive after the "
			   "first 10,000") },
		{ "archive-nested",
			N_("not checked: what is in the archive that stands in "
			   "this archive") },
		{ "archive-absent",
			N_("not checked: what is in this archive (its content "
			   "is not in the draft)") },
		{ "libzip",
			N_("not checked: what is in this archive (libzip is "
			   "not installed)") },
	};
	if (d->code != DEFECT_LIMIT)
		return;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_eq(d->detail, str_of(kinds[i].detail)))
			continue;
		struct finding *f =
			find(c, at_span(d->span, d->part), kinds[i].message, 0);
		finding_advice(f,
			N_("look yourself that it holds no program and no "
			   "locked archive"),
			0);
	}
}

/* "See the attached link": then the promise is kept by a link. */
static bool
has_link(const struct check *c, const struct reading *r)
{
	size_t from = r->sentence->at, end = from + r->sentence->len;
	for (size_t i = 0; i < r->sentence->words; i++)
		if (r->prose->words.at[r->sentence->word_at + i].in_url)
			return true;
	list_each (struct link, l, &c->draft->links)
		if (l->label_text &&
			l->label_text->s.at == r->prose->text.s.at &&
			l->label_at >= from && l->label_at < end)
			return true;
	return false;
}

static bool
speaks_of_pictures(struct str s)
{
	return str_ihas(s, STR("picture")) || str_ihas(s, STR("photo")) ||
	       str_ihas(s, STR("image")) || str_ihas(s, STR("screenshot")) ||
	       str_ihas(s, STR("logo")) || str_has(s, STR("图")) ||
	       str_has(s, STR("圖")) || str_has(s, STR("照片")) ||
	       str_has(s, STR("截屏"));
}

/* A picture in the text keeps a promise only where pictures are promised. */
static bool
is_kept(const struct check *c, const struct reading *r)
{
	struct str s =
		str_sub(r->prose->text.s, r->sentence->at, r->sentence->len);
	/* 附件 is a file, whatever link stands beside it */
	if (str_has(s, STR("附件")))
		return false;
	list_each (struct attachment, a, &c->draft->attachments)
		if (a->inline_ && speaks_of_pictures(s))
			return true;
	return has_link(c, r);
}

static bool
has_files(const struct draft *d)
{
	list_each (struct attachment, a, &d->attachments)
		if (!a->inline_ && !is_signature(a))
			return true;
	return false;
}

/* A body alone cannot show what will be attached to it. */
static bool
is_bare_body(const struct draft *d)
{
	enum source_kind kind = d->source->kind;
	bool message = kind == SOURCE_MESSAGE || kind == SOURCE_MBOX;
	return !message && d->source->front.len == 0;
}

static void
say_missing(struct check *c, const struct prose *p, struct promise promise)
{
	struct str said = str_sub(p->text.s, promise.at, promise.len);
	struct finding *f = find(c, in_text(&p->text, promise.at, promise.len),
		N_("the text promises a file (\"{1}\"), but none is attached"),
		1, said);
	if (is_bare_body(c->draft)) {
		finding_severity(f, SEVERITY_NOTE);
		finding_points(f, 1);
		finding_advice(f,
			N_("this is only the text of a mail: name its files "
			   "with --attach FILE, and they are checked too"),
			0);
	} else {
		finding_advice(
			f, N_("attach the file, or change the sentence"), 0);
	}
}

static void
check_promised(struct check *c, const struct prose *p)
{
	if (has_files(c->draft) || !may_promise(p))
		return;
	list_each (struct sentence, s, &p->sentences) {
		struct reading r = { p, s };
		if (s->kind != BLOCK_AUTHOR)
			continue;
		struct promise promise = promise_in(&r);
		if (promise.len && !is_kept(c, &r)) {
			say_missing(c, p, promise);
			return;
		}
	}
}

#define LETTER(words)                                                          \
	"From: Wei Zhang <wei@ningbo-pumps.cn>\n"                              \
	"To: Anna Keller <anna.keller@keller-hydraulik.de>\n"                  \
	"Subject: Pump curves for your DN80 line\n"                            \
	"MIME-Version: 1.0\n"                                                  \
	"Content-Type: multipart/mixed; boundary=part\n\n"                     \
	"--part\n"                                                             \
	"Content-Type: text/plain; charset=utf-8\n\n"                          \
	"Dear Ms Keller,\n\n" words "\n\n"                                     \
	"Best regards,\nWei Zhang\n\n"

#define FILE_OF(type, name, base64)                                            \
	"--part\n"                                                             \
	"Content-Type: " type "\n"                                             \
	"Content-Disposition: attachment; filename=" name "\n"                 \
	"Content-Transfer-Encoding: base64\n\n" base64 "\n"

/* A file that was left on the server: only its size is there. */
#define FILE_LEFT(type, name, size)                                            \
	"--part\n"                                                             \
	"Content-Type: " type "\n"                                             \
	"Content-Disposition: attachment; filename=" name "; size=" size "\n"  \
	"Content-Transfer-Encoding: base64\n\n\n"

#define END "--part--\n"

#define CURVES	   LETTER("The curves of the three DN80 pumps are attached.")
#define BASE64_PDF "JVBERi0xLjQKJSBwdW1wIGN1cnZlcyBETjgwCg=="
#define BASE64_MZ                                                              \
	"TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"   \
	"AAAAAAAAAAAAAAAAgAAAAA=="
#define GOOD_PDF                                                               \
	CURVES FILE_OF("application/pdf", "dn80-curves.pdf", BASE64_PDF) END

#define GMAIL_TYPES                                                            \
	"Google, \"File types blocked in Gmail\" "                             \
	"(support.google.com/mail/answer/6590)"

static const struct rule rows[] = {
	{ .id = "attachments/executable",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 40,
		.evidence = EVIDENCE_PROVIDER,
		.source = GMAIL_TYPES,
		.title = N_("file type that Gmail refuses"),
		.why = N_("Gmail refuses mail with programs, installers, "
			  "shortcuts and disk images, whatever is in them, and "
			  "company filters do the same. The whole mail comes "
			  "back, not only the file."),
		.bad = LETTER("The selection tool is attached.")
			FILE_OF("application/octet-stream",
				"pump-selection.exe", BASE64_MZ) END,
		.good = GOOD_PDF,
		.on_attachment = check_executable },
	{ .id = "attachments/double-extension",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 40,
		.evidence = EVIDENCE_PROVIDER,
		.source = GMAIL_TYPES "; rspamd mime_types: 3 points",
		.title = N_("program with the name of a document"),
		.why = N_("A name such as invoice.pdf.exe shows as invoice.pdf "
			  "where endings are hidden. Malware comes that way, "
			  "so filters refuse such names even when the file is "
			  "harmless."),
		.bad = CURVES FILE_OF("application/octet-stream",
			"dn80-curves.pdf.exe", BASE64_MZ) END,
		.good = GOOD_PDF,
		.on_attachment = check_double_extension },
	{ .id = "attachments/disguised-executable",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 40,
		.evidence = EVIDENCE_EVIDENT,
		.source = "the first bytes of the file",
		.title = N_("program under another name"),
		.why = N_("Filters look at what a file is, not at its name. A "
			  "program that is named like a document is treated as "
			  "an attack."),
		.bad = CURVES FILE_OF(
			"application/pdf", "dn80-curves.pdf", BASE64_MZ) END,
		.good = GOOD_PDF,
		.on_attachment = check_disguised },
	{ .id = "attachments/reversed-name",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 35,
		.evidence = EVIDENCE_EVIDENT,
		.source = "Unicode UAX 9: U+202D and U+202E turn the order of "
			  "what follows",
		.title = N_("file name that is shown backwards"),
		.why = N_("A hidden mark in the name turns the letters after "
			  "it around, so that a program looks like a picture. "
			  "No honest name needs it, and filters know the "
			  "trick."),
		.bad = CURVES FILE_OF("application/pdf",
			"\"=?utf-8?Q?curves=E2=80=AEgpj.pdf?=\"", BASE64_PDF)
			END,
		.good = GOOD_PDF,
		.on_attachment = check_reversed_name },
	{ .id = "attachments/blocked-by-outlook",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source =
			"Microsoft, \"Outlook blocked access to the following "
			"potentially unsafe attachments\"",
		.title = N_("file type that Outlook does not open"),
		.why = N_("The mail arrives, but Outlook hides files of this "
			  "type, and its reader cannot get at them. Many "
			  "companies abroad read their mail with Outlook."),
		.bad = LETTER("Our web page is attached as a shortcut.")
			FILE_OF("application/octet-stream", "ningbo-pumps.url",
				"W0ludGVybmV0U2hvcnRjdXRdClVSTD1odHRwczovL25p"
				"bmdiby1wdW1wcy5jbi8K") END,
		.good = GOOD_PDF,
		.on_attachment = check_outlook },
	{ .id = "attachments/in-archive",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 40,
		.evidence = EVIDENCE_PROVIDER,
		.source = GMAIL_TYPES,
		.title = N_("refused file type inside an archive"),
		.why = N_("Packing does not help: Gmail and most company "
			  "filters look into zip, gz and bz2 archives and "
			  "refuse the mail for what they find there."),
		.bad = "@in-archive.eml",
		.good = "@archive.eml",
		.on_attachment = check_in_archive },
	{ .id = "attachments/encrypted-archive",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 15,
		.evidence = EVIDENCE_PROVIDER,
		.source = GMAIL_TYPES "; rspamd mime_types: 2 points",
		.title = N_("archive behind a password"),
		.why = N_("A filter that cannot look into an archive takes it "
			  "for hidden malware. Gmail refuses a locked archive "
			  "that holds another archive."),
		.bad = "@encrypted-archive.eml",
		.good = "@archive.eml",
		.on_attachment = check_encrypted_archive },
	{ .id = "attachments/encrypted-document",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_EVIDENT,
		.source = "the file itself says that it is encrypted",
		.title = N_("document behind a password"),
		.why = N_("A stranger who is asked for a password closes the "
			  "file. In a mail between partners it is fine, as "
			  "long as the password arrives too."),
		.bad = CURVES FILE_OF("application/pdf", "dn80-curves.pdf",
			"JVBERi0xLjQKdHJhaWxlcgo8PCAvUm9vdCAxIDAgUiAvRW5jcnlw\n"
			"dCA1IDAgUiA+PgolJUVPRgo=") END,
		.good = GOOD_PDF,
		.on_attachment = check_encrypted_document },
	{ .id = "attachments/macros",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 15,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Google, answer/6590: documents with malicious "
			  "macros; Microsoft, \"Macros from the internet are "
			  "blocked by default in Office\"",
		.title = N_("document with macros"),
		.why = N_("Office does not run macros that come by mail, and "
			  "many companies remove or refuse such files. A file "
			  "without macros, or a PDF, arrives."),
		.bad = "@macros.eml",
		.good = "@workbook.eml",
		.on_attachment = check_macros },
	{ .id = "attachments/too-large",
		.severity = SEVERITY_ERROR,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 35,
		.evidence = EVIDENCE_PROVIDER,
		.source = "the providers' pages, by domain; Postfix "
			  "message_size_limit 10,240,000 and Exchange Server "
			  "10 MB as installed; RFC 2045 6.8",
		.title = N_("files too large for the mailbox they go to"),
		.why = N_("Files grow by 37 percent on their way, because mail "
			  "carries them as lines of text. Servers count that, "
			  "and send back what is above their limit: 10 MB at "
			  "many companies, 20 to 50 MB at the large "
			  "providers."),
		.bad = CURVES FILE_LEFT(
			"application/pdf", "dn80-curves.pdf", "21000000") END,
		.good = GOOD_PDF,
		.on_draft = check_too_large },
	{ .id = "attachments/heavy",
		.severity = SEVERITY_OFF,
		.preset = { .outreach = SEVERITY_NOTE },
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_REPORTED,
		.source = "advice of mail providers and of experienced "
			  "exporters",
		.title = N_("large files in a first mail"),
		.why = N_(
			"Somebody who does not know you yet has no reason to "
			"download several megabytes. Say in two lines what you "
			"offer; the catalogue can follow when it is wanted."),
		.bad = "maillint: --preset outreach\n" CURVES FILE_LEFT(
			"application/pdf", "dn80-curves.pdf", "4200000") END,
		.good = "maillint: --preset outreach\n" GOOD_PDF,
		.on_draft = check_heavy },
	{ .id = "attachments/promised-missing",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_IGNORED,
		.points = 15,
		.evidence = EVIDENCE_EVIDENT,
		.source = "the text itself; all large mail programs ask the "
			  "same before they send",
		.title = N_("promised file that is not attached"),
		.why = N_("The text says that a file is attached, and there is "
			  "none. The reader has to ask for it, or gives up."),
		.bad = "From: Wei Zhang <wei@ningbo-pumps.cn>\n"
		       "To: Anna Keller <anna.keller@keller-hydraulik.de>\n"
		       "Subject: Pump curves for your DN80 line\n\n"
		       "Dear Ms Keller,\n\n"
		       "Please find attached the curves of the three DN80 "
		       "pumps.\n\n"
		       "Best regards,\nWei Zhang\n",
		.good = GOOD_PDF,
		.on_text = check_promised },
	{ .id = "attachments/empty",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_EVIDENT,
		.source = "the file has no content",
		.title = N_("empty file"),
		.why = N_("A file of 0 bytes usually comes from a broken "
			  "download or from a file that another program still "
			  "held open. The reader cannot open it."),
		.bad = CURVES FILE_OF("application/pdf", "dn80-curves.pdf", "")
			END,
		.good = GOOD_PDF,
		.on_attachment = check_empty },
	{ .id = "attachments/duplicated",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_IGNORED,
		.points = 2,
		.evidence = EVIDENCE_EVIDENT,
		.source = "both files have the same content",
		.title = N_("same file twice"),
		.why = N_("The mail grows without need, and the reader wonders "
			  "what the difference is."),
		.bad = CURVES FILE_OF("application/pdf", "dn80-curves.pdf",
			BASE64_PDF) FILE_OF("application/pdf",
			"dn80-curves-1.pdf", BASE64_PDF) END,
		.good = GOOD_PDF,
		.on_draft = check_duplicated },
	{ .id = "attachments/type-mismatch",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 8,
		.evidence = EVIDENCE_EVIDENT,
		.source = "the first bytes of the file; rspamd mime_types "
			  "scores it",
		.title = N_("file that is not what its name says"),
		.why = N_("A file opens by its ending. With the wrong one it "
			  "opens in the wrong program or not at all, and "
			  "filters take it for a disguise."),
		.bad = CURVES FILE_OF("application/msword", "dn80-curves.xls",
			BASE64_PDF) END,
		.good = GOOD_PDF,
		.on_attachment = check_type_mismatch },
	{ .id = "attachments/declared-type",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_BROKEN,
		.points = 3,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2045 5: Content-Type says what a part holds",
		.title = N_("file declared as another type"),
		.why = N_("Mail programs choose by the declared type how to "
			  "show a file. A PDF that is declared as a picture "
			  "shows as a broken picture."),
		.bad = CURVES FILE_OF(
			"image/jpeg", "dn80-curves.pdf", BASE64_PDF) END,
		.good = GOOD_PDF,
		.on_attachment = check_declared_type },
	{ .id = "attachments/unreadable-elsewhere",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 12,
		.evidence = EVIDENCE_PROVIDER,
		.source = "Microsoft, \"Recipients receive Winmail.dat "
			  "attachments\"",
		.title = N_("winmail.dat, which only Outlook reads"),
		.why = N_("Outlook's Rich Text format packs text and files "
			  "into winmail.dat. Gmail, Apple Mail and most others "
			  "show that one file, and nothing of what is in it."),
		.bad = CURVES FILE_OF("application/ms-tnef", "winmail.dat",
			"eJ8+IgEAAQA=") END,
		.good = GOOD_PDF,
		.on_attachment = check_unreadable },
	{ .id = "attachments/unusual-type",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_IGNORED,
		.points = 3,
		.evidence = EVIDENCE_REPORTED,
		.source = "programs that come with Windows and macOS; company "
			  "gateways that refuse RAR and 7-Zip",
		.title = N_("file type that few readers can open"),
		.why = N_("A reader who has to look for a program first gives "
			  "up. PDF, JPEG and zip open everywhere."),
		.bad = CURVES FILE_OF("application/vnd.rar", "dn80-curves.rar",
			"UmFyIRoHAM+QcwAADQAAAAAAAAA=") END,
		.good = GOOD_PDF,
		.on_attachment = check_unusual },
	{ .id = "attachments/risky-markup",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_SPAM,
		.points = 10,
		.evidence = EVIDENCE_PROVIDER,
		.source = "rspamd mime_types: html and htm 1 point; "
			  "SpamAssassin T_HTML_ATTACH",
		.title = N_("attached web page"),
		.why = N_("Phishing pages are sent as attached HTML and SVG "
			  "files, so filters add points for them and companies "
			  "hold them back."),
		.bad = CURVES FILE_OF("text/html", "dn80-curves.html",
			"PCFkb2N0eXBlIGh0bWw+PHA+RE44MDwvcD4K") END,
		.good = GOOD_PDF,
		.on_attachment = check_risky_markup },
	{ .id = "attachments/no-name",
		.severity = SEVERITY_NOTE,
		.outcome = OUTCOME_BROKEN,
		.points = 3,
		.evidence = EVIDENCE_EVIDENT,
		.source = "RFC 2183 2.3: filename",
		.title = N_("file without a name"),
		.why = N_("Without a name and an ending the reader's computer "
			  "does not know how to open the file."),
		.bad = CURVES "--part\n"
			      "Content-Type: application/pdf\n"
			      "Content-Disposition: attachment\n"
			      "Content-Transfer-Encoding: base64\n\n" BASE64_PDF
			      "\n" END,
		.good = GOOD_PDF,
		.on_attachment = check_no_name },
	{ .id = "attachments/name-encoding",
		.severity = SEVERITY_WARNING,
		.outcome = OUTCOME_BROKEN,
		.points = 6,
		.evidence = EVIDENCE_STANDARD,
		.source = "RFC 2231 3 and 4; RFC 5322 2.2",
		.title = N_("unencoded characters in a file name"),
		.why = N_("A header may hold other letters than Latin ones "
			  "only in an encoded form. As raw bytes of GBK or "
			  "another old charset the name arrives as garbage, "
			  "and its ending may be lost."),
		.bad = CURVES FILE_OF("application/pdf",
			"\"\xb1\xa8\xbc\xdb.pdf\"", BASE64_PDF) END,
		.good = CURVES FILE_OF("application/pdf",
			"\"=?utf-8?B?55uu5b2VLnBkZg==?=\"", BASE64_PDF) END,
		.on_attachment = check_name_encoding },
	{ .id = "attachments/damaged-archive",
		.severity = SEVERITY_WARNING,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 15,
		.evidence = EVIDENCE_EVIDENT,
		.source = "the directory of the archive",
		.title = N_("archive that does not add up"),
		.why = N_("The list of files in this archive contradicts its "
			  "bytes. It will not unpack, or filters take it for "
			  "an attack on themselves."),
		.bad = "@damaged-archive.eml",
		.good = "@archive.eml",
		.on_defect = check_damaged },
	{ .id = "attachments/unchecked-archive",
		.severity = SEVERITY_NOTE,
		.template_too = true,
		.outcome = OUTCOME_REJECT,
		.points = 0,
		.evidence = EVIDENCE_EVIDENT,
		.source = "limits of maillint",
		.title = N_("archive that was not looked into"),
		.why = N_("Nothing was found in this archive, because nothing "
			  "was looked for. Check yourself that it holds no "
			  "program."),
		.bad = CURVES FILE_LEFT(
			"application/zip", "dn80-curves.zip", "48000") END,
		.good = "@archive.eml",
		.on_defect = check_unchecked },
};

const struct family family_attachments =
	FAMILY("attachments", N_("attachments"), rows);
