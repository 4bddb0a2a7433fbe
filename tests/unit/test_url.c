/* test_url.c - URLs taken apart, and found in running text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "draft/url.h"

static struct arena arena;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
assert_str(struct str got, const char *wanted)
{
	struct str w = str_of(wanted);

	if (!str_eq(got, w))
		print_error("got \"%.*s\", wanted \"%.*s\"\n", STR_ARG(got),
			STR_ARG(w));
	assert_true(str_eq(got, w));
}

static void
test_parts(void **state)
{
	struct url u = url_parse(
		&arena, STR(" HTTPS://u:p@A.b.Acme.co.UK.:8443/x/y?q=1#f "));

	(void)state;
	assert_str(u.whole, "HTTPS://u:p@A.b.Acme.co.UK.:8443/x/y?q=1#f");
	assert_str(u.scheme, "https");
	assert_str(u.userinfo, "u:p");
	assert_str(u.host, "A.b.Acme.co.UK.");
	assert_str(u.ascii, "a.b.acme.co.uk");
	assert_str(url_site(&u), "acme.co.uk");
	assert_str(u.port, "8443");
	assert_str(u.path, "/x/y");
	assert_str(u.query, "q=1");
	assert_str(u.fragment, "f");
	assert_int_equal(u.host_kind, HOST_NAME);
	assert_true(u.has_host);
}

static void
test_forms(void **state)
{
	static const struct {
		const char *url, *scheme, *host, *domain, *path;
	} rows[] = {
		{ "", "", "", "", "" },
		{ "#top", "", "", "", "" },
		{ "page.htm", "", "", "", "page.htm" },
		{ "/a/b", "", "", "", "/a/b" },
		{ "//x.com/a", "", "x.com", "x.com", "/a" },
		{ "\\\\x.com\\a", "", "x.com", "x.com", "\\a" },
		{ "http:\\\\x.com\\a", "http", "x.com", "x.com", "\\a" },
		{ "http:/x.com/a", "http", "x.com", "x.com", "/a" },
		{ "http:x.com", "http", "x.com", "x.com", "" },
		{ "http:///x.com", "http", "x.com", "x.com", "" },
		{ "ht\ntp://x\t.com/a", "http", "x.com", "x.com", "/a" },
		{ "www.x.com/a", "", "www.x.com", "x.com", "/a" },
		{ "WWW.X.COM", "", "WWW.X.COM", "x.com", "" },
		{ "bit.ly/abc", "", "bit.ly", "bit.ly", "/abc" },
		{ "x.com:8080/a", "", "x.com", "x.com", "/a" },
		{ "localhost:3000", "", "", "", "localhost:3000" },
		{ "mailto:a@x.com?subject=y", "mailto", "", "", "a@x.com" },
		{ "tel:+86", "tel", "", "", "+86" },
		{ "cid:1@x", "cid", "", "", "1@x" },
		{ "JavaScript:void(0)", "javascript", "", "", "void(0)" },
		{ "file:///C:/x", "file", "", "", "/C:/x" },
		{ "data:image/png;base64,AA", "data", "", "",
			"image/png;base64,AA" },
		{ "a@x.com", "", "", "", "a@x.com" },
		{ "{{url}}", "", "", "", "{{url}}" },
		{ "https://{{host}}/x", "https", "{{host}}", "{{host}}", "/x" },
		{ "http://localhost/x", "http", "localhost", "localhost",
			"/x" },
		{ "http://co.uk/", "http", "co.uk", "co.uk", "/" },
		{ "http://a.github.io/", "http", "a.github.io", "a.github.io",
			"/" },
		{ "http://%65xample.com/", "http", "%65xample.com",
			"example.com", "/" },
		{ "http://a@b@x.com/", "http", "x.com", "x.com", "/" },
		{ "http://x.com?a", "http", "x.com", "x.com", "" },
		{ "http://", "http", "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct url u = url_parse(&arena, str_of(rows[i].url));
		assert_str(u.scheme, rows[i].scheme);
		assert_str(u.host, rows[i].host);
		assert_str(url_site(&u), rows[i].domain);
		assert_str(u.path, rows[i].path);
	}
}

static void
test_ipv4(void **state)
{
	static const char *const loopback[] = { "http://127.0.0.1/",
		"http://127.1", "http://0x7f.1", "http://2130706433/",
		"http://0177.0.0.1", "http://0x7F000001", "http://127.0.0.1.",
		"http://127.0.1:80/" };
	static const char *const names[] = { "http://1.2.3.4.5",
		"http://256.1.1.1", "http://1.2.3.com", "http://4294967296",
		"http://0x", "http://1..2", "http://08.1.1.1" };

	(void)state;
	for (size_t i = 0; i < sizeof loopback / sizeof *loopback; i++) {
		struct url u = url_parse(&arena, str_of(loopback[i]));
		assert_int_equal(u.host_kind, HOST_IPV4);
		assert_int_equal(u.ipv4, 0x7F000001);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct url u = url_parse(&arena, str_of(names[i]));
		if (i != 4) /* browsers read "0x" as zero */
			assert_int_equal(u.host_kind, HOST_NAME);
	}
	struct url bare = url_parse(&arena, STR("10.0.0.1:8080/x"));
	assert_int_equal(bare.host_kind, HOST_IPV4);
	assert_str(bare.port, "8080");
	assert_int_equal(
		url_parse(&arena, STR("2130706433")).host_kind, HOST_NONE);
}

