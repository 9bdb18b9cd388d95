"""What may be a picture: an SVG that draws, and nothing that runs, embeds or fetches."""

from __future__ import annotations

import time

import pytest

from qgen.content.pictures import fault_of

SOUND = [
    b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    b'<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg"><rect style="fill:url(#shade)"/></svg>',
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,AAAA"/></svg>',
]
ACTIVE = [
    b"<script>alert(1)</script>",
    b"<svg:script>alert(1)</svg:script>",
    b"<foreignObject/>",
    b'<g onload="alert(1)"/>',
    b'<g/onload="alert(1)"/>',
    b"<style>@import url(http://x)</style>",
    b'<rect style="fill:url(http://x)"/>',
    b"<rect style=\"fill:url('//x')\"/>",
    b'<a href="http://x"><g/></a>',
    b'<a xlink:href="javascript:alert(1)"/>',
    b'<set attributeName="href" to="javascript:alert(1)"/>',
    b'<image href="data:text/html,x"/>',
]


@pytest.mark.parametrize("data", SOUND)
def test_a_drawing_is_a_picture(data: bytes) -> None:
    assert fault_of("a.svg", data) is None


@pytest.mark.parametrize("inside", ACTIVE)
def test_what_runs_or_fetches_is_none(inside: bytes) -> None:
    assert fault_of("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + inside + b"</svg>")


@pytest.mark.parametrize("repeated", [b"<!--a-->", b"<!--a", b"<?xml a>", b"<!DOCTYPE a>", b" "])
def test_no_file_takes_long(repeated: bytes) -> None:
    before = time.process_time()
    fault_of("a.svg", repeated * 20_000 + b"<g/>")
    assert time.process_time() - before < 5
