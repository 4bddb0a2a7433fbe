/* url.h - taking a URL apart (RFC 3986), as forgiving as a browser. */
#ifndef DRAFT_URL_H
#define DRAFT_URL_H

#include "../base/arena.h"

enum host_kind { HOST_NONE, HOST_NAME, HOST_IPV4, HOST_IPV6 };

struct url {
	struct str whole;    /* trimmed */
	struct str scheme;   /* lower case, without ":"; empty: relative */
	struct str userinfo; /* before "@" */
	struct str host;     /* as written, without [ ] and port */
	struct str ascii;    /* lower case, punycode, no final dot */
	struct str port, path, query, fragment;
	enum host_kind host_kind; /* HOST_IPV4 also for 0x7f.1, 2130706433 */
	uint32_t ipv4;		  /* host byte order, for HOST_IPV4 */
	bool has_host;		  /* "//" stands in it */
	bool fixed_host;	  /* no merge field may fill in the host */
};

/* Never fails: what is no URL has an empty scheme and host. */
struct url url_parse(struct arena *arena, struct str s);

/* The registrable domain of its host (public suffix list), or the host. */
struct str url_site(const struct url *u);

/* The registrable domain of a host name: "acme.co.uk" of "a.b.acme.co.uk". */
struct str url_domain(struct arena *arena, struct str host);

/* The public suffix alone: "co.uk"; empty for IP addresses. */
struct str url_suffix(struct arena *arena, struct str host);

/* True when the last label is on the public suffix list (a known TLD). */
bool url_known_tld(struct arena *arena, struct str host);

/*
 * Bare URLs, www. names and mail addresses in running text, one after the
 * other. Closing punctuation behind one is left out, also full-width. Chinese
 * letters end it.
 */
struct url_search {
	struct str text;
	size_t at; /* looked at up to here */
};

struct url_search url_search_in(struct str text);

/* The next one; false when there is none. */
bool url_next(struct url_search *u, struct span *found);

#endif
