/* url.c - fuzzes URLs, alone and in running text. */
#include "draft/url.h"
#include "target.h"

/* A URL with line ends or tabs in it is read from a copy without them. */
static bool
is_copied(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '\t' || s.at[i] == '\r' || s.at[i] == '\n')
			return true;
	return false;
}

static bool
is_inside(struct str part, struct str whole)
{
	return !part.len || is_copied(whole) ||
	       (part.at >= whole.at &&
		       part.at + part.len <= whole.at + whole.len);
}

enum { HOST_MOST = 255 }; /* RFC 1035 2.3.4 */

static void
take_apart(struct input *in, struct str s)
{
	struct url u = url_parse(&in->arena, s);

	DEMAND(is_inside(u.whole, s));
	DEMAND(is_inside(u.userinfo, s) && is_inside(u.host, s));
	DEMAND(is_inside(u.port, s) && is_inside(u.path, s));
	DEMAND(is_inside(u.query, s) && is_inside(u.fragment, s));
	DEMAND(str_ends(u.ascii, url_site(&u)));
	for (size_t i = 0; i < u.scheme.len; i++)
		DEMAND(!is_upper(u.scheme.at[i]));
	DEMAND(url_suffix(&in->arena, u.host).len <= HOST_MOST);
	url_known_tld(&in->arena, u.host);
}

static void
find_in_text(struct input *in, struct str s)
{
	struct url_search search = url_search_in(s);
	struct span url;
	size_t end = 0;

	while (url_next(&search, &url)) {
		DEMAND(url.len > 0 && url.at >= end && url.at <= s.len);
		DEMAND(url.len <= s.len - url.at);
		take_apart(in, str_sub(s, url.at, url.len));
		end = span_end(url);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in;

	input_open(&in, data, size);
	struct str s = input_text(&in, TEXT_BODY).s;
	take_apart(&in, s);
	find_in_text(&in, s);
	input_close(&in);
	return 0;
}
