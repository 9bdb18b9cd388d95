"""Picture files: what kind each is by its own bytes, and names that change with them."""

from __future__ import annotations

import base64
import hashlib
import re

LARGEST = 5_000_000
"""Bytes. A phone syncs every picture of a deck."""

_MAGIC = {
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "gif": (b"GIF8", "image/gif"),
    "webp": (b"RIFF", "image/webp"),
}
# Possessive throughout: what was read is not read again in another way, so that no file takes long.
_SVG = re.compile(
    rb"\s*+(?:\xef\xbb\xbf)?+\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:(?!-->).)*+-->\s*+|<!DOCTYPE[^>\[]*+>\s*+)*+<svg[\s>]",
    re.DOTALL,
)
# What runs, embeds or fetches: scripts under any prefix, handlers, links and styles that lead out, animated links.
_ACTIVE = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject|iframe|embed|object)|<!ENTITY|<\?xml-stylesheet|@import|[\s/\"']on\w+\s*="
    rb"|(?:href|src)\s*=\s*[\"']?\s*(?![\"'#\s]|data:image/)|url\(\s*[\"']?\s*(?![\"'#\s]|data:image/)"
    rb"|attributeName\s*=\s*[\"']\s*(?:\w+:)?href",
    re.IGNORECASE,
)

ENDINGS = ("png", "jpg", "jpeg", "gif", "webp", "svg")


def fault_of(name: str, data: bytes) -> str | None:
    """Why a file can't be used as a picture, in a few words; None if it can."""
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        return f"pictures end in {', '.join(ENDINGS)}"
    if len(data) > LARGEST:
        return f"it has {len(data) / 1e6:.1f} MB; {LARGEST / 1e6:.0f} are the most"
    kind = _kind(data)
    if kind is None:
        return "it holds no picture that qgen knows"
    if kind != {"jpeg": "jpg"}.get(ending, ending):
        return f"it is called .{ending} and holds {kind.upper()}"
    if kind == "svg" and (found := _ACTIVE.search(data)):
        active = found[0].decode("ascii", "replace").strip()
        return f"an SVG may hold no scripts and nothing from elsewhere; found `{active}`"
    return None


def data_uri(name: str, data: bytes) -> str:
    """The picture as an address that holds it."""
    kind = _kind(data)
    mime = "image/svg+xml" if kind == "svg" else _MAGIC[kind][1] if kind else "application/octet-stream"
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def media_name(name: str, data: bytes) -> str:
    """The picture's name in Anki. It holds a hash of the bytes, for a file that is there already is never replaced."""
    stem, _, ending = name.rpartition(".")
    safe = re.sub(r"[^a-z0-9]+", "-", stem.rpartition("/")[2].lower()).strip("-") or "picture"
    return f"qgen-{safe}-{hashlib.sha256(data).hexdigest()[:12]}.{ending.lower()}"


def _kind(data: bytes) -> str | None:
    for kind, (magic, _) in _MAGIC.items():
        if data.startswith(magic) and (kind != "webp" or data[8:12] == b"WEBP"):
            return kind
    return "svg" if _SVG.match(data) else None
