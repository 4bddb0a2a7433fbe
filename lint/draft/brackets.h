/* brackets.h - does "Company Name", or 客户行业, stand for something else? */
#ifndef DRAFT_BRACKETS_H
#define DRAFT_BRACKETS_H

#include "../base/str.h"

/* How sure we are that words in brackets are a placeholder. */
enum doubt {
	NO_HOLE,
	WEAK,  /* "Product", 行业: a placeholder only in the right place */
	FAIR,  /* 客户行业 */
	STRONG, /* "Your Name", "Insert link", 公司名称 */
	CERTAIN /* 请填写卖点: in words that say so */
};

enum doubt bracket_judge(struct str inside);

#endif
