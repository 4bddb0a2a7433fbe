/* test_address.c - address lists as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "draft/encoded.h"
#include "draft/address.h"

struct bench {
	struct arena arena;
	struct defects defects;
	struct text text;
	struct addresses out;
};

static void
parse(struct bench *b, struct str value)
{
	const uint8_t *literal;

	arena_init(&b->arena);
	b->defects = (struct defects){ .arena = &b->arena };
	b->text = encoded_decode(&b->arena, value, span_of(0, value.len), NULL,
		&literal, &b->defects);
	b->defects.list.n = 0;
	address_parse(&b->out, &b->arena, &b->text, literal, &b->defects);
}

/* One address: "name <local|domain>", "!" when broken, "$" when a field,
 * "group:" before. */
static size_t
show(const struct address *a, char *to, size_t room)
{
	return (size_t)snprintf(to, room, "%s%.*s%s%.*s<%.*s|%.*s>%s%s", "",
		STR_ARG(a->group), a->group.len ? ":" : "", STR_ARG(a->name),
		STR_ARG(a->local), STR_ARG(a->domain), a->broken ? "!" : "",
		a->field ? "$" : "");
}

/* Places are in the text, the parts inside the whole. */
static void
check_places(const struct bench *b, const struct address *a)
{
	assert_true(a->at + a->len <= b->text.s.len);
	assert_true(a->name_at + a->name_len <= b->text.s.len);
	assert_true(a->spec_at + a->spec_len <= b->text.s.len);
	if (a->name_len)
		assert_true(a->name_at >= a->at &&
			    a->name_at + a->name_len <= a->at + a->len);
	if (a->spec_len && (a->spec_at < a->at ||
				   a->spec_at + a->spec_len > a->at + a->len))
		fail_msg("the address is outside: %.*s", STR_ARG(b->text.s));
}

static void
check_with(const char *value, const char *expected, const char *detail)
{
	struct bench b;
	char all[2000];
	size_t n = 0;

	parse(&b, str_of(value));
	list_each (const struct address, a, &b.out.list) {
		if (n)
			all[n++] = ' ';
		n += show(a, all + n, sizeof all - n);
		check_places(&b, a);
	}
	all[n] = 0;
	if (strcmp(all, expected))
		fail_msg("%s: %s, not %s", value, all, expected);
	if (!detail && b.defects.list.n)
		fail_msg("%s: defect %.*s", value,
			STR_ARG(b.defects.list.at[0].detail));
	if (detail &&
		(b.defects.list.n == 0 ||
			!str_eq(b.defects.list.at[0].detail, str_of(detail))))
		fail_msg("%s: no defect %s", value, detail);
	arena_release(&b.arena);
}

static void
check(const char *value, const char *expected)
{
	check_with(value, expected, NULL);
}

static void
test_standard(void **state)
{
	(void)state;
	check("", "");
	check(" ", "");
	check("john@x.com", "<john|x.com>");
	check("<john@x.com>", "<john|x.com>");
	check("John Doe <john@x.com>", "John Doe<john|x.com>");
	check("\"Doe, John\" <john@x.com>", "Doe, John<john|x.com>");
	check("\"A \\\"B\\\" \\\\ C\" <john@x.com>",
		"A \"B\" \\ C<john|x.com>");
	check("John \"Q.\" Public <john@x.com>", "John Q. Public<john|x.com>");
	check("Acme Inc. <a@x.com>", "Acme Inc.<a|x.com>");
	check("\"\" <a@x.com>", "<a|x.com>");
	check("a@x.com, B <b@x.com>", "<a|x.com> B<b|x.com>");
	check("a@x.com,\r\n\tb@x.com", "<a|x.com> <b|x.com>");
	check("张三 <zhang@x.cn>", "张三<zhang|x.cn>");
	check("John<john@x.com>", "John<john|x.com>");
	check("john+tag@x.com", "<john+tag|x.com>");
	check("\"john doe\"@x.com", "<john doe|x.com>");
	check("<\"a@b\"@x.com>", "<a@b|x.com>");
	check("j@[192.0.2.1], j@[IPv6:2001:db8::1]",
		"<j|[192.0.2.1]> <j|[IPv6:2001:db8::1]>");
	check("用户@例子.中国, a@bücher.de", "<用户|例子.中国> <a|bücher.de>");
	check("john@localhost", "<john|localhost>");
}

