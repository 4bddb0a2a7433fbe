/* test_template.c - merge fields of all dialects, and what people leave to
 * fill in; above all what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "draft/template.h"

static struct arena arena;
static struct defects defects;

static int
setup(void **state)
{
	(void)state;
	arena_init(&arena);
	defects = (struct defects){ .arena = &arena };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static field_list
scanned_as(struct str s, enum text_form form, unsigned declared)
{
	field_list fields = { 0 };
	struct text *text = ARENA_NEW(&arena, struct text);
	*text = (struct text){
		.s = s, .map = map_identity(&arena, 0, NULL), .form = form
	};
	template_scan(&fields, &arena, text, declared, &defects);
	return fields;
}

static field_list
scanned(const char *s)
{
	return scanned_as(str_of(s), TEXT_BODY, 0);
}

struct tag {
	const char *text, *found;
	enum dialect dialect;
	enum field_kind kind;
	const char *name, *fallback;
};

#define V FIELD_VALUE
#define B FIELD_BLOCK
#define N FIELD_COMMENT
#define C FIELD_CHOICE
#define H FIELD_HOLE

static const struct tag tags[] = {
	{ "Hi {{name}},", "{{name}}", DIALECT_CURLY, V, "name", NULL },
	{ "{{ first_name }}", "{{ first_name }}", DIALECT_CURLY, V,
		"first_name", NULL },
	{ "{{{unsubscribe}}}", "{{{unsubscribe}}}", DIALECT_CURLY, V,
		"unsubscribe", NULL },
	{ "{{&x}}", "{{&x}}", DIALECT_CURLY, V, "x", NULL },
	{ "{{~x~}}", "{{~x~}}", DIALECT_CURLY, V, "x", NULL },
	{ "{{#if a}}", "{{#if a}}", DIALECT_CURLY, B, "if", NULL },
	{ "{{else}}", "{{else}}", DIALECT_CURLY, B, "else", NULL },
	{ "{{> part}}", "{{> part}}", DIALECT_CURLY, B, "part", NULL },
	{ "{{! note }}", "{{! note }}", DIALECT_CURLY, N, "", NULL },
	{ "{{!-- a }} b --}}", "{{!-- a }} b --}}", DIALECT_CURLY, N, "",
		NULL },
	{ "{{/* c */}}", "{{/* c */}}", DIALECT_CURLY, N, "", NULL },
	{ "{{.Name}}", "{{.Name}}", DIALECT_CURLY, V, "Name", NULL },
	{ "{{ or .Name \"there\" }}", "{{ or .Name \"there\" }}", DIALECT_CURLY,
		V, "Name", "there" },
	{ "{{insert name \"default=Customer\"}}",
		"{{insert name \"default=Customer\"}}", DIALECT_CURLY, V,
		"name", "Customer" },
	{ "{{ x | default: \"friend\" }}", "{{ x | default: \"friend\" }}",
		DIALECT_CURLY, V, "x", "friend" },
	{ "{{ first_name|default:'' }}", "{{ first_name|default:'' }}",
		DIALECT_CURLY, V, "first_name", "" },
	{ "{{ user.name|default('there') }}",
		"{{ user.name|default('there') }}", DIALECT_CURLY, V,
		"user.name", "there" },
	{ "{{ name | upcase | default : \"x\" }}",
		"{{ name | upcase | default : \"x\" }}", DIALECT_CURLY, V,
		"name", "x" },
	{ "{{${first_name} | default: 'Valued User'}}",
		"{{${first_name} | default: 'Valued User'}}", DIALECT_CURLY, V,
		"first_name", "Valued User" },
	{ "{{custom_attribute.${city}}}", "{{custom_attribute.${city}}}",
		DIALECT_CURLY, V, "city", NULL },
	{ "{{ personalization_token(\"contact.firstname\", \"there\") }}",
		"{{ personalization_token(\"contact.firstname\", \"there\") }}",
		DIALECT_CURLY, V, "contact.firstname", "there" },
	{ "{{lead.First Name:default=Friend}}",
		"{{lead.First Name:default=Friend}}", DIALECT_CURLY, V,
		"lead.First Name", "Friend" },
	{ "{{var:name:\"x\"}}", "{{var:name:\"x\"}}", DIALECT_CURLY, V, "name",
		"x" },
	{ "{{First Name}}", "{{First Name}}", DIALECT_CURLY, V, "First Name",
		NULL },
	{ "{{firstName|there}}", "{{firstName|there}}", DIALECT_CURLY, V,
		"firstName", "there" },
	{ "{{x || \"there\"}}", "{{x || \"there\"}}", DIALECT_CURLY, V, "x",
		"there" },
	{ "{{ $name ?? 'there' }}", "{{ $name ?? 'there' }}", DIALECT_CURLY, V,
		"name", "there" },
	{ "{{fallback|{{first_name}}|Sir}}", "{{fallback|{{first_name}}|Sir}}",
		DIALECT_CURLY, V, "first_name", "Sir" },
	{ "{{RANDOM | Hi | Hello {{name}}}} you",
		"{{RANDOM | Hi | Hello {{name}}}}", DIALECT_CURLY, C, "",
		NULL },
	{ "{{I noticed|I saw}}", "{{I noticed|I saw}}", DIALECT_CURLY, C, "",
		NULL },
	{ "{{客户姓名}}您好", "{{客户姓名}}", DIALECT_CURLY, V, "客户姓名",
		NULL },
	{ "{{1}}", "{{1}}", DIALECT_CURLY, V, "1", NULL },
	{ "{% if a < b %}", "{% if a < b %}", DIALECT_STATEMENT, B, "if",
		NULL },
	{ "{%- endif -%}", "{%- endif -%}", DIALECT_STATEMENT, B, "endif",
		NULL },
	{ "{% unsubscribe %}", "{% unsubscribe %}", DIALECT_STATEMENT, B,
		"unsubscribe", NULL },
	{ "{% comment %} a {{b}} {% endcomment %}!",
		"{% comment %} a {{b}} {% endcomment %}", DIALECT_STATEMENT, N,
		"comment", NULL },
	{ "{# c #}", "{# c #}", DIALECT_CURLY_NOTE, N, "", NULL },
	{ "<%= @user.name %>", "<%= @user.name %>", DIALECT_ANGLE, V,
		"user.name", NULL },
	{ "<% if x > 1 %>", "<% if x > 1 %>", DIALECT_ANGLE, B, "", NULL },
	{ "<%# c %>", "<%# c %>", DIALECT_ANGLE, N, "", NULL },
	{ "Hi *|FNAME|*,", "*|FNAME|*", DIALECT_MAILCHIMP, V, "FNAME", NULL },
	{ "*|FIRST_NAME|Friend|*", "*|FIRST_NAME|Friend|*", DIALECT_MAILCHIMP,
		V, "FIRST_NAME", "Friend" },
	{ "*|IF:X|*", "*|IF:X|*", DIALECT_MAILCHIMP, B, "IF:X", NULL },
	{ "*|LIST:COMPANY|*", "*|LIST:COMPANY|*", DIALECT_MAILCHIMP, V,
		"LIST:COMPANY", NULL },
	{ "Hi %%First Name%%", "%%First Name%%", DIALECT_PERCENT2, V,
		"First Name", NULL },
	{ "%%x_1%%", "%%x_1%%", DIALECT_PERCENT2, V, "x_1", NULL },
	{ "%%[ SET @a = 1\n\n ]%%", "%%[ SET @a = 1\n\n ]%%", DIALECT_PERCENT2,
		B, "", NULL },
	{ "%%=v(@x)=%%", "%%=v(@x)=%%", DIALECT_PERCENT2, V, "x", NULL },
	{ "Hi %FIRSTNAME%", "%FIRSTNAME%", DIALECT_PERCENT, V, "FIRSTNAME",
		NULL },
	{ "%UNSUBSCRIBELINK%", "%UNSUBSCRIBELINK%", DIALECT_PERCENT, V,
		"UNSUBSCRIBELINK", NULL },
	{ "%recipient.name%", "%recipient.name%", DIALECT_PERCENT, V,
		"recipient.name", NULL },
	{ "${name}", "${name}", DIALECT_DOLLAR, V, "name", NULL },
	{ "${Contacts.First Name}", "${Contacts.First Name}", DIALECT_DOLLAR, V,
		"Contacts.First Name", NULL },
	{ "Hi $first_name,", "$first_name", DIALECT_DOLLAR, V, "first_name",
		NULL },
	{ "{!Contact.FirstName}", "{!Contact.FirstName}", DIALECT_SALESFORCE, V,
		"Contact.FirstName", NULL },
	{ "{!BLANKVALUE(Contact.FirstName, \"you\")}",
		"{!BLANKVALUE(Contact.FirstName, \"you\")}", DIALECT_SALESFORCE,
		V, "Contact.FirstName", "you" },
	{ "{!! $html !!}", "{!! $html !!}", DIALECT_BLADE, V, "html", NULL },
	{ "Hi {first_name},", "{first_name}", DIALECT_BRACE, V, "first_name",
		NULL },
	{ "Hi {FirstName|there},", "{FirstName|there}", DIALECT_BRACE, V,
		"FirstName", "there" },
	{ "{$email}", "{$email}", DIALECT_BRACE, V, "email", NULL },
	{ "{contactfield=firstname|you}", "{contactfield=firstname|you}",
		DIALECT_BRACE, V, "firstname", "you" },
	{ "{unsubscribe_url}", "{unsubscribe_url}", DIALECT_BRACE, V,
		"unsubscribe_url", NULL },
	{ "{Hi|Hello|Dear} Tom", "{Hi|Hello|Dear}", DIALECT_SPINTAX, C, "",
		NULL },
	{ "{Hi {there|you}|Hello}", "{Hi {there|you}|Hello}", DIALECT_SPINTAX,
		C, "", NULL },
	{ "[[FIRSTNAME]]", "[[FIRSTNAME]]", DIALECT_SQUARE2, V, "FIRSTNAME",
		NULL },
	{ "[[data:firstname:\"x\"]]", "[[data:firstname:\"x\"]]",
		DIALECT_SQUARE2, V, "firstname", "x" },
	{ "[[UNSUB_LINK]]", "[[UNSUB_LINK]]", DIALECT_SQUARE2, V, "UNSUB_LINK",
		NULL },
	{ "Dear «First_Name»", "«First_Name»", DIALECT_WORD, V, "First_Name",
		NULL },
	{ "Hi ~Contact.FirstName~", "~Contact.FirstName~", DIALECT_TILDE, V,
		"Contact.FirstName", NULL },
	{ "Hi ##FIRSTNAME##", "##FIRSTNAME##", DIALECT_HASH, V, "FIRSTNAME",
		NULL },
	/* what a person left */
	{ "Dear [Name],", "[Name]", DIALECT_BRACKET, H, "Name", NULL },
	{ "at [Company Name] we", "[Company Name]", DIALECT_BRACKET, H,
		"Company Name", NULL },
	{ "[Your Name]", "[Your Name]", DIALECT_BRACKET, H, "Your Name", NULL },
	{ "[your product]", "[your product]", DIALECT_BRACKET, H,
		"your product", NULL },
	{ "[Insert link]", "[Insert link]", DIALECT_BRACKET, H, "Insert link",
		NULL },
	{ "Dear [Mr./Ms.] Li", "[Mr./Ms.]", DIALECT_BRACKET, H, "Mr./Ms.",
		NULL },
	{ "the [industry] sector", "[industry]", DIALECT_BRACKET, H, "industry",
		NULL },
	{ "with [Prospect's Company]", "[Prospect's Company]", DIALECT_BRACKET,
		H, "Prospect's Company", NULL },
	{ "我们专注[客户行业]领域", "[客户行业]", DIALECT_BRACKET, H,
		"客户行业", NULL },
	{ "我是【公司名】的小王", "【公司名】", DIALECT_BRACKET, H, "公司名",
		NULL },
	{ "尊敬的【姓名】：", "【姓名】", DIALECT_BRACKET, H, "姓名", NULL },
	{ "尊敬的〔姓名〕先生", "〔姓名〕", DIALECT_BRACKET, H, "姓名", NULL },
	{ "我来自（公司名称），专做五金", "（公司名称）", DIALECT_BRACKET, H,
		"公司名称", NULL },
	{ "我们的【产品】很好", "【产品】", DIALECT_BRACKET, H, "产品", NULL },
	{ "Dear <Name>,", "<Name>", DIALECT_BRACKET, H, "Name", NULL },
	{ "for <Company Name> and", "<Company Name>", DIALECT_BRACKET, H,
		"Company Name", NULL },
	{ "Dear (Name),", "(Name)", DIALECT_BRACKET, H, "Name", NULL },
	{ "Dear XXX,", "XXX", DIALECT_BLANK, H, "XXX", NULL },
	{ "Dear Mr. XX,", "XX", DIALECT_BLANK, H, "XX", NULL },
	{ "hi xxx, how", "xxx", DIALECT_BLANK, H, "xxx", NULL },
	{ "we saw XXX on your site", "XXX", DIALECT_BLANK, H, "XXX", NULL },
	{ "我是XX公司的小李", "XX", DIALECT_BLANK, H, "XX", NULL },
	{ "尊敬的XX先生", "XX", DIALECT_BLANK, H, "XX", NULL },
	{ "save XX% of cost", "XX", DIALECT_BLANK, H, "XX", NULL },
	{ "price USD XXX per piece", "XXX", DIALECT_BLANK, H, "XXX", NULL },
	{ "我们为某某公司供货", "某某", DIALECT_BLANK, H, "某某", NULL },
	{ "Dear ____,", "____", DIALECT_BLANK, H, "____", NULL },
	{ "we are from ____ and sell bolts.", "____", DIALECT_BLANK, H, "____",
		NULL },
	{ "[TBD]", "[TBD]", DIALECT_BLANK, H, "TBD", NULL },
	{ "[XXX]", "[XXX]", DIALECT_BLANK, H, "XXX", NULL },
	{ "TODO: add the price", "TODO", DIALECT_BLANK, H, "TODO", NULL },
	{ "Lorem ipsum dolor", "Lorem ipsum", DIALECT_BLANK, H, "Lorem ipsum",
		NULL },
	{ "INSERT NAME HERE please", "INSERT NAME HERE", DIALECT_BLANK, H,
		"INSERT NAME HERE", NULL },
	{ "价格：待补充", "待补充", DIALECT_BLANK, H, "待补充", NULL },
	{ "此处填写公司介绍", "此处填写", DIALECT_BLANK, H, "此处填写", NULL },
	{ "【请填写产品卖点】", "【请填写产品卖点】", DIALECT_BRACKET, H,
		"请填写产品卖点", NULL },
	{ "株式会社○○ 御中", "○○", DIALECT_BLANK, H, "○○", NULL },
	{ "Hi %s,\n", "%s", DIALECT_PERCENT, V, "s", NULL },
	{ "Dear Mr. %s:", "%s", DIALECT_PERCENT, V, "s", NULL },
	{ "Dear %name%,", "%name%", DIALECT_PERCENT, V, "name", NULL },
	{ "[客户行业]企业通常需要阀门。", "[客户行业]", DIALECT_BRACKET, H,
		"客户行业", NULL },
	{ "[公司名称]专注阀门", "[公司名称]", DIALECT_BRACKET, H, "公司名称",
		NULL },
	{ "[会社名]様", "[会社名]", DIALECT_BRACKET, H, "会社名", NULL },
	{ "[товар] оптом", "[товар]", DIALECT_BRACKET, H, "товар", NULL },
	{ "Здравствуйте, [Имя клиента]!", "[Имя клиента]", DIALECT_BRACKET, H,
		"Имя клиента", NULL },
	{ "[회사명] 담당자님께", "[회사명]", DIALECT_BRACKET, H, "회사명",
		NULL },
	{ "Dear [Na\xe2\x80\x8bme],", "[Na\xe2\x80\x8bme]", DIALECT_BRACKET, H,
		"Na\xe2\x80\x8bme", NULL },
	{ "Hi {{fi\xe2\x81\xa0"
	  "eld}},",
		"{{fi\xe2\x81\xa0"
		"eld}}",
		DIALECT_CURLY, V,
		"fi\xe2\x81\xa0"
		"eld",
		NULL },
	{ "来自ＸＸＸ，您好", "ＸＸＸ", DIALECT_BLANK, H, "ＸＸＸ", NULL },
	{ "我是ＸＸ公司的小李", "ＸＸ", DIALECT_BLANK, H, "ＸＸ", NULL },
	{ "Subject: \"A question about [Company Name]\"", "[Company Name]",
		DIALECT_BRACKET, H, "Company Name", NULL },
	{ "Subject: \"{{firstName}}, a question\"", "{{firstName}}",
		DIALECT_CURLY, V, "firstName", NULL },
	{ "your post \"{{post_title}}\" was good", "{{post_title}}",
		DIALECT_CURLY, V, "post_title", NULL },
	{ "firms that use {{product}} know", "{{product}}", DIALECT_CURLY, V,
		"product", NULL },
	{ "Dear {{firstName}}, our Handlebars editor", "{{firstName}}",
		DIALECT_CURLY, V, "firstName", NULL },
	{ "Our [Product] boxes are strong", "[Product]", DIALECT_BRACKET, H,
		"Product", NULL },
	{ "价格为 `{{price}}` 元", "{{price}}", DIALECT_CURLY, V, "price",
		NULL },
	{ "* XXX pcs of valves", "XXX", DIALECT_BLANK, H, "XXX", NULL },
	{ "FIXME: price", "FIXME", DIALECT_BLANK, H, "FIXME", NULL },
};

