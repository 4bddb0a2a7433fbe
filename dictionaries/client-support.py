"""client-support.py - client-support.txt anew from caniemail's data.

    npm pack caniemail && tar xzf caniemail-*.tgz
    python3 dictionaries/client-support.py package/data/caniemail.json \
        >dictionaries/client-support.txt

One line a feature: how a mail writes it, a TAB, and the clients that do not
support it; "~" in front of those that support it in part.
"""

import json
import sys

# Of each client the newest version that was tested.
CLIENTS = [
    ("outlook-windows", "outlook", "windows"),
    ("outlook-com", "outlook", "outlook-com"),
    ("outlook-mac", "outlook", "macos"),
    ("outlook-ios", "outlook", "ios"),
    ("gmail", "gmail", "desktop-webmail"),
    ("gmail-android", "gmail", "android"),
    ("gmail-ios", "gmail", "ios"),
    ("apple-mail", "apple-mail", "macos"),
    ("apple-ios", "apple-mail", "ios"),
    ("yahoo", "yahoo", "desktop-webmail"),
    ("samsung", "samsung-email", "android"),
    ("thunderbird", "thunderbird", "macos"),
    ("proton", "protonmail", "desktop-webmail"),
    ("gmx", "gmx", "desktop-webmail"),
    ("mail-ru", "mail-ru", "desktop-webmail"),
]

# Where the name of the feature is not the way it is written.
WRITTEN = {
    "css-display-flex": "display:flex",
    "css-display-grid": "display:grid",
    "css-display-none": "display:none",
    "css-variables": "var()",
    "css-unit-calc": "calc()",
    "css-rgb": "rgb()",
    "css-rgba": "rgba()",
    "css-linear-gradient": "linear-gradient()",
    "css-radial-gradient": "radial-gradient()",
    "css-conic-gradient": "conic-gradient()",
    "css-left-right-top-bottom": "left",
    "css-important": "!important",
    "css-sytem-ui": "system-ui",
    "css-block-inline-size": "block-size",
    "css-column-layout-properties": "columns",
    "css-modern-color": "oklch()",
    "html-svg": "<svg>",
    "html-srcset": "[srcset]",
    "html-background": "[background]",
    "html-hidden": "[hidden]",
    "html-loading-attribute": "[loading]",
    "html-popover": "[popover]",
    "html-anchor-links": "[href=#]",
    "html-image-maps": "<map>",
    "html-semantics": "<section>",
    "html-lists": "<ul>",
    "html-h1-h6": "<h1>",
    "html-doctype": "<!doctype html>",
    "html-comments": "<!-- -->",
    "html-button-submit": "<button>",
    "html-button-reset": "<button type=reset>",
    "html-mailto-links": "[href=mailto:]",
    "html-meta-color-scheme": "<meta name=color-scheme>",
}
ATTRIBUTES = (
    "align aria-describedby aria-hidden aria-label aria-labelledby aria-live "
    "cellpadding cellspacing dir height lang required role target valign width"
).split()
PREFIXES = [
    ("css-at-media-", "@media %s"),
    ("css-at-", "@%s"),
    ("css-pseudo-class-", ":%s"),
    ("css-pseudo-element-", "::%s"),
    ("css-function-", "%s()"),
    ("css-unit-", "unit %s"),
    ("css-selector-", "selector %s"),
    ("css-", "%s"),
    ("html-input-", "<input type=%s>"),
    ("html-", "<%s>"),
    ("image-", "image %s"),
]


def written(slug):
    if slug in WRITTEN:
        return WRITTEN[slug]
    if slug.startswith("html-") and slug[5:] in ATTRIBUTES:
        return "[%s]" % slug[5:]
    for prefix, form in PREFIXES:
        if slug.startswith(prefix):
            return form % slug[len(prefix):]
    return None


def lacking(stats):
    found = []
    for name, family, platform in CLIENTS:
        tested = stats.get(family, {}).get(platform, {})
        if not tested:
            continue
        newest = list(tested.values())[-1][0]
        if newest in "na":
            found.append(("~" if newest == "a" else "") + name)
    return " ".join(found)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        data = json.load(f)
    rows = {}
    for feature in data["data"]:
        key = written(feature["slug"])
        clients = lacking(feature["stats"])
        if key and clients:
            rows[key] = clients
    print("# What of HTML and CSS mail programs do not support: a feature, as it is")
    print("# written, and the clients without it; ~ before those that have a part.")
    print("# Made by client-support.py; not to be edited by hand. No data there is")
    print("# of QQ Mail, Foxmail and NetEase Mail.")
    print("# source: caniemail.com, npm package caniemail, data of",
          data["last_update_date"][:10])
    print("# licence: MIT, Copyright (c) 2019 HTeuMeuLeu; its notice is in README.md")
    for key in sorted(rows, key=lambda k: k.encode()):
        print("%s\t%s" % (key, rows[key]))


main()