static void
test_groups(void **state)
{
	(void)state;
	check("Team: a@x.com, B <b@x.com>;", "Team:<a|x.com> Team:B<b|x.com>");
	check("\"My Team\": a@x.com;, c@x.com", "My Team:<a|x.com> <c|x.com>");
	check("A: a@x.com; B: b@x.com;", "A:<a|x.com> B:<b|x.com>");
	check_with("Team: a@x.com", "Team:<a|x.com>", "group");
	check_with("A: B: a@x.com;", "A:B<a|x.com>", "extra");
	struct bench b;
	parse(&b, STR("undisclosed-recipients:;"));
	assert_true(b.out.undisclosed);
	assert_int_equal(b.out.list.n, 0);
	assert_int_equal(b.defects.list.n, 0);
	arena_release(&b.arena);
	parse(&b, STR("Undisclosed recipients: ;"));
	assert_true(b.out.undisclosed);
	arena_release(&b.arena);
	parse(&b, STR("Team: a@x.com;"));
	assert_false(b.out.undisclosed);
	arena_release(&b.arena);
}

static void
test_comments(void **state)
{
	(void)state;
	check("john@x.com (John Doe)", "John Doe<john|x.com>");
	check("John (Sales) <john@x.com> (work)", "John<john|x.com>");
	check("John (a (b (c)) \\) d) Doe <john@x.com>",
		"John Doe<john|x.com>");
	check("(first) john@x.com", "first<john|x.com>");
	check("<john@x.com (home)>", "<john|x.com>");
	check("(nobody)", "");
	check("a@x.com, (b), c@x.com", "<a|x.com> <c|x.com>");
	check_with("John (Sales <john@x.com>, b@x.com",
		"John (Sales<john|x.com> <b|x.com>", "comment");
	check_with("((((((((((deep)))))))))) a@x.com",
		"(((((((((deep)))))))))<a|x.com>", "comment depth");
}

static void
test_separators(void **state)
{
	(void)state;
	check_with("a@x.com; b@x.com", "<a|x.com> <b|x.com>", "separator");
	check_with("a@x.com，b@x.com；c@x.com", "<a|x.com> <b|x.com> <c|x.com>",
		"separator");
	check_with("A <a@x.com>、B <b@x.com>", "A<a|x.com> B<b|x.com>",
		"separator");
	check("张三，经理 <z@x.cn>", "张三，经理<z|x.cn>");
	check_with("张三， z@x.cn", "张三<z|x.cn>", "angle");
	check_with("<a@x.com> <b@x.com>", "<a|x.com> <b|x.com>", "separator");
	check_with("A <a@x.com> B <b@x.com>", "A<a|x.com> B<b|x.com>",
		"separator");
	check_with("a@x.com b@x.com", "<a|x.com> <b|x.com>", "separator");
	check("a@x.com,", "<a|x.com>");
	check(",, a@x.com ,,b@x.com", "<a|x.com> <b|x.com>");
	check_with("<a@x.com> John Doe", "<a|x.com>", "extra");
}