static void
check_tag(const struct tag *t)
{
	field_list fields = scanned(t->text);

	if (fields.n != 1)
		fail_msg("%s: %zu fields", t->text, fields.n);
	const struct field *f = &fields.at[0];
	struct str found = str_sub(str_of(t->text), f->at, f->len);
	if (!str_eq(found, str_of(t->found)))
		fail_msg("%s: found %.*s", t->text, STR_ARG(found));
	if (f->dialect != t->dialect || f->kind != t->kind || f->broken)
		fail_msg("%s: dialect %d, kind %d, broken %d", t->text,
			(int)f->dialect, (int)f->kind, f->broken);
	if (!str_eq(f->name, str_of(t->name)))
		fail_msg("%s: name %.*s", t->text, STR_ARG(f->name));
	if (f->has_fallback != (t->fallback != NULL) ||
		(t->fallback && !str_eq(f->fallback, str_of(t->fallback))))
		fail_msg("%s: fallback %d '%.*s'", t->text, f->has_fallback,
			STR_ARG(f->fallback));
}

static void
every_dialect_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		check_tag(&tags[i]);
}

/* Honest text: no field, no hole. */
static const char *const plain[] = {
	"10%% off, 20%% tomorrow",
	"100% cotton, 50%",
	"50%-60%",
	"set PATH=%PATH%;C:\\x",
	"x = {{1, 2}, {3, 4}};",
	"{a: 1, b: 2}",
	"cd ${HOME}/src",
	"costs $500 or $name your price",
	"use {yes|no}",
	"git {add|rm}",
	"the set {x | x > 0}",
	"if [[ -f x ]]; then",
	"[[Main Page]]",
	"« Bonjour » dit-il",
	"ООО «Ромашка»",
	"«Nike»",
	"~5 kg~",
	"## Heading ##",
	"a * b | c * d",
	"*bold* | text",
	"{}",
	"{ }",
	"f() { return x; }",
	"\\{{name}}",
	"@{{name}}",
	"%s and %d",
	"https://a.com/?q=%20name%20x",
	"/users/{id}/posts",
	"C:\\{GUID}",
	/* brackets */
	"see [1] and [12]",
	"[cid:image001.png@01D]",
	"[EXT] Re: quote",
	"[EXTERNAL]",
	"[2024-05-01]",
	"[PATCH 1/2] fix",
	"[sic]",
	"[...]",
	"[Smith 2020] shows",
	"[our site](https://a.com)",
	"[Website](https://a.com)",
	"[Name](https://a.com)",
	"a[name]",
	"$_POST[name]",
	"[x] done [ ] open",
	"[X] done",
	"[image: logo]",
	"[link]",
	"[Logo]",
	"[OK]",
	"[Annex A]",
	"[dev-list] hello",
	"[email protected]",
	"[name]: https://a.com/",
	"[Part No. 12]",
	"the [company's] view",
	"\"we love [product] a lot\"",
	"as he said, “they sold [company] in May”",
	"[citation needed]",
	"[the company]",
	"[Confidential]",
	"[URGENT]",
	"[Enter]",
	"[Ctrl]",
	"press [Enter key]",
	"[Unsubscribe]",
	"[Website]",
	"[Phone]",
	"[微笑] 好的",
	"[图片]",
	"[附件]",
	"[链接]",
	"[产品目录]",
	"[公司公告]",
	"【重要】明天放假",
	"【公司地址】深圳市福田区",
	"【电话】13800000000",
	"【产品】不锈钢管",
	"【主营产品】\n螺丝",
	"【热销产品】本周特价",
	"【阿里巴巴】您的验证码",
	"【华为公司】通知",
	"【公司名称】深圳华创",
	"【姓名】：张三",
	"请点击【产品】查看",
	"请回复【姓名】",
	"【新品上市】",
	"【姓名】张三【电话】138",
	"甲方（公司名称）：",
	"请填写（公司名称）",
	"请在此处填写您的姓名",
	"请填写附件表格",
	"时间待定",
	"还有资料待补充给您",
	"our price (company policy)",
	"Party A (Company Name): ABC",
	"your name (first name) please",
	"List<Name> names",
	"\"Li\" <li@acme.com>",
	"<https://a.com>",
	"<name>",
	"<br>",
	"<Name>Li</Name>",
	"a < b and c > d",
	"<Title>",
	"[insert favorite excuse here]",
	"[print full name]:",
	"[file name]",
	"[DSL Connection]",
	"%{name}-%{version}",
	"${args}",
	"${kernel}",
	/* crosses */
	"the new movie XXX is out",
	"> # XXX kludge",
	"<b>XXX</b>",
	"_   _ _____ _  __ <*news*",
	"\"XXXXXXX\" wrote",
	"SKU-XXX1",
	"size XXL",
	"XL, XXL, XXXL",
	"L / XL / XXL / XXX",
	"Super Bowl XXX",
	"Chapter XXX",
	"the XXX Olympics",
	"Louis XX",
	"Article XX applies",
	"XXIX, XXX, XXXI",
	"+86-XXX-XXXX",
	"card XXXX XXXX XXXX 1234",
	"138 XXXX 8888",
	"138XXXX8888",
	"See you soon xxx",
	"Love, Mum XXX",
	"foo.xxx",
	"AB-XXX-12",
	"// XXX fix",
	"# XXX later",
	"the twentieth (XX) century",
	"xXx",
	"xxx.example.com",
	"https://a.com/XXX/b",
	"XX chromosome",
	"40 x 30",
	"张XX",
	"XXXfoo",
	"Dos Equis XX",
	/* blanks of forms */
	"________________",
	"Name: ________",
	"Signature: ____ Date: ____",
	"foo___bar",
	"__init__",
	"___bold___ text",
	"Size ____ Color ____",
	"| ____ | ____ |",
	"By: ______________________",
	"a _b_ c",
	/* what is talked about */
	"I grepped for FIXME and XXX as well",
	"x(); // XXX: slow",
	" * XXX: slow",
	"it says `FIXME` there",
	"- FIXME in main.c, TODO in cart.c",
	"`[name] missing in request body: {\"user\": \"{{username}}\"}`",
	"[name] missing in request body: {\"user\": \"{{username}}\"}",
	"in Handlebars you write {{firstName}}",
	"the placeholder {{firstName}} stays",
	"{{firstName}} is not replaced",
	"we print `Hi {{name}}` twice",
	"the “Lorem ipsum dolor sit” of page 3",
	"page 3 still has lorem ipsum in it",
	"the brochure says \"[Your Logo]\" in the corner",
	"On the proof of the flyer I see [Your Logo] twice",
	"printf(\"Hi %s,\");",
	"we sell %s",
	"the tag `{{price}}` stays empty",
	"【客户行业】企业通常需要阀门。",
	"[产品]不锈钢管",
	"电话138ＸＸＸＸ8888",
	"张ＸＸ",
	/* words */
	"Delivery date: TBD",
	"Venue is TBD",
	"TODO list",
	"my TODOs",
	"TODO EL MUNDO",
	"TODO INCLUIDO",
	"TODO:\n- call Bob",
	"INSERT INTO t VALUES (1)",
	"YOUR ORDER 5",
	"please insert it here",
	"Lorem",
	"IT IS HERE",
	"某公司",
	"某些客户",
	"张某某先生",
	"INSERT HEREIN",
	"3×4",
	"50××",
	"○ yes ○ no",
	"圆圈○○",
};

