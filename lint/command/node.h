/*
 * node.h - a small YAML document as a tree, bounded.
 *
 * Aliases are refused, so that a short file cannot stand for a long one.
 */
#ifndef COMMAND_NODE_H
#define COMMAND_NODE_H

#include "options.h"

enum node_kind { NODE_ONE, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct spot place;
	struct str value; /* of NODE_ONE */
	bool none;	  /* it is empty, "~" or "null" */
	const struct node *key; /* of an entry of a map */
	struct node *first, *last, *next;
};

#define node_each(child, parent)                                               \
	for (const struct node *child = (parent)->first; child;                \
		child = child->next)

/*
 * The tree of a file, NULL for one that is empty. False when it is no YAML,
 * holds a key twice or is beyond the limits: what is wrong is among the
 * complaints of `o`, whose arena the tree lives in.
 */
bool node_read(struct options *o, struct str bytes, const struct node **root);

#endif