static void
test_ipv6(void **state)
{
	struct url u = url_parse(&arena, STR("http://[2001:DB8::1]:81/x"));

	(void)state;
	assert_int_equal(u.host_kind, HOST_IPV6);
	assert_str(u.host, "2001:DB8::1");
	assert_str(u.ascii, "2001:db8::1");
	assert_str(u.port, "81");
	assert_int_equal(
		url_parse(&arena, STR("http://[::1")).host_kind, HOST_NAME);
}

static void
test_domains(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) { /* the second time from what was kept */
		assert_str(url_domain(&arena, STR("A.b.acme.co.uk")),
			"acme.co.uk");
		assert_str(url_domain(&arena, STR("shop.acme.com.cn")),
			"acme.com.cn");
		assert_str(url_domain(&arena, STR("localhost")), "localhost");
		assert_str(url_domain(&arena, STR("10.0.0.1")), "10.0.0.1");
		assert_str(url_domain(&arena, STR("a.unknowntld")),
			"a.unknowntld");
	}
	assert_str(url_suffix(&arena, STR("a.b.co.uk")), "co.uk");
	assert_str(url_suffix(&arena, STR("10.0.0.1")), "");
	assert_true(url_known_tld(&arena, STR("x.CN")));
	assert_true(url_known_tld(&arena, STR("x.com.cn")));
	assert_false(url_known_tld(&arena, STR("x.html")));
	assert_false(url_known_tld(&arena, STR("x.5")));
	assert_false(url_known_tld(&arena, STR("")));
}

/* All that is found in `text`, with "|" between. */
static struct str
found(const char *text)
{
	struct str s = str_of(text);
	char *out = arena_bytes(&arena, 2 * s.len + 1);
	struct url_search search = url_search_in(s);
	struct span url;
	size_t n = 0;

	while (url_next(&search, &url)) {
		if (n)
			out[n++] = '|';
		memcpy(out + n, s.at + url.at, url.len);
		n += url.len;
	}
	return (struct str){ out, n };
}