static void
honest_text_has_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		field_list fields = scanned(plain[i]);
		if (fields.n)
			fail_msg("%s: found %.*s", plain[i],
				STR_ARG(str_sub(str_of(plain[i]),
					fields.at[0].at, fields.at[0].len)));
	}
	assert_int_equal(defects.list.n, 0);
}

static void
patches_have_none(void **state)
{
	(void)state;
	assert_int_equal(
		scanned("Take {{name}}.\n\ndiff --git a/x b/x\n+{{b}}").n, 0);
	assert_int_equal(scanned("{{a}\n@@ -1 +1 @@\n{% if %}").n, 0);
	assert_int_equal(
		scanned_as(STR("[PATCH 1/2] {name}"), TEXT_HEADER, 0).n, 0);
	assert_int_equal(defects.list.n, 0);
}

static void
subjects_have_list_tags(void **state)
{
	static const char *const none[] = { "[Product] release 2.1",
		"[Company] all hands", "【产品】春季新品", "【客户需求】讨论",
		"[行业] 资讯" };
	static const char *const some[] = { "Question about [Product]",
		"[Company Name] and us", "【公司名称】产品合作",
		"[客户行业]解决方案", "Idea for [Company]" };

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (scanned_as(str_of(none[i]), TEXT_HEADER, 0).n != 0)
			fail_msg("%s", none[i]);
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		if (scanned_as(str_of(some[i]), TEXT_HEADER, 0).n != 1)
			fail_msg("%s", some[i]);
}

