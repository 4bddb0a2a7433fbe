/*
 * draft.c - puts a draft together.
 *
 * The order of draft_parse() is the order in which things are known: parts,
 * header fields, the decoded bodies, their links and merge fields, then what
 * follows from all of them.
 */
#include "draft.h"

#include "../base/limits.h"
#include "assemble.h"
#include "charset.h"
#include "front.h"
#include "part.h"
#include "pasted.h"
#include "sniff.h"

/* Formats that people have a draft in, and can save in another one. */
static enum defect_code
foreign_code(struct str name)
{
	static const struct str documents[] = { STR("msg"), STR("oft"),
		STR("tnef"), STR("docx"), STR("doc"), STR("odt"), STR("rtf"),
		STR("pdf"), STR("pst"), STR("webarchive") };

	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
		if (str_eq(documents[i], name))
			return DEFECT_FOREIGN_FORMAT;
	return DEFECT_BINARY;
}

static bool
is_blank_text(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_blank(s.at[i]))
			return false;
	return true;
}

static void
note_file_defects(struct draft *d)
{
	struct source *s = d->source;
	struct str bytes = str_sub(s->bytes, d->message.at, d->message.len);
	struct span head = span_of(d->message.at, 0);

	if (s->foreign)
		defect_note(&d->defects, foreign_code(str_of(s->foreign)), head,
			NULL, str_of(s->foreign));
	else if (is_blank_text(str_from(bytes, sniff_mark(bytes))))
		defect_note(&d->defects, DEFECT_EMPTY, head, NULL, STR_NONE);
	if (s->cut && d->message_number == s->messages.n)
		defect_note(&d->defects, DEFECT_LIMIT,
			span_of(span_end(d->message), 0), NULL,
			STR("messages"));
}

static void
begin(struct draft *d, struct arena *arena, struct source *source, size_t n)
{
	*d = (struct draft){ .arena = arena, .source = source };
	d->defects.arena = arena;
	if (n < source->messages.n)
		d->message = source->messages.at[n];
	if (source->messages.n > 1)
		d->message_number = n + 1;
	note_file_defects(d);
}

static bool
is_message(const struct draft *d)
{
	return d->source->kind == SOURCE_MESSAGE ||
	       d->source->kind == SOURCE_MBOX;
}

static void
note_header_nul(struct draft *d, struct span block)
{
	struct str s = str_sub(d->source->bytes, block.at, block.len);
	size_t at = str_chr(s, 0);

	if (at < s.len)
		defect_note(&d->defects, DEFECT_NUL, span_of(block.at + at, 1),
			NULL, STR_NONE);
}

static void
read_message(struct draft *d)
{
	d->root = mime_parse(
		&d->parts, d->arena, d->source->bytes, d->message, &d->defects);
	d->has_header = d->root->headers.list.n > 0;
	d->header_end = span_end(d->root->headers.block);
	note_header_nul(d, d->root->headers.block);
}

/* The part that a body alone would be in a message. */
static struct part *
made_up_part(struct draft *d)
{
	struct part *p = ARENA_NEW(d->arena, struct part);
	size_t at = d->source->body_at;
	size_t end = d->source->foreign ? at : d->source->bytes.len;

	*list_push(d->arena, &d->parts) = p;
	p->number = STR("1");
	p->transfer = TRANSFER_8BIT;
	p->span = d->message;
	p->body = span_of(at, end > at ? end - at : 0);
	return p;
}

static bool
begins_with_tag(struct str s)
{
	s = str_trim(s);
	return s.len && s.at[0] == '<';
}

static void
set_kind(struct part *p, enum source_kind kind)
{
	bool pasted_page = kind == SOURCE_PASTED &&
			   begins_with_tag(p->text.s) &&
			   sniff_html(p->text.s, false);

	p->kind = kind == SOURCE_HTML || pasted_page ? PART_HTML : PART_PLAIN;
	p->media = p->kind == PART_HTML ? STR("text/html") : STR("text/plain");
}

/* Takes header lines off the start of the text. */
static void
read_pasted(struct draft *d, struct part *p)
{
	size_t end = pasted_read(&p->headers, d->arena, &p->text);

	if (end == 0)
		return;
	p->text = text_part(d->arena, &p->text, end, p->text.s.len - end);
	uint32_t at = p->text.s.len ? text_span(&p->text, 0, 0).at
				    : span_end(p->body);
	p->body = span_of(at, span_end(p->body) - at);
}

static uint32_t
end_of_fields(const struct headers *h, uint32_t end)
{
	return h->list.n ? span_end(h->list.at[h->list.n - 1].span) : end;
}

static void
read_bare_body(struct draft *d)
{
	struct source *s = d->source;
	struct part *p = d->root = made_up_part(d);

	/* decoding asks whether it is a page */
	set_kind(p, s->kind);
	if (s->front.len)
		front_read(&p->headers, d->arena, s->bytes, s->front, p,
			&d->defects);
	part_decode_bare(p, d->arena, s->bytes, s->charset, &d->defects);
	if (s->front.len == 0)
		read_pasted(d, p);
	set_kind(p, s->kind);
	draft_read_addresses(d, &p->headers);
	d->has_header = p->headers.list.n > 0;
	d->header_end = end_of_fields(&p->headers, s->body_at);
	p->headers.block = span_of(0, d->header_end);
	p->headers.body_at = p->body.at;
}

static bool
is_shown(const struct part *p)
{
	return (p->kind == PART_PLAIN || p->kind == PART_HTML) && !p->attached;
}

