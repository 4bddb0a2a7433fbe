/* test_optout.c - how mails in many languages offer to end them, and postal
 * addresses of many countries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "draft/optout.h"
#include "support/example.h"

static enum optout
said(const char *s)
{
	size_t at = 0, len = 0;
	return optout_find(str_of(s), &at, &len);
}

static void
words(void **state)
{
	static const char *const plain[] = { "Unsubscribe", "unsubscribing",
		"click to OPT OUT", "Newsletter abbestellen", "hier abmelden",
		"Se désabonner", "Darse de baja", "Cancelar a inscrição",
		"Annulla l'iscrizione", "Uitschrijven", "Wypisz się",
		"Отписаться", "чтобы отписаться", "如需退订请点击", "取消訂閱",
		"配信停止はこちら", "수신거부", "Hủy đăng ký" };

	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (said(plain[i]) != OPTOUT_PLAIN)
			fail_msg("%s", plain[i]);
	assert_int_equal(said("manage your preferences"), OPTOUT_PREFERENCES);
	assert_int_equal(said("you no longer wish to get"), OPTOUT_WORDS);
	assert_int_equal(said("our new opening hours"), OPTOUT_NONE);
	assert_int_equal(said("unsub"), OPTOUT_NONE);
	assert_int_equal(said("\xE9\x80"), OPTOUT_NONE);
	assert_int_equal(said(""), OPTOUT_NONE);
}

#define MAIL                                                                   \
	"From: News <news@acme.com>\nTo: Anna <anna@beta.se>\n"                \
	"Subject: News of November\nMIME-Version: 1.0\n"                       \
	"Content-Type: text/plain; charset=utf-8\n"                            \
	"List-Unsubscribe: <https://acme.com/u/1>\n"                           \
	"List-Unsubscribe-Post: List-Unsubscribe=One-Click\n\nDear Anna,\n\n"  \
	"three new sizes are here.\n\n%s\n"

static bool
fires(const char *id, const char *foot)
{
	struct example e;
	struct result r;
	char text[2000];
	bool found = false;

	snprintf(text, sizeof text, MAIL, foot);
	assert_true(example_open(&e, "", text));
	example_lint(&e, e.text, &r);
	for (size_t i = 0; i < r.count; i++)
		found = found || !strcmp(r.findings[i].rule->id, id);
	result_release(&r);
	example_release(&e);
	return found;
}

static void
addresses(void **state)
{
	static const char *const good[] = {
		"88 Gangcheng Road, Ningbo",
		"1600 Amphitheatre Parkway\nMountain View, CA 94043",
		"9 Mill Lane, Hay-on-Wye HR3 5AB",
		"12 rue des Carmes, 75005 Paris",
		"Lindenstraße 5\n10969 Berlin",
		"Marktplatz 3, CH-8001 Zürich",
		"Calle Mayor 3, 28013 Madrid",
		"Via Roma 12, 20121 Milano",
		"Keizersgracht 12\n1015 CS Amsterdam",
		"ul. Nowy Świat 15, 00-029 Warszawa",
		"ул. Ленина, 4, Москва",
		"Drottninggatan 5, 111 51 Stockholm",
		"Rua Augusta 100, São Paulo 01305-000",
		"P.O. Box 7142, Nairobi",
		"Suite 1200, One Tower, Singapore 048616",
		"12 MG Road, Bengaluru 560001",
		"Level 3, 10 George St, Sydney NSW 2000",
		"浙江省宁波市北仑区港城路88号",
		"地址：深圳市南山区科技园科苑路15号A栋3楼",
		"上海市浦东新区张江镇",
		"台北市信義區市府路45號",
		"〒604-8005 京都市中京区恵比須町1-2-3",
		"서울특별시 강남구 테헤란로 152",
		"Room 1203, Building 4, Xihu District, Hangzhou",
		"Anschrift: Haus am See, Kleindorf",
	};
	static const char *const none[] = { "Acme Ltd.", "acme@acme.com",
		"Tel. +86 574 8812 3456", "Email address: anna@acme.com",
		"Since 1998 we make valves in 12 sizes.",
		"© 2026 Acme. All rights reserved." };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (fires("bulk/no-address", good[i]))
			fail_msg("not seen: %s", good[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (!fires("bulk/no-address", none[i]))
			fail_msg("taken for one: %s", none[i]);
}

/* Whatever the words beside it. */
static void
same_page_as_header(void **state)
{
	(void)state;
	assert_false(fires("bulk/no-unsubscribe",
		"12 Mill Lane, Leeds\n"
		"You are done with us? https://acme.com/u/1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(addresses),
		cmocka_unit_test(same_page_as_header),
	};
	return cmocka_run_group_tests_name("optout", tests, NULL, NULL);
}
