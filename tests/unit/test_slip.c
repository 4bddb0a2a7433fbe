/*
 * test_slip.c - slips of the finger in mail addresses, and as many addresses
 * that only look like one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "draft/slip.h"

struct pair {
	const char *written, *meant; /* NULL: silent */
};

static void
expect(const struct pair *p, struct str got)
{
	struct str want = str_of(p->meant);

	if (!str_eq(got, want))
		fprintf(stderr, "%s: got \"%.*s\"\n", p->written,
			STR_ARG(got));
	assert_true(str_eq(got, want));
}

static const struct pair domains[] = {
	{ "gmial.com", "gmail.com" },
	{ "GMIAL.com", "gmail.com" },
	{ "gmal.com", "gmail.com" },
	{ "gmaill.com", "gmail.com" },
	{ "gmail.con", "gmail.com" },
	{ "gmail.cmo", "gmail.com" },
	{ "gmail.co", "gmail.com" },
	{ "gmail.cm", "gmail.com" },
	{ "gmial.con", "gmail.com" },
	{ "gmailcom", "gmail.com" },
	{ "gmail.com.com", "gmail.com" },
	{ "www.gmail.com", "gmail.com" },
	{ "hotmial.com", "hotmail.com" },
	{ "hotmial.co.uk", "hotmail.co.uk" },
	{ "yaho.com", "yahoo.com" },
	{ "yahooo.com", "yahoo.com" },
	{ "yahoo.con", "yahoo.com" },
	{ "outlok.com", "outlook.com" },
	{ "outlook.vom", "outlook.com" },
	{ "iclod.com", "icloud.com" },
	{ "foxmial.com", "foxmail.com" },
	{ "foxmail.con", "foxmail.com" },
	{ "163.con", "163.com" },
	{ "163.cm", "163.com" },
	{ "126.con", "126.com" },
	{ "126.cmo", "126.com" },
	{ "qq.con", "qq.com" },
	{ "qq.cm", "qq.com" },
	{ "aliyum.com", "aliyun.com" },
	{ "nordpump.con", "nordpump.com" },
	{ "nordpump.ogr", "nordpump.org" },
	{ "nordpump.nte", "nordpump.net" },
	{ "lixin-pump.con.cn", "lixin-pump.com.cn" },
	/* real ones, and companies that only sound alike */
	{ "qq.com", NULL },
	{ "vip.qq.com", NULL },
	{ "foxmail.com", NULL },
	{ "126.com", NULL },
	{ "163.com", NULL },
	{ "163.net", NULL },
	{ "sina.cn", NULL },
	{ "sina.com.cn", NULL },
	{ "yeah.net", NULL },
	{ "mail.com", NULL },
	{ "email.com", NULL },
	{ "ymail.com", NULL },
	{ "gmx.de", NULL },
	{ "gmx.com", NULL },
	{ "comcast.net", NULL },
	{ "comcast.com", NULL },
	{ "yahoo.co.uk", NULL },
	{ "yahoo.co.jp", NULL },
	{ "outlook.de", NULL },
	{ "hotmail.de", NULL },
	{ "gail.com", NULL },
	{ "cloud.com", NULL },
	{ "apl.com", NULL },
	{ "nordpump.cm", NULL },
	{ "nordpump.co", NULL },
	{ "nordpump.om", NULL },
	{ "hotmailer.com", NULL },
	{ "hotmall.com", NULL },
	{ "boxmail.com", NULL },
	{ "snail.com", NULL },
	{ "aol.de", NULL },
	{ "aver.com", NULL },
	{ "con.com", NULL },
	{ "xn--mller-kva.de", NULL },
	{ "nordpump.example", NULL },
	{ "mailhost", NULL },
	{ "", NULL },
	{ ".", NULL },
	{ "..", NULL },
	{ "gmail.", "gmail.com" },
	{ ".com", NULL },
};

static void
test_domains(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
		expect(&domains[i],
			slip_domain(&a, str_of(domains[i].written)));
	arena_release(&a);
}