/* The plain form of a body that most readers see as HTML. */
static bool
is_twin(const struct part *p, bool html)
{
	return html && p->alternative && p->kind == PART_PLAIN;
}

static bool
has_html_alternative(const struct draft *d)
{
	list_each (struct part *, p, &d->parts)
		if (is_shown(*p) && (*p)->kind == PART_HTML &&
			(*p)->alternative)
			return true;
	return false;
}

/* Texts that are shown, best first. They must not move once read: fields and
 * links point into them. */
static size_t
make_room(struct draft *d)
{
	size_t shown = 0, html = 0;

	list_each (struct part *, p, &d->parts) {
		shown += is_shown(*p);
		html += is_shown(*p) && (*p)->kind == PART_HTML;
	}
	d->proses.at = ARENA_ARRAY(d->arena, struct prose, shown + 1);
	d->proses.room = shown + 1;
	d->htmls.at = ARENA_ARRAY(d->arena, struct html, html + 1);
	d->htmls.room = html + 1;
	return shown;
}

static bool
is_markdown(const struct draft *d)
{
	struct str extension = sniff_extension(d->source->path);
	return !is_message(d) && (str_ieq(extension, STR("md")) ||
					 str_ieq(extension, STR("markdown")));
}

static bool
is_flowed(const struct part *p)
{
	const struct param *format = params_find(&p->type, "format");
	return format && str_ieq(str_trim(format->text.s), STR("flowed"));
}

static void
note_nul(struct draft *d, const struct part *p)
{
	size_t at = str_chr(p->text.s, 0);
	if (at < p->text.s.len)
		defect_note(&d->defects, DEFECT_NUL, text_span(&p->text, at, 1),
			p, STR_NONE);
}

static void
read_html(struct draft *d, struct prose *prose, const struct part *p)
{
	struct html *html = list_push(d->arena, &d->htmls);

	if (d->htmls.n > 1)
		html->before = html[-1].used;
	html_parse(html, &d->links, d->arena, &p->text, p, &d->defects);
	prose->text = html->visible;
	prose->html = true;
}

static void
read_text(struct draft *d, const struct part *p, unsigned dialects)
{
	struct prose *prose = list_push(d->arena, &d->proses);
	size_t first_link = d->links.n;

	note_nul(d, p);
	prose->part = p;
	prose->text = p->text;
	if (p->kind == PART_HTML)
		read_html(d, prose, p);
	draft_scan_fields(d, &prose->fields, &prose->text, dialects);
	if (d->proses.n > 1)
		prose->words_before =
			prose[-1].words_before + prose[-1].words.n;
	prose_read(prose, d->arena, is_flowed(p));
	if (prose->cut)
		defect_note_limit(&d->defects, span_of(span_end(p->body), 0), p,
			STR("words"));
	draft_find_links(d, prose, is_markdown(d) && p->kind == PART_PLAIN);
	draft_place_links(d, prose, first_link);
	draft_body_fields(d, prose, first_link, dialects);
}

static void
read_texts(struct draft *d, unsigned dialects)
{
	bool html = has_html_alternative(d);
	size_t left = LIMIT_TEXTS;

	if (make_room(d) == 0)
		return;
	for (int twins = 0; twins < 2; twins++)
		list_each (struct part *, p, &d->parts) {
			if (!is_shown(*p) || is_twin(*p, html) != twins)
				continue;
			if (is_message(d))
				mime_decode_text(*p, d->arena, d->source->bytes,
					left, &d->defects);
			size_t len = (*p)->text.s.len;
			left -= len < left ? len : left;
			read_text(d, *p, dialects);
		}
}

/* A body that is sent by a mail program gets a header of about this size. */
enum { HEADER_SIZE = 1 * KIB, PART_HEADER_SIZE = 256 };

static void
measure(struct draft *d)
{
	if (is_message(d))
		d->sent_size = draft_check_lines(d);
	else
		d->sent_size =
			HEADER_SIZE + transfer_base64_size(d->root->text.s.len);
	list_each (const struct attachment, a, &d->attachments)
		if (!a->part && !a->missing)
			d->sent_size += PART_HEADER_SIZE + a->sent_size;
}

void
draft_parse(struct draft *d, struct arena *arena, struct source *source,
	size_t n, const struct draft_options *options)
{
	begin(d, arena, source, n);
	if (is_message(d))
		read_message(d);
	else
		read_bare_body(d);
	draft_merge_options(d, options);
	draft_find_header_links(d);
	draft_header_fields(d, options->dialects);
	read_texts(d, options->dialects);
	draft_attach(d, options);
	draft_find_nature(d);
	measure(d);
}

const struct addresses *
draft_addresses(const struct header *h)
{
	static const struct addresses none;
	return h && h->addresses ? h->addresses : &none;
}

static const struct address *
first_address(const struct header *h)
{
	const struct addresses *a = draft_addresses(h);
	return a->list.n ? &a->list.at[0] : NULL;
}

const struct address *
draft_recipient(const struct draft *d)
{
	return d->self_copy ? NULL : first_address(d->to);
}

const struct address *
draft_sender(const struct draft *d)
{
	return first_address(d->from);
}

struct str
draft_part_label(struct arena *a, const struct draft *d, const struct part *p)
{
	(void)d;
	if (!p)
		return STR("header");
	struct str name = part_file_name(p);
	if (p->is_attachment && name.len)
		return arena_printf(a, "attachment:%.*s", STR_ARG(name));
	if (p->number.len == 0)
		return p->media;
	return arena_printf(
		a, "%.*s#%.*s", STR_ARG(p->media), STR_ARG(p->number));
}
