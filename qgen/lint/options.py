"""Rules about the options of a choice: one is right, none gives it away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from qgen.content.blocks import Blocks, Code, CodeBlock, Paragraph
from qgen.language.similarity import contains, folded, unspaced, words
from qgen.language.width import cells
from qgen.lint.context import Context
from qgen.lint.findings import Flaw
from qgen.lint.registry import rule
from qgen.questions.bodies import Option
from qgen.questions.model import Question


@rule(
    "M01",
    severity="error",
    title="exactly one option is right",
    why="With two right options, or none, a learner who knows the answer is graded wrong.",
    example="“Which is a kind of machine learning?” with both supervised and unsupervised learning among the options",
    remedy="a pattern's bug; say which branches are `disjoint`, so that wrong options can be proved",
)
def one_is_right(question: Question, context: Context) -> Iterator[Flaw]:
    right = sum(option.correct for option in question.options)
    if question.kind == "choice" and right != 1:
        yield Flaw(f"{right} options are right")


@rule(
    "M02",
    severity="error",
    title="no two options say the same",
    why="Two equal options can't be right both, so neither is: the question answers itself in part.",
    example="“CNN” beside “convolutional neural network”",
    remedy="make one of them an alias of the other, or drop it",
)
def no_two_alike(question: Question, context: Context) -> Iterator[Flaw]:
    for one, other in combinations(map(_text, question.options), 2):
        if unspaced(one) == unspaced(other) or not context.named(one).isdisjoint(context.named(other)):
            yield Flaw(f"“{one}” and “{other}” are the same option")


@rule(
    "M03",
    severity="error",
    title="no option holds another",
    why="If one option is a kind of another, or says it in other words, both are right or the narrower can't be.",
    example="“regularisation” beside “L1 regularisation”; 0.1–0.5 beside 0.2–0.3",
    remedy="rename a concept, or tell the two apart in the taxonomy",
)
def none_holds_another(question: Question, context: Context) -> Iterator[Flaw]:
    for one, other in combinations(map(_text, question.options), 2):
        if unspaced(one) != unspaced(other) and (contains(one, other) or contains(other, one)):
            yield Flaw(f"“{one}” and “{other}”: one stands in the other")
        elif any(context.related(a, b) for a in context.named(one) for b in context.named(other) if a != b):
            yield Flaw(f"“{one}” and “{other}”: one is a kind of the other")
        elif _overlap(one, other):
            yield Flaw(f"the ranges “{one}” and “{other}” overlap")


@rule(
    "M04",
    severity="error",
    title="no “all of the above”",
    why="It rewards those who see two right options and need not read the others.",
    example="모두 정답, none of the above",
    remedy="name the thing itself",
)
def no_catch_all(question: Question, context: Context) -> Iterator[Flaw]:
    for option in map(_text, question.options):
        if any(phrase in folded(option) for phrase in context.tell_tales("catch-all")):
            yield Flaw(f"“{option}” is a catch-all option")


@rule(
    "M05",
    severity="warning",
    title="the right option is not the longest",
    why="Authors qualify what is right, and test takers know: they choose the longest option.",
    example="three options of two words beside a right one of a line and a half",
    remedy="shorten the definition, or lengthen those of its siblings",
)
def key_is_not_the_longest(question: Question, context: Context) -> Iterator[Flaw]:
    right, wrong = _lengths(question)
    if not wrong or len(right) != 1 or right[0] <= max(wrong):
        return
    ratio = right[0] / (sum(wrong) / len(wrong))
    if ratio >= 1.25:
        yield Flaw(
            f"the right option is {ratio:.2f} times as long as the others on average",
            severity="error" if ratio >= 1.5 else None,
        )


@rule(
    "M06",
    severity="warning",
    title="options are alike in length",
    why="An option that is far longer or shorter than the others draws the eye and is judged by its looks.",
    example="“SGD” beside “stochastic gradient descent with momentum”",
    remedy="bring the texts nearer to each other",
)
def alike_in_length(question: Question, context: Context) -> Iterator[Flaw]:
    right, wrong = _lengths(question)
    lengths = [*right, *wrong]
    if lengths and max(lengths) > 2 * min(lengths) and max(lengths) - min(lengths) > 8:
        yield Flaw(f"the longest option takes {max(lengths)} cells, the shortest {min(lengths)}")


@rule(
    "M09",
    severity="warning",
    title="options are of one kind",
    why="An option of another kind is ruled out without knowing anything.",
    example="three names in code beside a sentence; three hyperparameters beside a field of study",
    remedy="a pattern's bug: it has to draw its options from one kind",
)
def of_one_kind(question: Question, context: Context) -> Iterator[Flaw]:
    shapes = {_shape(option.text) for option in question.options}
    kinds = {kind for option in question.options for kind in context.kinds(_text(option))}
    if len(shapes) > 1:
        yield Flaw("the options mix " + " and ".join(sorted(shapes)))
    elif len(kinds) > 1:
        yield Flaw("the options mix a " + " and a ".join(sorted(kinds)))


@rule(
    "M12",
    severity="warning",
    title="no absolute or vague word in the right option alone",
    why="“Usually” sounds right and “always” sounds wrong, to those who know nothing of the matter.",
    example="the right option says 보통, the others don't",
    remedy="leave the word out of the text, if the fact stays true",
)
def no_tell_tale_word(question: Question, context: Context) -> Iterator[Flaw]:
    right, wrong = (
        {word for option in question.options if option.correct is side for word in words(_text(option))}
        for side in (True, False)
    )
    for name in ("absolute", "vague"):
        clues = context.tell_tales(name)
        if wrong and (found := (right - wrong) & clues) and not wrong & clues:
            yield Flaw(f"only the right option has the {name} word “{min(found)}”")


@rule(
    "M13",
    severity="warning",
    title="numbers ascend",
    why="Numbers out of order take time to read and measure nothing.",
    example="0.9, 0.1, 0.5",
    remedy="a pattern's bug: it has to give `place`",
)
def numbers_ascend(question: Question, context: Context) -> Iterator[Flaw]:
    numbers = [_number(_text(option)) for option in question.options]
    known = [number for number in numbers if number is not None]
    if len(known) == len(numbers) and known != sorted(known):
        yield Flaw("the numbers are not in ascending order")


def _text(option: Option) -> str:
    return option.words


def _lengths(question: Question) -> tuple[list[int], list[int]]:
    """Lengths of the right options and of the wrong ones, in cells of a terminal: a Hangul syllable takes two."""
    right = [cells(_text(option)) for option in question.options if option.correct]
    return right, [cells(_text(option)) for option in question.options if not option.correct]


def _shape(option: Blocks) -> str:
    match option:
        case (CodeBlock(),) | (Paragraph((Code(),)),):
            return "code"
        case (Paragraph(),):
            return "text"
        case _:
            return "blocks"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _overlap(one: str, other: str) -> bool:
    (a, b), (c, d) = _range(one), _range(other)
    if a is None or b is None or c is None or d is None:
        return False
    return max(a, c) < min(b, d)


def _range(text: str) -> tuple[float | None, float | None]:
    for mark in ("~", "–", " to "):
        low, found, high = text.partition(mark)
        if found:
            return _number(low.strip()), _number(high.strip())
    return None, None