static void
test_found(void **state)
{
	static const struct {
		const char *text, *urls;
	} rows[] = {
		{ "", "" },
		{ "See http://x.com/a, or https://y.com/b?c=1.",
			"http://x.com/a|https://y.com/b?c=1" },
		{ "(http://x.com/a_(b))", "http://x.com/a_(b)" },
		{ "[http://x.com] {http://y.com}!?",
			"http://x.com|http://y.com" },
		{ "\"http://x.com/\" 'http://y.com/'",
			"http://x.com/|http://y.com/" },
		{ "<http://x.com/a.>", "http://x.com/a." },
		{ "访问http://x.com/a。谢谢", "http://x.com/a" },
		{ "网址：www.x.com，谢谢", "www.x.com" },
		{ "（http://x.com/a）", "http://x.com/a" },
		{ "http://www.acme.com联系", "http://www.acme.com" },
		{ "http://例子.中国/路径", "http://例子.中国/" },
		{ "www.x.com.", "www.x.com" },
		{ "WWW.X.COM/A", "WWW.X.COM/A" },
		{ "www.com, www..", "" },
		{ "mail a.b@x.com, c@y.co.uk.", "a.b@x.com|c@y.co.uk" },
		{ "邮箱sales@x.com.cn（周一）", "sales@x.com.cn" },
		{ "mailto:a@x.com?subject=b", "mailto:a@x.com?subject=b" },
		{ "bit.ly/AbC and t.cn/Xy, acme.com", "bit.ly/AbC|t.cn/Xy" },
		{ "and/or 24.12.2024/5 p.m./a.m. e.g./i.e.", "" },
		{ "Mr.Li/Ms.Wang node.js/express", "" },
		{ "@acme.com/x @x a@b a@.com a@b.c", "" },
		{ "C:\\x.com/a file.com\\x", "" },
		{ "http:// https://", "" },
		{ "https://x.com/?u={{ id }}&a=1 b",
			"https://x.com/?u={{ id }}&a=1" },
		{ "ftp://x.com/a;b", "ftp://x.com/a;b" },
		{ "http://x.com/\xC3\xA9t\xC3\xA9 z",
			"http://x.com/\xC3\xA9t\xC3\xA9" },
		{ "http://x.com/\xFFz", "http://x.com/" },
		{ "xhttp://x.com:80/,http://y.com",
			"http://x.com:80/,http://y.com" },
		{ "http://10.0.0.1:8080/x", "http://10.0.0.1:8080/x" },
		{ "12:30 a:b C:/x a.b.c ...", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_str(found(rows[i].text), rows[i].urls);
}

static double
seconds(struct str piece, size_t bytes)
{
	char *text = arena_bytes(&arena, bytes + piece.len);
	struct url_search search;
	struct span url;
	size_t n = 0;

	for (; n < bytes; n += piece.len)
		memcpy(text + n, piece.at, piece.len);
	clock_t start = clock();
	search = url_search_in((struct str){ text, n });
	while (url_next(&search, &url))
		;
	url_parse(&arena, (struct str){ text, n });
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Twice the input takes about twice the time; short times say nothing, and
 * what looks slow once may be the machine. */
static bool
is_linear(struct str piece)
{
	for (int tries = 0; tries < 3; tries++) {
		arena_clear(&arena);
		double twice = seconds(piece, 2 * MIB);
		if (twice < 0.25 || twice < 2.6 * seconds(piece, MIB))
			return true;
	}
	return false;
}

static void
test_linear(void **state)
{
	static const char *const pieces[] = { ".", ":", "@", "a.", "a@", "a@b.",
		"://", "http://", "http://a ", "http://a)", "www.a.b",
		"mailto:", "a.com/", "{{", "http://{{ ", "http://x.com/))",
		"(http://", "[", "%41", "\xE4\xBD\xA0.", "a-",
		"http://\xE4\xBD\xA0" };

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		bool linear = is_linear(str_of(pieces[i]));
		if (!linear)
			print_error("\"%s\" is not linear\n", pieces[i]);
		assert_true(linear);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_ipv4),
		cmocka_unit_test(test_ipv6),
		cmocka_unit_test(test_domains),
		cmocka_unit_test(test_found),
		cmocka_unit_test(test_linear),
	};

	return cmocka_run_group_tests_name("url", tests, setup, teardown);
}