static void
test_brackets(void **state)
{
	(void)state;
	check_with("John Doe john@x.com", "John Doe<john|x.com>", "angle");
	check_with("john@x.com John Doe", "John Doe<john|x.com>", "angle");
	check_with("John <john@x.com", "John<john|x.com>", "angle");
	check_with("John john@x.com>", "John<john|x.com>", "angle");
	check_with("J <j@x.com, b@x.com", "J<j|x.com> <b|x.com>", "angle");
	check_with("J <j@x.com B <b@x.com>", "J<j|x.comB>! <b|x.com>", "angle");
	check("<<john@x.com>", "<john|x.com>");
	check_with("<<john@x.com>>", "<john|x.com>", "angle");
	check("john@x.com <john@x.com>", "john@x.com<john|x.com>");
	check("a@x.com via B <b@x.com>", "a@x.com via B<b|x.com>");
	check("'john@x.com' <john@x.com>", "'john@x.com'<john|x.com>");
	check("'john@x.com'", "<john|x.com>");
	check("[john@x.com]", "<john|x.com>");
	check("<@a.com,@b.com:john@x.com>", "<john|x.com>");
}

static void
test_mailto(void **state)
{
	(void)state;
	check("mailto:john@x.com", "<john|x.com>");
	check("<mailto:john@x.com>", "<john|x.com>");
	check("<mailto:john@x.com?subject=a>", "<john|x.com>");
	check_with("John [mailto:john@x.com]", "John<john|x.com>", "angle");
	check("john@x.com<mailto:john@x.com>", "john@x.com<john|x.com>");
}

static void
test_blanks(void **state)
{
	(void)state;
	check("< john@x.com >", "<john|x.com>");
	check_with("<john @ x.com>", "<john|x.com>", "blank");
	check_with("<john@x .com>", "<john|x.com>", "blank");
	check_with("<john@x. com>", "<john|x.com>", "blank");
	check_with("<jo hn@x.com>", "<john|x.com>!", "blank");
	check_with("john @x.com", "<john|x.com>", "blank");
	check_with("john@ x.com", "<john|x.com>", "blank");
	check_with("john @ x.com", "<john|x.com>", "blank");
	check("\u3000john@x.com\u00a0", "<john|x.com>");
}

static void
test_broken(void **state)
{
	(void)state;
	check("john", "<john|>!");
	check("John Doe", "John Doe<|>!");
	check("\"John\"", "John<|>!");
	check("<>", "<|>!");
	check("John <>", "John<|>!");
	check("john@", "<john|>!");
	check("@x.com", "<|x.com>!");
	check("<a@b@x.com>", "<a@b|x.com>!");
	check("a@b@x.com", "<a@b|x.com>!");
	check("john@x..com", "<john|x..com>!");
	check("john@.x.com", "<john|.x.com>!");
	check("john@x.com.", "<john|x.com.>!");
	check("john@x#.com", "<john|x#.com>!");
	check("john@x.com:25", "<john|x.com:25>!");
	check("john＠x.com", "<john|x.com>!");
	check("john@qq。com", "<john|qq。com>!");
	check("john@gmail,com", "<john|gmail> <com|>!");
	check("Doe, John <john@x.com>", "<Doe|>! John<john|x.com>");
	check_with("\"open <john@x.com>", "\"open<john|x.com>", "quote");
}

static void
test_fields(void **state)
{
	(void)state;
	check("{{email}}", "<|>$");
	check("{{ contact.email }}", "<|>$");
	check("*|EMAIL|*", "<|>$");
	check("%%email%%", "<|>$");
	check("%EMAIL%", "<|>$");
	check("{email}", "<|>$");
	check("${email}", "<|>$");
	check("{!Contact.Email}", "<|>$");
	check("[[email]]", "<|>$");
	check("<%= email %>", "<|>$");
	check("«Email»", "<|>$");
	check("<{{email}}>", "<|>$");
	check("{{ name | default: \"A, B\" }} <{{email}}>",
		"{{ name | default: \"A, B\" }}<|>$");
	check("{{first}} {{last}} <john@x.com>",
		"{{first}} {{last}}<john|x.com>$");
	check("info@{{ domain }}", "<info|{{ domain }}>$");
	check("{{local}}@x.com", "<{{local}}|x.com>$");
	check("{{a}}, b@x.com", "<|>$ <b|x.com>");
	check("100%@x.com, {b@x.com", "<100%|x.com> <{b|x.com>");
	struct bench b;
	parse(&b, STR("To <{{ email }}>"));
	const struct address *a = b.out.list.at;
	assert_true(str_eq(a->spec, STR("{{ email }}")));
	assert_int_equal(a->spec_at, 4);
	assert_int_equal(a->spec_len, 11);
	arena_release(&b.arena);
}

