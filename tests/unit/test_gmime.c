/*
 * test_gmime.c - our reader beside GMime 3: part tree, decoded text bodies,
 * addresses.
 *
 * Reads the files named on the command line, else all below the folder in
 * MAILLINT_CORPUS; without either it skips.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ftw.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"
#include "draft/mime.h"
#include "draft/source.h"

/*
 * How many messages in a thousand may differ. On the 6,046 messages of the
 * SpamAssassin corpus these do, each read by hand:
 *
 * tree       none.
 * bodies     11: "==" in quoted-printable, which is malformed (7), and text
 *            that a mailing list put below a base64 body (4).
 * addresses  35: "Undisclosed Recipients"@host, which we read and GMime drops
 *            (28); encoded words in a local part and other broken ones (7).
 */
enum { TREE_MAY = 1, BODY_MAY = 3, ADDRESS_MAY = 8 };

/*
 * Of 9,787 messages with their lines in disorder: 50 bodies, where uuencode is
 * not decoded by us (32), and where base64 goes on behind its padding, at which
 * GMime stops and we do not (18).
 */
enum { DISORDER_TREE_MAY = 0, DISORDER_BODY_MAY = 6, DISORDER_ADDRESS_MAY = 0 };

enum { MOST_SHOWN = 40 };

struct count {
	size_t files, trees, bodies, addresses, shown;
};

static struct count count;
static char **paths;
static size_t path_count;

static void
show(const char *path, const char *what, struct str ours, struct str theirs)
{
	if (count.shown++ >= MOST_SHOWN)
		return;
	printf("%s: %s\n  ours:  %.*s\n  GMime: %.*s\n", path, what,
		(int)ours.len, ours.at, (int)theirs.len, theirs.at);
}

/* A message as text, so that two readings can be compared. */
struct reading {
	struct buf tree;      /* one line a part: depth and media type */
	struct buf bodies;    /* of text parts, transfer encoding undone */
	struct buf addresses; /* one line each */
	bool unfair;	      /* readers may differ: see is_fair() */
};

static void
reading_init(struct reading *r)
{
	buf_init(&r->tree, 16 * MIB);
	buf_init(&r->bodies, 64 * MIB);
	buf_init(&r->addresses, 16 * MIB);
}

static void
reading_release(struct reading *r)
{
	buf_release(&r->tree);
	buf_release(&r->bodies);
	buf_release(&r->addresses);
}

static bool
is_text(struct str media)
{
	return str_istarts(media, STR("text/"));
}

static void
add_lower(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		buf_char(b, to_lower(s.at[i]));
}

/* Without blanks at line ends, which quoted-printable drops (RFC 2045 6.7 (3))
 * and GMime keeps, and without empty lines at the end. */
static void
add_body(struct buf *b, struct str body)
{
	struct str rest = str_trim(body);

	while (rest.len) {
		struct str line = str_cut(&rest, '\n');
		while (line.len && is_blank(line.at[line.len - 1]))
			line.len--;
		buf_add(b, line);
		buf_char(b, '\n');
	}
	buf_add(b, STR("=====\n"));
}

/* Addresses that can be delivered to; what to make of others is taste. */
static bool
is_sound(struct str spec)
{
	size_t at = str_chr(spec, '@');

	for (size_t i = 0; i < spec.len; i++)
		if (!is_alnum(spec.at[i]) && !memchr("._+-=&@", spec.at[i], 7))
			return false;
	return at > 0 && at + 1 < spec.len && is_alnum(spec.at[at - 1]) &&
	       str_chr(str_from(spec, at + 1), '@') == spec.len - at - 1 &&
	       is_alnum(spec.at[at + 1]) && is_alnum(spec.at[spec.len - 1]);
}

static void
add_address(struct buf *b, struct str spec)
{
	spec = str_trim(spec);
	if (!is_sound(spec))
		return;
	buf_add(b, spec);
	buf_char(b, '\n');
}

static void
read_our_addresses(
	struct reading *r, const struct headers *h, enum header_id id)
{
	list_each (const struct header, field, &h->list) {
		if (field->id != id)
			continue;
		list_each (const struct address, a, &field->addresses->list)
			add_address(&r->addresses, a->spec);
	}
}

/*
 * Where mail is broken so, each reader has a way of his own: a line in a
 * header block that is no field (we begin the body there, GMime passes over
 * it), a multipart without its delimiter (we read it as one text), a body
 * that is not in the encoding that it declares.
 */
static bool
is_fair(const struct defects *defects)
{
	list_each (const struct defect, d, &defects->list)
		if (d->code == DEFECT_NO_BLANK_LINE ||
			d->code == DEFECT_HEADER_SYNTAX ||
			d->code == DEFECT_BOUNDARY_NOT_FOUND ||
			d->code == DEFECT_BASE64 ||
			d->code == DEFECT_QUOTED_PRINTABLE)
			return false;
	return true;
}

/* Between two delimiters side by side GMime sees no part. */
static bool
is_nothing(const struct part *p)
{
	return p->parent && !p->span.len;
}

