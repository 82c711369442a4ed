"""Pages of the web: much markup, few letters beyond ASCII, declarations covered up, references for what an encoding lacks."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

__all__ = ["in_references", "web_page"]

_HEAD = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=xxxxxxxxxx">
<title>{}</title>
<style type="text/css">
body {{ font-family: Verdana, sans-serif; color: #333333 }}
</style>
<script type="text/javascript">
function go(page) {{ window.open(page, "w", "width=300"); return false; }}
</script>
</head>
<body bgcolor="#ffffff">
"""
_FOOT = "<p>Copyright &copy; 2003. All rights reserved. Powered by phpBB</p>\n</body>\n</html>\n"
_LINKS = ("Home", "News", "Contact us", "Links", "Download", "Search", "Login", "Forum", "Archive", "Guestbook", "Next page")
_LINK = '<a href="/index.php?id={}">{}</a> |\n'
_PARTS = (
    "<p>{}</p>\n",
    '<p align="justify">{}\n',
    "<li>{}</li>\n",
    "<h3>{}</h3>\n",
    '<div class="text">&nbsp;{} &raquo;</div>\n',
)
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;"})


def web_page(dice: random.Random, lines: Sequence[str]) -> str:
    """Return a page with some lines, links of English around them.

    >>> page = web_page(random.Random(1), ["A & B", "été"])
    >>> "<title>A &amp; B</title>" in page, page.count("été"), page.isascii()
    (True, 1, False)
    """
    title, *rest = [line.translate(_ESCAPED) for line in lines]
    links = (_LINK.format(dice.randrange(1000), name) for name in dice.sample(_LINKS, dice.randrange(1, len(_LINKS))))
    parts = (dice.choice(_PARTS).format(line) for line in rest or [title])
    return "".join((_HEAD.format(title), *links, *parts, _FOOT))


def in_references(text: str, is_written: Callable[[str], bool]) -> str:
    """Return a text with the characters that an encoding lacks as references of HTML.

    >>> in_references("10 €", str.isascii)
    '10 &#8364;'
    """
    kept = {character: is_written(character) for character in set(text)}
    return "".join(character if kept[character] else f"&#{ord(character)};" for character in text)