static void
test_encoded_words(void **state)
{
	(void)state;
	check("=?utf-8?q?Li=2C_Wei?= <w@x.cn>", "Li, Wei<w|x.cn>");
	check("=?utf-8?q?a=40b=2Ecom?= <w@x.cn>", "a@b.com<w|x.cn>");
	check("\"=?utf-8?q?=22A=22=5C?=\" <w@x.cn>", "\"A\"\\<w|x.cn>");
	check("=?utf-8?q?=28x?= <w@x.cn>, =?utf-8?q?=3Ca=40b=3E?= <c@d.cn>",
		"(x<w|x.cn> <a@b><c|d.cn>");
	check("=?utf-8?b?5byg5LiJ?= =?utf-8?b?5LiJ?= <w@x.cn>",
		"张三三<w|x.cn>");
	check("=?utf-8?q?john=40x.com?=", "<john@x.com|>!");
	check("<=?utf-8?q?john?=@x.com>", "<john|x.com>!");
}

static struct str
text_at_range(const struct bench *b, uint32_t at, uint32_t len)
{
	return str_sub(b->text.s, at, len);
}

static void
test_places(void **state)
{
	(void)state;
	struct bench b;
	struct str value = STR("g: \"A, B\" (c) <a@x.com> (d), e f@x.com;");
	parse(&b, value);
	const struct address *a = b.out.list.at;
	assert_int_equal(b.out.list.n, 2);
	assert_true(str_eq(text_at_range(&b, a->at, a->len),
		STR("\"A, B\" (c) <a@x.com> (d)")));
	assert_true(str_eq(text_at_range(&b, a->name_at, a->name_len),
		STR("\"A, B\" (c)")));
	assert_true(str_eq(
		text_at_range(&b, a->spec_at, a->spec_len), STR("a@x.com")));
	a++;
	assert_true(str_eq(text_at_range(&b, a->at, a->len), STR("e f@x.com")));
	assert_true(
		str_eq(text_at_range(&b, a->name_at, a->name_len), STR("e")));
	assert_true(str_eq(
		text_at_range(&b, a->spec_at, a->spec_len), STR("f@x.com")));
	arena_release(&b.arena);

	/* back to the raw bytes of encoded words */
	value = STR("=?utf-8?b?5byg5LiJ?= <z@x.cn>");
	parse(&b, value);
	a = b.out.list.at;
	struct span s = text_span(&b.text, a->name_at, a->name_len);
	assert_true(str_eq(str_sub(value, s.at, s.len), STR("5byg5LiJ")));
	s = text_span(&b.text, a->spec_at, a->spec_len);
	assert_true(str_eq(str_sub(value, s.at, s.len), STR("z@x.cn")));
	arena_release(&b.arena);
}

static void
test_limits(void **state)
{
	(void)state;
	struct bench b;
	char *value = malloc(LIMIT_HEADER_VALUE);
	size_t n = 0;

	for (int i = 0; i < LIMIT_ADDRESSES + 10; i++)
		n += (size_t)sprintf(value + n, "a%d@x.com,", i);
	parse(&b, (struct str){ value, n });
	assert_int_equal(b.out.list.n, LIMIT_ADDRESSES);
	assert_int_equal(b.defects.list.n, 1);
	assert_int_equal(b.defects.list.at[0].code, DEFECT_LIMIT);
	arena_release(&b.arena);
	free(value);
}

