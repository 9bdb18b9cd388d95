"""Whose fault it is: from an exception to the module that caused it, the package that brought it, and a problem.

Takes exceptions of modules that register something, or of what they registered, and gives problems that name the
package. An exception of qgen's own code stays an exception: it is a bug of ours.
"""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import Distribution, entry_points, packages_distributions
from pathlib import Path

from qgen.diagnostics.problems import Problem, Span

GROUPS = ("qgen.patterns", "qgen.outputs", "qgen.entities")
"""The entry points by which third parties add to qgen."""

_OURS = Path(__file__).resolve().parents[1]
_REGISTRIES = ("registration", "registry.py")


class RegistrationError(ValueError):
    """What is registered does not keep its contract; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str | None = None):
        super().__init__(message)
        self.hint = hint


def is_ours(module: str) -> bool:
    """Whether a module belongs to qgen itself."""
    return module.partition(".")[0] == "qgen"


def load_fault(error: Exception, module: str) -> Problem:
    """The problem of a module that can't be loaded, or registers what it may not."""
    subject = f"{package_of(module)} can't be loaded"
    return _problem(f"{subject}: {_told(error)}", error, module)


def run_fault(error: Exception, what: str, module: str) -> Problem | None:
    """The problem of something registered that fails while it runs; None if it is qgen's own.

    `what` names it, such as "the pattern `backwards`".
    """
    if is_ours(module):
        return None
    return _problem(f"{what} of {package_of(module)} fails: {_told(error)}", error, module)


def add_place(error: Exception, what: str, module: str) -> None:
    """Note in an exception of qgen's own what failed, and at which line of the module that registered it.

    Its author reads that in place of a traceback.
    """
    own = getattr(sys.modules.get(module), "__file__", None)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == own]
    place = f": {Span.start_of(own, lines[-1] or 1)}" if own and lines else ""
    error.add_note(f"in {what}{place}")


def package_of(module: str) -> str:
    """A module by the name that its user installed: "the package `backwards` 1.0"."""
    found = None if is_ours(module) else _distribution(module)
    return f"the package `{found.name}` {found.version}" if found else f"the module `{module}`"


def _problem(message: str, error: Exception, module: str) -> Problem:
    hint = getattr(error, "hint", None)
    found = None if is_ours(module) else _distribution(module)
    away = f"`pip uninstall {found.name}` builds without it" if found else ""
    shown = "" if isinstance(error, RegistrationError) else "`qgen --debug …` shows the traceback for its authors"
    told = "; ".join(filter(None, (hint, shown, away)))
    return Problem.error("plugin", message, at=_place(error, module), hint=told or None).caused_by(error)


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, RegistrationError) else f"{type(error).__name__}: {error}"


def _place(error: Exception, module: str) -> Span | None:
    """The line that raised: the deepest one that is no registry's, and of a third party's the deepest of its own."""
    if isinstance(error, SyntaxError) and error.filename:
        return Span.start_of(error.filename, error.lineno or 1)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_file() and not _is_passed_over(path.resolve(), ours=is_ours(module)):
            return Span.start_of(str(path), frame.lineno or 1)
    file = getattr(sys.modules.get(module), "__file__", None)
    return Span.start_of(file) if file else None


def _is_passed_over(path: Path, *, ours: bool) -> bool:
    if not path.is_relative_to(_OURS):
        return ours
    return not ours or path.name in _REGISTRIES or path.parent.name in _REGISTRIES


def _distribution(module: str) -> Distribution | None:
    """The distribution that a module was installed with, told by its entry points or else by its files."""
    root = module.partition(".")[0]
    for group in GROUPS:
        for entry in entry_points(group=group):
            if entry.module.partition(".")[0] == root and entry.dist:
                return entry.dist
    names = packages_distributions().get(root, ())
    return Distribution.from_name(names[0]) if names else None
