/*
 * test_promises.c - which sentences promise an attached file, and which only
 * use the same words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "support/example.h"

static const char *const promises[] = {
	"Please find attached our latest catalogue.",
	"Please find our price list attached.",
	"Attached please find the quotation.",
	"Attached is our company profile for your reference.",
	"I have attached the drawings.",
	"We've attached a short brochure.",
	"I attach our data sheet.",
	"I am attaching the report.",
	"I'm also attaching the test report.",
	"See attached.",
	"Please see the attachment for details.",
	"Please check the attached file.",
	"Kindly find the enclosed invoice.",
	"Enclosed is the contract.",
	"Enclosed please find our offer.",
	"The price list is attached.",
	"Our catalogue is attached for your reference.",
	"The curves of the three DN80 pumps are attached.",
	"More details in the attachment.",
	"You will find attached the samples list.",
	"Hi John, attached is the proposal.",
	"Could you check the attached quotation?",
	"Please refer to the attached updated price list.",
	"The catalogue is attached to this email.",
	"The PI has been attached.",
	"For your reference, please find the attached catalog.",
	"If you are interested, please see the attached brochure.",
	"I've attached it below as well, see attached photo.",
	"The details are in our attachment.",
	"Please open the attachment.",
	"Attached our new catalogue.",
	"Price list attached.",
	"Please find enclosed our offer.",
	"In the attached PDF you will find prices.",
	"请查收附件中的报价单。",
	"附件是我们的产品目录，请查收。",
	"随信附上最新价格表，供您参考。",
	"详见附件。",
	"现附上公司简介。",
	"请见附件。",
	"附件是不锈钢产品目录。",
	"附上您的报价单。",
	"如果您有兴趣，请查看附件中的目录。",
	"您好，附件为合同，请查阅附件。",
	"Guten Tag Frau Keller,\n\nvielen Dank für Ihr Interesse an unseren "
	"Pumpen. Anbei finden Sie unseren Katalog.\n\nMit freundlichen Grüßen",
	"Guten Tag Frau Keller,\n\nvielen Dank für Ihr Interesse an unseren "
	"Pumpen. Im Anhang finden Sie die Preisliste.\n\nMit freundlichen "
	"Grüßen",
	"Guten Tag Frau Keller,\n\nvielen Dank für Ihr Interesse an unseren "
	"Pumpen. Die Datei ist beigefügt.\n\nMit freundlichen Grüßen",
	"Bonjour Madame,\n\nnous vous remercions de votre intérêt pour nos "
	"pompes. Veuillez trouver ci-joint notre catalogue.\n\nCordialement",
	"Bonjour Madame,\n\nnous vous remercions de votre intérêt pour nos "
	"pompes. Vous trouverez en pièce jointe notre offre.\n\nCordialement",
	"Estimada señora Keller:\n\nmuchas gracias por su interés en nuestras "
	"bombas. Adjunto encontrará nuestro catálogo.\n\nUn saludo",
	"Здравствуйте, Анна!\n\nСпасибо за интерес к нашим насосам. Во "
	"вложении наш каталог.\n\nС уважением",
	"いつもお世話になっております。ポンプの件でご連絡いたします。カタログを"
	"添付いたします。",
	"Prezada senhora,\n\nobrigado pelo seu interesse em nossas bombas. "
	"Segue em anexo o catálogo.\n\nAtenciosamente",
	"Estimada señora Keller:\n\nmuchas gracias por su interés en nuestras "
	"bombas. Le adjunto la lista de precios.\n\nUn saludo",
	"Здравствуйте, Анна!\n\nСпасибо за интерес к нашим насосам. Прилагаю "
	"прайс-лист.\n\nС уважением",
	"Здравствуйте, Анна!\n\nСпасибо за интерес к нашим насосам. Мы "
	"прилагаем каталог.\n\nС уважением",
};

static const char *const no_promises[] = {
	"Find misfiles or attachments quickly without searching folders.",
	"You get this as a person interested in the information enclosed.",
	"I attach mailing labels with my message printed on them.",
	"I am enclosing a check for 24 dollars.",
	"The bracket is attached to the wall.",
	"A packing list is attached to each carton.",
	"The handle is attached with four screws.",
	"We attach great importance to quality.",
	"We have always attached great importance to quality.",
	"I will attach the drawings later.",
	"The report will be attached tomorrow.",
	"If you attach the drawing, we can quote.",
	"Please attach your drawing.",
	"I can attach a brochure if you like.",
	"We did not attach the file.",
	"I haven't attached the catalogue.",
	"There is no attachment.",
	"I got your attachment, thank you.",
	"The attachment you sent is broken.",
	"Thanks for the attached drawing.",
	"Did you see the attachment?",
	"Happy to send it without attachments.",
	"See our attachments for skid steers.",
	"Excavator attachments are our main product.",
	"Fully enclosed bearings last longer.",
	"You can see the fully enclosed cabin.",
	"The offer comes with no strings attached.",
	"Would you like me to attach the price list?",
	"I would be glad to send it as an attachment.",
	"The motor is enclosed in a steel box.",
	"An enclosed conveyor keeps dust out.",
	"Rather than attach a large file, here is a link.",
	"Your attached file could not be opened.",
	"The file you attached is empty.",
	"I attached it to my last email.",
	"We attach labels to every box.",
	"See how the hose is attached.",
	"When the hook is attached, pull.",
	"Let me know if I should attach the spec sheet.",
	"The attached garage is new.",
	"They attached the wrong file.",
	"See the attached link.",
	"The label is attached on the carton.",
	"He is very attached to his dog.",
	"I sent the catalogue as an attachment last week.",
	"Please reply and attach a photo of the nameplate.",
	"您的附件我收到了。",
	"附件收到，谢谢。",
	"我们生产挖掘机附件。",
	"如需目录，我可以附上。",
	"稍后附上报价单。",
	"请附上您的图纸。",
	"没有附件。",
	"您发来的附件打不开。",
	"附近有工厂。",
	"我们的附加值很高。",
	"Wir senden den Katalog nicht im Anhang.",
	"Der Anhänger ist neu.",
	"Nous envoyons l'offre sans pièce jointe.",
	"El director adjunto vendrá mañana.",
	"Я не прилагаю прайс-лист.",
};

#define HEADER                                                                 \
	"From: Wei Zhang <wei@ningbo-pumps.cn>\n"                              \
	"To: Anna Keller <anna.keller@keller-hydraulik.de>\n"                  \
	"Subject: DN80\n"                                                      \
	"MIME-Version: 1.0\n"                                                  \
	"Content-Type: text/plain; charset=utf-8\n"                            \
	"Content-Transfer-Encoding: 8bit\n\n"

static bool
is_promise(const char *draft)
{
	struct example e;
	struct result r;
	bool found = false;
	memset(&r, 0, sizeof r);
	assert_true(example_open(&e, "attachments", draft));
	example_lint(&e, e.text, &r);
	for (size_t i = 0; i < r.count; i++)
		found |= !strcmp(
			r.findings[i].rule->id, "attachments/promised-missing");
	result_release(&r);
	example_release(&e);
	return found;
}

static size_t
wrong(const char *const *sentences, size_t n, bool expected)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		char draft[1000];
		snprintf(draft, sizeof draft, HEADER "%s\n", sentences[i]);
		if (is_promise(draft) == expected)
			continue;
		fprintf(stderr, "%s: %s\n",
			expected ? "not seen" : "false alarm", sentences[i]);
		count++;
	}
	return count;
}

static void
are_seen(void **state)
{
	(void)state;
	assert_int_equal(
		wrong(promises, sizeof promises / sizeof *promises, true), 0);
}

static void
are_left_alone(void **state)
{
	(void)state;
	assert_int_equal(
		wrong(no_promises, sizeof no_promises / sizeof *no_promises,
			false),
		0);
}

static void
not_in_quotes_and_signatures(void **state)
{
	(void)state;
	assert_false(is_promise(
		HEADER "Thank you, all is clear now.\n\n"
		       "> Please find attached our latest catalogue.\n"));
	assert_false(is_promise(HEADER
		"Thank you, all is clear now.\n\n-- \n"
		"Wei Zhang\nPlease find attached our latest catalogue.\n"));
}

static void
a_link_keeps_it(void **state)
{
	(void)state;
	assert_false(
		is_promise(HEADER "Please find attached our catalogue: "
				  "https://www.ningbo-pumps.cn/dn80.pdf\n"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(are_seen),
		cmocka_unit_test(are_left_alone),
		cmocka_unit_test(not_in_quotes_and_signatures),
		cmocka_unit_test(a_link_keeps_it),
	};
	return cmocka_run_group_tests_name("promises", tests, NULL, NULL);
}