static double
seconds_for(const char *piece)
{
	size_t len = strlen(piece), used = 0;
	char *value = malloc(LIMIT_HEADER_VALUE);
	struct timespec a, z;
	struct bench b;

	for (; used + len <= LIMIT_HEADER_VALUE; used += len)
		memcpy(value + used, piece, len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
	parse(&b, (struct str){ value, used });
	arena_release(&b.arena);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &z);
	free(value);
	return (double)(z.tv_sec - a.tv_sec) +
	       (double)(z.tv_nsec - a.tv_nsec) / 1e9;
}

static void
test_hostile_is_linear(void **state)
{
	(void)state;
	static const char *const pieces[] = { "(", ")", "()", "(x)", "\"", "\\",
		"\\\"", "<", ">", "<>", "<\"", "@", "a@", "@a ", ":", ";", ":;",
		"a:", ",", "，", "[", "a@[", "{{", "{{}}", "*|", "%", "%a",
		"{a", "<%", "[[", "${", "\xC2\xAB", " ", "a ", "a@b ", "a@b(",
		"(\"", "\"(", "a (b) ", "\u3000", "a\"b\"",
		"<@a:", "<mailto:" };

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		if (seconds_for(pieces[i]) > 0.4)
			fail_msg("slow: %s", pieces[i]);
}

static void
test_random(void **state)
{
	(void)state;
	static const char *const bits[] = { "john", "@", "x.com", "<", ">",
		"\"", "(", ")", ",", ";", ":", " ", "，", "＠", "{{", "}}",
		"\\", "=?utf-8?q?=2C=22?=", "[", "]", "mailto:", "'", "*|",
		"|*", "%", ".", "\xFF", "\u3000", "\xC2" };
	uint32_t seed = 7;

	for (int round = 0; round < 20000; round++) {
		char value[400];
		size_t n = 0;
		for (uint32_t i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			size_t k = (seed >> 8) % (sizeof bits / sizeof *bits);
			n += (size_t)sprintf(value + n, "%s", bits[k]);
		}
		char *exact = malloc(n);
		memcpy(exact, value, n);
		struct bench b;
		parse(&b, (struct str){ exact, n });
		list_each (const struct address, a, &b.out.list) {
			check_places(&b, a);
			assert_true(a->broken || a->field || a->domain.len);
		}
		arena_release(&b.arena);
		free(exact);
	}
}

static void
check_words(const char *local, const char *expected)
{
	struct str words[4];
	char all[100];
	size_t n = 0;
	size_t count = address_words(str_of(local), words, 4);

	for (size_t i = 0; i < count; i++)
		n += (size_t)sprintf(all + n, "%.*s ", STR_ARG(words[i]));
	all[n] = 0;
	assert_string_equal(all, expected);
}

static void
test_words(void **state)
{
	(void)state;
	check_words("john.doe", "john doe ");
	check_words("j_doe-smith+x9", "j doe smith x ");
	check_words("John77", "John ");
	check_words("..12..", "");
	check_words("", "");
	check_words("a.b.c.d.e", "a b c d ");
	check_words("j\u00f6rg.li", "j\u00f6rg li ");
}

static void
test_roles(void **state)
{
	(void)state;
	static const char *const roles[] = { "info", "Sales", "no-reply",
		"purchasing", "sales01", "export-2", "info+fair", "закупки",
		"postmaster", "einkauf" };
	static const char *const people[] = { "john", "john.doe", "", "12345",
		"salesman", "wei.zhang", "informer" };

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (!address_is_role(str_of(roles[i])))
			fail_msg("no role: %s", roles[i]);
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		if (address_is_role(str_of(people[i])))
			fail_msg("a role: %s", people[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_standard),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_mailto),
		cmocka_unit_test(test_blanks),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_encoded_words),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_hostile_is_linear),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_roles),
	};
	return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