static struct str
our_body(struct arena *arena, struct str file, const struct part *p,
	struct defects *defects)
{
	struct map *map;
	return transfer_decode(
		arena, file, p->body, p->transfer, 16 * MIB, &map, p, defects);
}

static void
read_ours(struct reading *r, struct str file, struct span message)
{
	struct arena arena;
	struct defects defects = { .arena = &arena };
	part_list parts = { 0 };

	arena_init(&arena);
	struct part *root = mime_parse(&parts, &arena, file, message, &defects);
	list_each (struct part *, p, &parts) {
		if (is_nothing(*p))
			continue;
		buf_printf(&r->tree, "%*s%.*s\n", (*p)->depth * 2, "",
			STR_ARG((*p)->media));
		if (is_text((*p)->media))
			add_body(&r->bodies,
				our_body(&arena, file, *p, &defects));
	}
	r->unfair = !is_fair(&defects);
	read_our_addresses(r, &root->headers, HEADER_FROM);
	read_our_addresses(r, &root->headers, HEADER_TO);
	read_our_addresses(r, &root->headers, HEADER_CC);
	arena_release(&arena);
}

static void
read_their_list(struct reading *r, InternetAddressList *list)
{
	int n = list ? internet_address_list_length(list) : 0;

	for (int i = 0; i < n; i++) {
		InternetAddress *a = internet_address_list_get_address(list, i);
		if (INTERNET_ADDRESS_IS_GROUP(a)) {
			read_their_list(r, internet_address_group_get_members(
						   INTERNET_ADDRESS_GROUP(a)));
			continue;
		}
		const char *spec = internet_address_mailbox_get_addr(
			INTERNET_ADDRESS_MAILBOX(a));
		add_address(&r->addresses, str_of(spec));
	}
}

static void
read_their_body(struct reading *r, GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *to = g_mime_stream_mem_new();

	if (content)
		g_mime_data_wrapper_write_to_stream(content, to);
	GByteArray *bytes =
		g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(to));
	add_body(&r->bodies,
		(struct str){ (const char *)bytes->data, bytes->len });
	g_object_unref(to);
}

static struct str
their_media(GMimeObject *o, struct buf *room)
{
	GMimeContentType *type = g_mime_object_get_content_type(o);

	buf_clear(room);
	add_lower(room, str_of(g_mime_content_type_get_media_type(type)));
	buf_char(room, '/');
	add_lower(room, str_of(g_mime_content_type_get_media_subtype(type)));
	return buf_str(room);
}

/* A test may recurse: the corpus is no enemy. */
static void
read_their_part(struct reading *r, GMimeObject *o, int depth)
{
	struct buf room;

	buf_init(&room, KIB);
	struct str media = their_media(o, &room);
	buf_printf(&r->tree, "%*s%.*s\n", depth * 2, "", STR_ARG(media));
	if (GMIME_IS_MULTIPART(o)) {
		GMimeMultipart *m = GMIME_MULTIPART(o);
		for (int i = 0; i < g_mime_multipart_get_count(m); i++)
			read_their_part(
				r, g_mime_multipart_get_part(m, i), depth + 1);
	} else if (GMIME_IS_MESSAGE_PART(o)) {
		GMimeMessage *m =
			g_mime_message_part_get_message(GMIME_MESSAGE_PART(o));
		if (m && g_mime_message_get_mime_part(m))
			read_their_part(
				r, g_mime_message_get_mime_part(m), depth + 1);
	} else if (is_text(media)) {
		read_their_body(r, GMIME_PART(o));
	}
	buf_release(&room);
}

static bool
read_theirs(struct reading *r, struct str message)
{
	GMimeStream *stream =
		g_mime_stream_mem_new_with_buffer(message.at, message.len);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *m = g_mime_parser_construct_message(parser, NULL);
	bool read = m && g_mime_message_get_mime_part(m);

	if (read) {
		read_their_part(r, g_mime_message_get_mime_part(m), 0);
		read_their_list(r, g_mime_message_get_addresses(
					   m, GMIME_ADDRESS_TYPE_FROM));
		read_their_list(r,
			g_mime_message_get_addresses(m, GMIME_ADDRESS_TYPE_TO));
		read_their_list(r,
			g_mime_message_get_addresses(m, GMIME_ADDRESS_TYPE_CC));
	}
	if (m)
		g_object_unref(m);
	g_object_unref(parser);
	g_object_unref(stream);
	return read;
}

static bool
differ(const char *path, const char *what, const struct buf *ours,
	const struct buf *theirs)
{
	struct str a = buf_str(ours), b = buf_str(theirs);
	size_t same = 0, from;

	if (str_eq(a, b))
		return false;
	while (same < a.len && same < b.len && a.at[same] == b.at[same])
		same++;
	from = same > 60 ? same - 60 : 0;
	show(path, what, str_sub(a, from, 160), str_sub(b, from, 160));
	return true;
}

