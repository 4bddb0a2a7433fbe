/*
 * postal.c - postal addresses as they stand in footers.
 *
 * No list of all streets is needed: each country writes a few words or a shape
 * of number beside them. An address is broken over lines, so that one line of
 * it is enough.
 */
#include "postal.h"

#include "check/run.h"

/* Digits are ASCII or full width. */
static const char *const shapes[] = {
	/* 88 Gangcheng Road; 12, rue de la Paix; No. 7 Harbour Lane */
	"\\b\\d{1,5}[a-z]?(?:[-/]\\d+)?,?\\s+(?:bis\\s+)?(?:[\\p{L}.'’-]+\\s+)"
	"{0,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|"
	"way|court|ct|place|pl|square|sq|terrace|parkway|pkwy|highway|hwy|"
	"crescent|close|quay|row|mews|broadway|circle|plaza|trail|walk|loop|"
	"rue|bd|quai|chemin|allée|impasse|cours|route|hill|gate|yard|wharf)\\b",
	/* Lindenstraße 5; Calle Mayor 3; ул. Ленина, 4 */
	"(?:\\p{L}{2,}(?:straße|strasse|str\\.|gasse|weg|allee|platz|ufer|damm|"
	"ring|markt|straat|laan|plein|kade|gracht|gatan|vägen|gata|vägen|veien|"
	"vej|gade|katu|tie|utca)|\\b(?:calle|c/|avenida|av\\.|avda\\.?|paseo|"
	"plaza|rua|travessa|via|viale|corso|piazza|ul\\.|ulica|al\\.|ул\\.|"
	"улица|пр\\.|проспект|вул\\.|jalan|jl\\.|đường|phố|str\\.|strada|"
	"cadde|caddesi|sokak|mah\\.|rruga))\\s[^\\n]{0,40}?\\d",
	/* P.O. Box 12; Suite 200; 3rd Floor */
	"\\b(?:p\\.?\\s?o\\.?\\s?box|postal box|post box|postfach|postbus|"
	"casilla|apartado|caixa postal|boîte postale|b\\.p\\.|suite|ste\\.?|"
	"unit|room|rm\\.?|floor|building|bldg\\.?|block|tower)\\s*#?\\s?\\d|"
	"\\b\\d{1,3}(?:st|nd|rd|th)?\\s?(?:floor|/f)\\b|(?:信箱|私書箱)",
	/* CA 94107; HR3 5AB; K1A 0B1; 1016 AB Amsterdam; NSW 2000 */
	"(?-i:\\b[A-Z]{2}\\.?,?\\s+\\d{5}(?:-\\d{4})?\\b|\\b[A-Z]{1,2}\\d"
	"[A-Z\\d]?\\s\\d[A-Z]{2}\\b|\\b[A-Z]\\d[A-Z]\\s\\d[A-Z]\\d\\b|"
	"\\b\\d{4}\\s[A-Z]{2}\\s\\p{Lu}|\\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\\s"
	"\\d{4}\\b|\\b[A-Z]{1,3}-\\d{4,6}\\s\\p{Lu})",
	/* 10115 Berlin; 75002 Paris; Eircode; 28001 Madrid; Mumbai 400001 */
	"(?-i:\\b\\d{5}(?:-\\d{3})?,?\\s\\p{Lu}\\p{Ll}{2,}|\\p{Ll}{3,},?\\s"
	"(?:-\\s?)?\\d{5,6}\\b|\\b\\d{3}\\s?\\d{2}\\s\\p{Lu}\\p{Ll}{2,}|"
	"\\b[A-Z]\\d\\d\\s[A-Z\\d]{4}\\b)",
	/* Xihu District, Hangzhou, Zhejiang Province */
	"\\b\\p{L}+\\s(?:district|province|county|industrial (?:park|zone|area|"
	"estate)|development zone|science park|business park|free zone|town|"
	"prefecture)\\b|\\bno\\.?\\s?\\d+[^\\n]{0,60}\\b(?:road|rd|street|lane|"
	"avenue|city|china)\\b",
	/* 杭州市西湖区文三路 88 号 */
	"\\p{Han}(?:路|街|道|巷|弄|胡同|村|镇|鎮|乡|里|园|園|区|區|大厦|大廈|"
	"广场|廣場|中心|大楼|大樓)[\\p{Han}\\w\\s（）()·,，-]{0,24}?[\\p{Nd}"
	"一二三四五六七八九十百零〇]+[\\p{L}]?\\s*(?:号|號|弄|栋|棟|幢|座|楼|"
	"樓|层|層|室)|(?:省|市|自治区|自治區|特别行政区)[\\p{Han}]{1,16}?(?:路|"
	"街|道|镇|鎮|乡|鄉|村|区|區|县|縣)",
	/* 東京都千代田区丸の内 1-2-3; 서울시 강남구 테헤란로 12 */
	"[都道府県][^\\n]{0,12}[市区町村][^\\n]{0,25}[\\p{Nd}]|丁目|番地|〒|"
	"[시도구군]\\s+\\p{Hangul}+(?:로|길|동)\\s*\\d",
	/* 地址：... ; Anschrift: ... */
	"(?:地\\s*址|住所|所在地|주소|адрес|(?<!mail\\s)(?<!mail-)(?<!ip\\s)"
	"(?<!web\\s)\\baddress|\\badd|\\baddr|anschrift|adresse|dirección|"
	"endereço|indirizzo|adres)\\.?\\s*[:：]\\s*[^@\\n]{8,}",
	"(?:邮编|郵編|邮政编码|郵遞區號|\\bzip|\\bzip code|\\bpostcode|"
	"\\bpostal code|\\bpin)\\s*[:：]?\\s*\\p{Nd}{4,6}",
};

static bool
reads_like_one(struct check *c, struct str s)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t at = 0, len;
		if (check_pattern(c, shapes[i], s, &at, &len, NULL) !=
			PATTERN_NO)
			return true;
	}
	return false;
}

/* *|LIST:ADDRESS|*, {{ account.address }}, %%Member_Addr%%; not those of the
 * reader. */
static bool
puts_one_in(const struct field *f)
{
	static const char *const names[] = { "addr", "senderinfo",
		"sender-info", "sender_info", "physical", "postal", "street",
		"footer", "imprint", "impressum", "legal", NULL };
	static const char *const not_ours[] = { "mail", "ship", "bill",
		"customer", "recipient", "ip_addr", "ipaddr", "deliver", NULL };
	struct str tag = str_sub(f->text->s, f->at, f->len);

	for (const char *const *n = not_ours; *n; n++)
		if (str_ihas(tag, str_of(*n)) && !str_ihas(tag, STR("mailing")))
			return false;
	for (const char *const *n = names; *n; n++)
		if (str_ihas(tag, str_of(*n)))
			return true;
	return false;
}

bool
has_postal_address(struct check *c)
{
	list_each (const struct field, f, &c->draft->fields)
		if (puts_one_in(f))
			return true;
	list_each (const struct prose, p, &c->draft->proses)
		if (!p->part->attached && reads_like_one(c, p->text.s))
			return true;
	return false;
}
