/* test_language.c - which language a text is in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "draft/prose.h"

static const struct {
	const char *tag, *text;
} rows[] = {
	{ "en", "We are pleased to send you our offer for the pipes." },
	{ "en", "Could you let me know if this works for your team?" },
	{ "en", "Hello John" },
	{ "en", "Quotation for steel pipes" },
	{ "zh", "您好，附件是我们的报价单，请查收。" },
	{ "zh", "尊敬的客户：ISO 9001 认证产品现货供应" },
	{ "en", "Please find our price list.\nBest regards, Li Wei 李伟" },
	{ "ja", "お世話になっております。見積書をお送りします。" },
	{ "ja", "株式会社山田の田中と申します。" },
	{ "ko", "안녕하세요, 견적서를 보내드립니다." },
	{ "es", "Estimado señor, le enviamos nuestra oferta para los tubos." },
	{ "de", "Sehr geehrte Damen und Herren, anbei unser Angebot." },
	{ "de", "Wir freuen uns auf Ihre Antwort." },
	{ "fr", "Veuillez trouver ci-joint notre offre pour les tubes." },
	{ "pt", "Segue em anexo a nossa proposta para os tubos, obrigado." },
	{ "it", "In allegato la nostra offerta per i tubi, grazie." },
	{ "nl", "Hierbij sturen wij u onze offerte voor de buizen." },
	{ "pl", "W załączeniu przesyłamy naszą ofertę na rury." },
	{ "ru", "Здравствуйте! Направляем вам наше предложение." },
	{ "uk", "Добрий день! Надсилаємо вам нашу пропозицію щодо труб." },
	{ "ar", "السيد أحمد المحترم، نرسل لكم عرض الأسعار" },
	{ "tr", "Merhaba, boru için teklifimiz ektedir, teşekkürler." },
	{ "vi", "Kính gửi quý công ty, chúng tôi xin gửi báo giá." },
	{ "th", "เรียน คุณสมชาย เราขอส่งใบเสนอราคา" },
	{ "id", "Dengan hormat, kami kirimkan penawaran untuk pipa ini." },
	{ "he", "שלום דוד, מצורפת הצעת המחיר" },
	{ "hi", "नमस्ते, कृपया हमारा प्रस्ताव देखें" },
	{ "und", "" },
	{ "und", "12345 !!!" },
	{ "und", "ABC XYZ" },
	{ "und", "\xff\xfe" },
};

static void
languages_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *tag =
			language_tag(language_of(str_of(rows[i].text)));
		if (!str_eq(str_of(tag), str_of(rows[i].tag)))
			fail_msg("%s: %s, not %s", rows[i].text, tag,
				rows[i].tag);
	}
}

static void
only_a_sample_is_read(void **state)
{
	static char s[100000];

	(void)state;
	for (size_t i = 0; i < sizeof s; i++)
		s[i] = "the "[i % 4];
	struct str text = { s, sizeof s };
	assert_int_equal(language_of(text), LANGUAGE_EN);
	text.len = 1025; /* cuts nothing that matters */
	assert_int_equal(language_of(text), LANGUAGE_EN);
	assert_int_equal(language_of(STR_NONE), LANGUAGE_UNKNOWN);
	assert_string_equal(language_tag(LANGUAGES), "und");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(languages_are_told),
		cmocka_unit_test(only_a_sample_is_read),
	};
	return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
