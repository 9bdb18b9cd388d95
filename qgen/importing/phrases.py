"""How people mark what they write in notes: questions and answers, terms and definitions, names and sentences."""

from __future__ import annotations

import re

from qgen.importing.lines import PICTURE
from qgen.language.similarity import folded

QUESTION = re.compile(r"^\s*[*_]{0,2}(?:Q|질문|문제|문)\s*\d*\s*[.:)．：]\s*[*_]{0,2}\s*(?P<text>\S.*)$", re.IGNORECASE)
ANSWER = re.compile(
    r"^\s*[*_]{0,2}(?:A|답|답변|정답|모범 ?답안)\s*\d*\s*[.:)．：]\s*[*_]{0,2}\s*(?P<text>.*)$", re.IGNORECASE
)

_PAIR = re.compile(
    r"^(?P<term>(?:\*\*|__)[^*_]{1,60}(?:\*\*|__)|[^:：\[\]{}<>|]{1,60}?)\s*(?::|：|\s[—–-]|\s#)\s+(?P<text>\S.*)$",
    re.DOTALL,
)
_BOLD_COLON = re.compile(r"^(\*\*|__)([^*_]{1,60}?)\s*[:：]\1")
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|제?\d+[장절]\.?)[ \t]+")
_MOST_WORDS_OF_A_TERM = 6
_SENTENCE_END = re.compile(r"(?:[.!?。]|[다요음함됨임])$")
_NAME_WORDS = 4

_WHAT_IS = (
    re.compile(
        r"^(?P<term>.+?)(?:이란|란|이라는 것은)\s*"
        r"(?:무엇(?:인가요|인가|입니까|일까요|이죠)|뭔가요|뭐예요|뭘까요)?\s*[?？]$"
    ),
    re.compile(r"^(?P<term>.+?)[은는]\s+(?:무엇(?:인가요|인가|입니까|일까요|이죠)|뭔가요|뭐예요|뭘까요)\s*[?？]$"),
    re.compile(r"^what\s+(?:is|are)\s+(?:an?\s+|the\s+)?(?P<term>.+?)\s*\?$", re.IGNORECASE),
)

DEFINES = {"정의", "뜻", "의미", "설명", "개념", "definition", "meaning", "description"}
SHOWS = {"예", "예시", "사례", "example", "examples", "e.g."}
REMARKS = {
    "주의",
    "참고",
    "특징",
    "장점",
    "단점",
    "목적",
    "요약",
    "핵심",
    "팁",
    "비고",
    "이유",
    "원인",
    "결과",
    "해결",
    "해결책",
    "note",
    "notes",
    "tip",
    "warning",
    "pros",
    "cons",
    "advantages",
    "disadvantages",
    "purpose",
    "summary",
    "why",
    "goal",
}
# What heads the first column where the other columns are what is compared.
ASPECTS = {
    "",
    "구분",
    "항목",
    "비교",
    "기준",
    "특징",
    "측면",
    "속성",
    "분류",
    "aspect",
    "feature",
    "criterion",
    "property",
    "category",
    "comparison",
}

# What heads a column of names, and what heads the one of their definitions: these say nothing of their own.
_NAMES = {
    "용어",
    "이름",
    "명칭",
    "개념",
    "종류",
    "모델",
    "방법",
    "기법",
    "알고리즘",
    "term",
    "name",
    "concept",
    "kind",
    "type",
    "model",
    "method",
    "technique",
    "algorithm",
}


def is_form(head: str) -> bool:
    """Whether the head of a column of names or of definitions says only that it is one."""
    return folded(head.strip("*_ ")) in ASPECTS | _NAMES | DEFINES


def pair(text: str) -> tuple[str, str] | None:
    """(term, definition) of `term: definition`, or None."""
    found = _PAIR.match(_BOLD_COLON.sub(r"\1\2\1:", text.strip()))
    if not found:
        return None
    term = found["term"].strip()
    if (
        len(term.split()) > _MOST_WORDS_OF_A_TERM
        or QUESTION.match(text)
        or term.endswith((".", "?", "!"))
        or not re.search(r"\w", term)
    ):
        return None
    return term, found["text"].strip()


def bare_title(title: str) -> str:
    """A heading without its number, pictures and colon."""
    return " ".join(_NUMBERING.sub("", PICTURE.sub("", title).strip()).split()).rstrip(":：").strip()


def is_name(text: str) -> bool:
    """Whether a text looks like a name and not like a sentence."""
    return (
        len(text.split()) <= _NAME_WORDS
        and len(text) <= 40
        and bool(re.search(r"\w", text))
        and not _SENTENCE_END.search(text)
    )


def is_question(text: str) -> bool:
    """Whether a text ends with a question mark, which may stand in bold."""
    return text.rstrip("*_ ").endswith(("?", "？"))


def asked_concept(question: str) -> str | None:
    """The name in a question for a definition, `과적합이란?` or `What is overfitting?`.

    None if it asks for something else.
    """
    for form in _WHAT_IS:
        if (found := form.match(question.strip())) and is_name(found["term"]):
            return found["term"].strip()
    return None


def without_subject(text: str, names: list[str]) -> str:
    """A definition without the term that it begins with: `과적합이란 …`, `Overfitting is …`.

    It would give the answer away.
    """
    for name in names:
        gloss = r"(?:\s*\([^()]*\))?"
        ko = rf"^[*_]{{0,2}}{re.escape(name)}[*_]{{0,2}}{gloss}[*_]{{0,2}}\s*(?:이란|란|이라는 것은|은|는)[,]?\s+(?=\S)"
        en = (
            rf"^(?:an?\s+|the\s+)?[*_]{{0,2}}{re.escape(name)}[*_]{{0,2}}{gloss}[*_]{{0,2}}"
            r"\s+(?:is|are|means|refers to)\s+(?=\S)"
        )
        for form in (ko, en):
            shorter = re.sub(form, "", text, count=1, flags=re.IGNORECASE)
            if shorter != text:
                return shorter
    return text