static void
compare(const char *path, struct str bytes, bool only_fair)
{
	struct arena arena;
	struct source source;
	struct reading ours, theirs;

	arena_init(&arena);
	/* one message a file, whatever it quotes */
	source_open(&source, &arena, STR("x.eml"), bytes);
	struct span message = source.messages.at[0];
	reading_init(&ours);
	reading_init(&theirs);
	read_ours(&ours, bytes, message);
	if (!(only_fair && ours.unfair) &&
		read_theirs(&theirs, str_sub(bytes, message.at, message.len))) {
		count.files++;
		count.trees += differ(path, "tree", &ours.tree, &theirs.tree);
		count.bodies +=
			differ(path, "body", &ours.bodies, &theirs.bodies);
		count.addresses += differ(
			path, "addresses", &ours.addresses, &theirs.addresses);
	}
	reading_release(&ours);
	reading_release(&theirs);
	arena_release(&arena);
}

static void
compare_file(const char *path)
{
	struct file file;
	struct err err;

	assert_true(file_read(&file, path, &err));
	compare(path, file.bytes, false);
	file_release(&file);
}

static void
add_path(const char *path)
{
	paths = realloc(paths, (path_count + 1) * sizeof *paths);
	paths[path_count++] = strdup(path);
}

static int
visit(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	struct str name = str_of(path);
	if (type == FTW_F &&
		(str_ends(name, STR(".txt")) || str_ends(name, STR(".eml"))))
		add_path(path);
	return 0;
}

static void
enough_alike(const char *what, size_t differing, size_t per_mille)
{
	printf("%s: %zu of %zu messages differ\n", what, differing,
		count.files);
	assert_true(differing * 1000 <= count.files * per_mille);
}

static void
reads_like_gmime(void **state)
{
	const char *folder = getenv("MAILLINT_CORPUS");

	(void)state;
	if (!path_count && folder)
		nftw(folder, visit, 16, FTW_PHYS);
	if (!path_count) {
		print_message("no files: set MAILLINT_CORPUS\n");
		skip();
	}
	for (size_t i = 0; i < path_count; i++)
		compare_file(paths[i]);
	enough_alike("tree", count.trees, TREE_MAY);
	enough_alike("text bodies", count.bodies, BODY_MAY);
	enough_alike("addresses", count.addresses, ADDRESS_MAY);
}

/*
 * Mail with its lines in disorder: one deleted, doubled, moved, or all behind
 * it cut off; the other bytes stay.
 */
enum disorder { DELETED, DOUBLED, MOVED, CUT, DISORDERS };

static struct str
line_after(struct str s, size_t at)
{
	struct str rest = str_from(s, at);
	return str_sub(rest, 0, str_chr(rest, '\n') + 1);
}

static void
disorder(struct buf *out, struct str s, size_t at, enum disorder how)
{
	struct str line = line_after(s, at);
	struct str next = line_after(s, at + line.len);

	buf_clear(out);
	buf_add(out, str_sub(s, 0, at));
	if (how == CUT)
		return;
	if (how == MOVED)
		buf_add(out, next);
	if (how != DELETED)
		buf_add(out, line);
	if (how == DOUBLED)
		buf_add(out, line);
	buf_add(out,
		str_from(s, at + line.len + (how == MOVED ? next.len : 0)));
}

static void
compare_disorders(const char *path)
{
	struct file file;
	struct err err;
	struct buf draft;

	assert_true(file_read(&file, path, &err));
	buf_init(&draft, 2 * file.bytes.len + 1);
	for (size_t at = 0; at < file.bytes.len;
		at += line_after(file.bytes, at).len)
		for (int how = 0; how < DISORDERS; how++) {
			disorder(&draft, file.bytes, at, (enum disorder)how);
			compare(path, buf_str(&draft), true);
		}
	buf_release(&draft);
	file_release(&file);
}

static void
reads_disorder_like_gmime(void **state)
{
	char **corpus = paths;
	size_t corpus_count = path_count;

	(void)state;
	paths = NULL;
	path_count = 0;
	count = (struct count){ 0 };
	nftw("tests/quiet", visit, 16, FTW_PHYS);
	nftw("tests/cases", visit, 16, FTW_PHYS);
	for (size_t i = 0; i < path_count; i++)
		if (str_ends(str_of(paths[i]), STR(".eml")))
			compare_disorders(paths[i]);
	printf("count %zu messages in disorder, read by us and by GMime\n",
		count.files);
	enough_alike("tree", count.trees, DISORDER_TREE_MAY);
	enough_alike("text bodies", count.bodies, DISORDER_BODY_MAY);
	enough_alike("addresses", count.addresses, DISORDER_ADDRESS_MAY);
	for (size_t i = 0; i < path_count; i++)
		free(paths[i]);
	free(paths);
	paths = corpus;
	path_count = corpus_count;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_like_gmime),
		cmocka_unit_test(reads_disorder_like_gmime),
	};

	g_mime_init();
	for (int i = 1; i < argc; i++)
		add_path(argv[i]);
	int failed = cmocka_run_group_tests_name("gmime", tests, NULL, NULL);
	for (size_t i = 0; i < path_count; i++)
		free(paths[i]);
	free(paths);
	return failed;
}