static const struct pair addresses[] = {
	{ "anna\xEF\xBC\xA0nordpump.se", "anna@nordpump.se" },
	{ "anna@nordpump\xE3\x80\x82se", "anna@nordpump.se" },
	{ "anna@nordpump\xEF\xBC\x8Ese", "anna@nordpump.se" },
	{ "anna(at)nordpump.se", "anna@nordpump.se" },
	{ "anna[at]nordpump[dot]se", "anna@nordpump.se" },
	{ "anna at nordpump.se", "anna@nordpump.se" },
	{ "anna#nordpump.se", "anna@nordpump.se" },
	{ "anna @ nordpump.se", "anna@nordpump.se" },
	{ "anna@nord pump.se", "anna@nordpump.se" },
	{ "anna@nordpump..se", "anna@nordpump.se" },
	{ "anna..berg@nordpump.se", "anna.berg@nordpump.se" },
	{ "anna@nordpump.se.", "anna@nordpump.se" },
	{ "Anna Berg", NULL },
	{ "Team at Nordpump", NULL },
	{ "anna@", NULL },
	{ "@nordpump.se", NULL },
	{ "Anna Berg anna@nordpump.se", NULL },
	{ "anna@berg@nordpump.se", NULL },
	{ "anna@nordpump.sweden", NULL },
	{ "", NULL },
	{ "#", NULL },
	{ "@", NULL },
	{ ".", NULL },
};

static void
test_addresses(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		expect(&addresses[i],
			slip_address(&a, str_of(addresses[i].written)));
	arena_release(&a);
}

static const struct {
	const char *name;
	struct pair local;
} names[] = {
	{ "John Doe", { "jhon.doe", "john" } },
	{ "John Doe", { "jhondoe", "johndoe" } },
	{ "John Doe", { "doe.jhon", "john" } },
	{ "Michael Braun", { "micheal.braun", "michael" } },
	{ "Stephen King", { "stpehen.king", "stephen" } },
	{ "Alexander Roth", { "alexnader.roth", "alexander" } },
	{ "Anna Lundqvist", { "anna.lunqdvist", "lundqvist" } },
	{ "John Doe", { "john.doe", NULL } },
	{ "John Doe", { "jd", NULL } },
	{ "John Doe", { "sales", NULL } },
	{ "Jon Doe", { "john.doe", NULL } },
	{ "Cristina Vega", { "christina.vega", NULL } },
	{ "Philip Berg", { "phillip.berg", NULL } },
	{ "Mohammed Ali", { "mohamed.ali", NULL } },
	{ "J\xC3\xBCrgen Wei\xC3\x9F", { "juergen.weiss", NULL } },
	{ "Wei Zhang", { "zhang.wei", NULL } },
	{ "Sara Reis", { "sarah.reis", NULL } },
	{ "Johannes Meyer", { "johannes.meier", NULL } },
	{ "", { "jhon.doe", NULL } },
	{ "John", { "jhon.doe", NULL } },
	{ "Nordpump Purchasing", { "purchase", NULL } },
};

static void
test_names(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		expect(&names[i].local,
			slip_name(&a, str_of(names[i].name),
				str_of(names[i].local.written))
				.meant);
	arena_release(&a);
}

static void
test_tops(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	assert_true(slip_known_top(&a, STR("nordpump.se")));
	assert_true(slip_known_top(&a, STR("nordpump.COM")));
	assert_true(slip_known_top(&a, STR("x.\xE4\xB8\xAD\xE5\x9B\xBD")));
	assert_true(slip_known_top(&a, STR("nordpump.example")));
	assert_false(slip_known_top(&a, STR("nordpump.sweden")));
	assert_false(slip_known_top(&a, STR("nordpump.con")));
	assert_false(slip_known_top(&a, STR("nordpump")));
	assert_false(slip_known_top(&a, STR("")));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_domains),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_tops),
	};
	return cmocka_run_group_tests_name("slip", tests, NULL, NULL);
}
