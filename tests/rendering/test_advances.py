"""The widths that lines are planned with are those of the fonts in the package."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location

import pytest

from qgen.rendering.advances import SPACE, advance, width_of
from tests.conftest import ROOT


def test_the_table_is_what_the_tool_makes_of_the_fonts() -> None:
    pytest.importorskip("fontTools", reason="fontTools reads the fonts; the extra `test` has it")
    pytest.importorskip("brotli", reason="woff2 is packed with Brotli; the extra `test` has it")
    path = ROOT / "tools" / "make_fonts.py"
    spec = spec_from_file_location("make_fonts", path)
    assert spec and spec.loader
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert (ROOT / "qgen/rendering/letter_widths.py").read_text(encoding="utf-8") == tool.widths_module()


def test_widths() -> None:
    assert (SPACE, advance("i"), advance("W"), advance('"')) == (0.23, 0.31, 0.92, 0.58)
    assert advance("가") == advance("힣") == advance("ㅋ") == 0.92
    assert advance("é") < advance("漢") == 1.0
    assert width_of("Wi가") == pytest.approx(0.92 + 0.31 + 0.92)