static void
broken_tags_are_noticed(void **state)
{
	static const struct {
		const char *text, *found;
	} rows[] = {
		{ "Hi {{name}, I saw", "{{name}" },
		{ "Hi {first_name}}, I", "{first_name}}" },
		{ "Hi {{first_name, I", "{{first_name" },
		{ "Hi ｛｛name｝｝,", "｛｛name｝｝" },
		{ "Hi {{name｝｝,", "{{name｝｝" },
		{ "Hi * |FNAME|*,", "* |FNAME|*" },
		{ "Hi *|FNAME| *,", "*|FNAME| *" },
		{ "Hi *|FNAME|,", "*|FNAME|" },
		{ "Hi %FIRSTNAME, I", "%FIRSTNAME" },
		{ "{{ x | default: “there” }}", "{{ x | default: “there” }}" },
		{ "{{{name}}", "{{{name}}" },
		{ "{\xe2\x80\x8b{name}}", "{\xe2\x80\x8b{name}}" },
		{ "{{na\xe2\x80\x8bme}", "{{na\xe2\x80\x8bme}" },
		{ "{{first\xc2\xa0name}}", "{{first\xc2\xa0name}}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		defects.list.n = 0;
		field_list fields = scanned(rows[i].text);
		if (fields.n != 1 || !fields.at[0].broken)
			fail_msg("%s: %zu", rows[i].text, fields.n);
		struct str found = str_sub(str_of(rows[i].text),
			fields.at[0].at, fields.at[0].len);
		if (!str_eq(found, str_of(rows[i].found)))
			fail_msg("%s: %.*s", rows[i].text, STR_ARG(found));
		assert_int_equal(defects.list.n, 0);
	}
}

static void
a_broken_tag_hides_no_other(void **state)
{
	(void)state;
	field_list f = scanned("Hi {{name, I saw {{company}} and {{city}}.");
	assert_int_equal(f.n, 3);
	assert_true(f.at[0].broken);
	assert_false(f.at[1].broken);
	assert_true(str_eq(f.at[2].name, STR("city")));
	assert_int_equal(scanned("the XXX XXX company of old").n, 1);
	assert_int_equal(scanned("we at XXX know that XXX buys").n, 2);
	f = scanned("Hi {{name\n\nlater }} more");
	assert_int_equal(f.n, 1);
	assert_int_equal(f.at[0].len, 6);
}

static void
declared_dialects_take_any_name(void **state)
{
	(void)state;
	assert_int_equal(scanned("[Loyalty Tier] {foo} %BAR% ~Q~").n, 0);
	field_list f =
		scanned_as(STR("[Loyalty Tier] {foo} %BAR% ~Q~"), TEXT_BODY,
			1u << DIALECT_BRACKET | 1u << DIALECT_BRACE |
				1u << DIALECT_PERCENT | 1u << DIALECT_TILDE);
	assert_int_equal(f.n, 4);
	assert_int_equal(f.at[0].kind, FIELD_VALUE);
	f = scanned_as(STR("{start|stop}"), TEXT_BODY, 1u << DIALECT_SPINTAX);
	assert_int_equal(f.n, 1);
}

static void
unsubscribe_and_links_are_told(void **state)
{
	(void)state;
	field_list f = scanned("*|UNSUB|* {{ unsubscribe_link }} {{name}}");
	assert_true(f.at[0].unsubscribe && f.at[1].unsubscribe);
	assert_false(f.at[2].unsubscribe);
	f = scanned("https://a.com/?e={{email}} and {{name}}");
	assert_true(f.at[0].in_link);
	assert_false(f.at[1].in_link);
	f = scanned_as(STR("{{url}}/x"), TEXT_ATTRIBUTE, 0);
	assert_true(f.at[0].in_link);
	f = scanned_as(STR("Photo of {{name}}"), TEXT_ATTRIBUTE, 0);
	assert_false(f.at[0].in_link);
	assert_int_equal(scanned_as(STR("[Name]"), TEXT_ATTRIBUTE, 0).n, 0);
}

static void
fields_come_in_order_without_overlaps(void **state)
{
	(void)state;
	field_list f = scanned("{Hi|Hello} {{a}} [Name] *|B|* XXX公司 <% c %>");
	assert_int_equal(f.n, 6);
	for (size_t i = 1; i < f.n; i++)
		assert_true(f.at[i].at >= f.at[i - 1].at + f.at[i - 1].len);
}

static void
topics_are_known(void **state)
{
	(void)state;
	assert_string_equal(field_topic(STR("contact.First_Name")), "person");
	assert_string_equal(field_topic(STR("COMPANY")), "company");
	assert_string_equal(field_topic(STR("公司名称")), "company");
	assert_null(field_topic(STR("frobnicate")));
	assert_null(field_topic(STR_NONE));
}

static void
the_number_of_fields_is_limited(void **state)
{
	(void)state;
	size_t n = (LIMIT_FIELDS + 10) * 5;
	char *s = arena_bytes(&arena, n);
	for (size_t i = 0; i < n; i++)
		s[i] = "{{a}}"[i % 5];
	field_list f = scanned_as((struct str){ s, n }, TEXT_BODY, 0);
	assert_int_equal(f.n, LIMIT_FIELDS);
	assert_int_equal(defects.list.n, 1);
	assert_int_equal(defects.list.at[0].code, DEFECT_LIMIT);
}

static double
seconds_for(const char *unit, size_t n)
{
	size_t len = strlen(unit);
	char *s = arena_bytes(&arena, n);
	for (size_t i = 0; i < n; i++)
		s[i] = unit[i % len];
	clock_t from = clock();
	scanned_as((struct str){ s, n }, TEXT_BODY, ~0u);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* Quadratic reading would take minutes. */
static void
hostile_text_is_read_once(void **state)
{
	static const char *const units[] = { "{{", "{", "{{{", "{%", "<%", "*|",
		"%%", "%%[", "[[", "[", "${", "{!", "{{!--", "{{/*", "}}", "｛",
		"【", "(", "X", "_", "X ", "{{}}{{", "{{ {{ {{}} ", "{a|",
		"{% comment %}", "{% raw %}", "某", "«", "待", "T", "\n{{\n",
		"{{random ", "{{a|{{b|", "<", "%a", "@@", "{% if %}",
		"\"[Name]", "`{{a}}`", "`[Name]", "lorem ipsum ", "XXX, ",
		"tag {{a}} json ", "Hi %s,\n", "Ｘ", "{\xe2\x80\x8b" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		double s = seconds_for(units[i], 400000);
		if (s > 2)
			fail_msg("%s: %.2f s", units[i], s);
		arena_clear(&arena);
		defects = (struct defects){ .arena = &arena };
	}
}

static void
random_bytes_do_no_harm(void **state)
{
	static const char *const bits[] = { "{", "}", "%", "|", "*", "[", "]",
		"<", ">", "$", "name", " ", "\n", "\"", "XX", "_", "【", "】",
		"｛", "｝", "公司", "\xff", "if", "#", "!", "--", "«", "»",
		":" };
	uint32_t seed = 7;
	char s[200];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t n = 0;
		while (n < 60) {
			seed = seed * 1664525 + 1013904223;
			const char *b = bits[(seed >> 16) %
					     (sizeof bits / sizeof *bits)];
			memcpy(s + n, b, strlen(b));
			n += strlen(b);
		}
		char *copy = arena_bytes(&arena, n);
		memcpy(copy, s, n);
		field_list f =
			scanned_as((struct str){ copy, n }, TEXT_BODY, seed);
		for (size_t i = 0; i < f.n; i++)
			assert_true(
				f.at[i].len && f.at[i].at + f.at[i].len <= n);
		arena_clear(&arena);
		defects = (struct defects){ .arena = &arena };
	}
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(every_dialect_is_read),
		T(honest_text_has_none),
		T(patches_have_none),
		T(subjects_have_list_tags),
		T(broken_tags_are_noticed),
		T(a_broken_tag_hides_no_other),
		T(declared_dialects_take_any_name),
		T(unsubscribe_and_links_are_told),
		T(fields_come_in_order_without_overlaps),
		T(topics_are_known),
		T(the_number_of_fields_is_limited),
		T(hostile_text_is_read_once),
		T(random_bytes_do_no_harm),
	};
	return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
