r"""Chemistry as mhchem writes it, `\ce{2H2 + O2 -> 2H2O}`, as plain LaTeX, for what draws formulas outside of Anki."""

from __future__ import annotations

import re

_CALL = re.compile(r"\\ce\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_ARROWS = {"<=>": r"\rightleftharpoons", "<->": r"\leftrightarrow", "->": r"\rightarrow", "<-": r"\leftarrow"}
_PIECE = re.compile(
    r"""(?P<arrow><=>|<->|->|<-)(?:\[(?P<above>[^\[\]]*)\])?(?:\[(?P<below>[^\[\]]*)\])?
    | (?P<plus>(?<=\s)\+(?=\s))
    | (?P<gas>(?<=\s)\^(?=\s|$)) | (?P<solid>(?<=\s)v(?=\s|$))
    | (?P<letters>[A-Za-z]+)
    | (?P<number>\d+(?:/\d+)?)
    | \^(?:\{(?P<raised>[^{}]*)\}|(?P<charge>\d*[+-]))
    | _(?:\{(?P<lowered>[^{}]*)\}|(?P<low>\d))
    | (?P<sign>[+-])(?=[\s)\]]|$)
    | (?P<bond>[-=\#])
    | (?P<dot>[.*])
    | (?P<bracket>[()\[\]])
    | (?P<space>\s+)""",
    re.VERBOSE,
)
_BONDS = {"-": "-", "=": "=", "#": r"\equiv "}


def without_chemistry(latex: str) -> str:
    r"""The formula with each `\ce{…}` written out; what can't be read stays as it is."""
    return _CALL.sub(lambda found: _written(found[1]) or found[0], latex) if "\\ce" in latex else latex


def _written(source: str) -> str | None:
    out: list[str] = []
    at, counts = 0, False  # whether a number right here says how many atoms there are
    while at < len(source):
        found = _PIECE.match(source, at)
        if not found:
            return None
        out.append(_piece(found, counts=counts))
        counts = bool(found["letters"]) or found["bracket"] in (")", "]")
        at = found.end()
    return f"{{{''.join(out)}}}"


def _piece(found: re.Match[str], *, counts: bool) -> str:
    kind, said = str(found.lastgroup), found[str(found.lastgroup)]
    if found["arrow"]:
        return _arrow(found)
    match kind:
        case "letters":
            return f"\\mathrm{{{said}}}"
        case "number":
            return f"_{{{said}}}" if counts else f"{said}\\,"
        case "raised" | "charge" | "sign":
            return f"^{{{said}}}"
        case "lowered" | "low":
            return f"_{{{said}}}"
        case "bond":
            return f"{{{_BONDS[said].strip()}}}"
        case "space":
            return " "
        case _:
            return {"plus": "+ ", "gas": r"\uparrow ", "solid": r"\downarrow ", "dot": r"\cdot "}.get(kind, said)


def _arrow(found: re.Match[str]) -> str:
    arrow = _ARROWS[found["arrow"]]
    above = f"\\overset{{\\mathrm{{{found['above']}}}}}{{{arrow}}}" if found["above"] else arrow
    return f"\\underset{{\\mathrm{{{found['below']}}}}}{{{above}}}" if found["below"] else f"{above} "
