"""MathML of another library as text for a page: known elements and attributes only, everything else as letters.

Takes an element; gives its text. A formula may come from somebody else's base, and runs nothing and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# The elements of presentation MathML (MathML Core, sections 2 and 3) that draw something; none links or embeds.
_ELEMENTS = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle merror mpadded mphantom menclose mfenced msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr".split()
)
_ATTRIBUTES = frozenset(
    "xmlns display displaystyle scriptlevel mathvariant mathsize mathcolor mathbackground stretchy fence form "
    "separator symmetric largeop movablelimits accent accentunder minsize maxsize lspace rspace linethickness "
    "bevelled numalign denomalign width height depth voffset columnalign rowalign columnspacing rowspacing columnlines "
    "rowlines columnspan rowspan align side frame framespacing notation open close separators linebreak".split()
)
_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_VALUE = re.compile(r"[#\w .,%+|()\[\]{}-]*")
_FUNCTION = re.compile(r"[A-Za-z]\(")  # `url(…)` and its like
_BARE_AMPERSAND = re.compile(r"&(?!#x[0-9A-Fa-f]+;)")  # the library writes letters as numbers


def safe_mathml(element: Element) -> str:
    """The element and what is in it. An element that is not known is replaced by what is in it."""
    inside = _escaped(element.text) + "".join(safe_mathml(child) + _escaped(child.tail) for child in element)
    if element.tag not in _ELEMENTS:
        return inside
    start = " ".join((element.tag, *_attributes(element)))
    return f"<{start}>{inside}</{element.tag}>" if inside else f"<{start} />"


def _attributes(element: Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        is_plain = _VALUE.fullmatch(value) and not _FUNCTION.search(value)
        if name in _ATTRIBUTES and (is_plain or value == _NAMESPACE):
            yield f'{name}="{value}"'


def _escaped(text: str | None) -> str:
    marked = _BARE_AMPERSAND.sub("&amp;", text or "")
    return marked.replace("<", "&lt;").replace(">", "&gt;")
