"""Rules over a whole base as it is asked; what authors allow; and how much of a base is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qgen.content.blocks import paragraph, text
from qgen.diagnostics.problems import Problem
from qgen.knowledge.factbase import FactBase
from qgen.knowledge.loading import read_knowledge
from qgen.lint import Finding, Report, ask_base, lint, lint_deck, rule, rules
from qgen.lint.fact_coverage import cover
from qgen.questions.bodies import Choice, Option
from qgen.questions.model import Key, Question
from qgen.registration.blame import RegistrationError
from tests.conftest import Project
from tests.lint.test_rules import asked, choice

ZOO = """\
sources: [{id: book, title: Book, type: book}]
concepts:
  - {id: animal, term: Animal, definition: it moves about, sources: [{id: book}]}
  - {id: cat, term: Cat, definition: it meows, related: [{to: dog, how: contrasts-with}], sources: [{id: book}]}
  - {id: dog, term: Dog, definition: it barks, sources: [{id: book}]}
  - {id: tail, term: Tail, definition: it wags, sources: [{id: book}]}
  - {id: food, term: Food, definition: it feeds, sources: [{id: book}]}
  - {id: keeping, term: Keeping, definition: it keeps, sources: [{id: book}]}
  - {id: stone, term: Stone, definition: it lies there, sources: [{id: book}]}
  - {id: house, term: House, definition: it stands there, related: [{to: cat, how: see-also}], sources: [{id: book}]}
hyperparameters:
  - {id: dose, term: Dose, code_name: dose, code_library: Kit, group: keeping, raising: it grows, sources: [{id: book}]}
taxonomies:
  - id: map
    name: Zoo
    root:
      concept: animal
      complete: true
      children: [{concept: cat, children: [{concept: tail, relation: part-of}, {concept: food, relation: tunes}]}, dog]
    sources: [{id: book}]
comparisons:
  - id: pets
    name: Pets
    subjects: [cat, stone]
    aspects: {sound: {name: Sound, cells: {cat: meow, stone: none}}}
    sources: [{id: book}] # of the pets
"""


def base_of(text: str = ZOO) -> FactBase:
    knowledge, problems = read_knowledge({"base.yaml": text.encode()})
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return FactBase(knowledge)


@pytest.fixture(scope="module")
def zoo() -> FactBase:
    return base_of()


def fact(base: FactBase, kind: str, entity: str) -> str:
    """The id of the first fact of a type that an entity states, or that is named after it."""
    return next(
        one.id
        for one in base.facts
        if type(one).__name__ == kind and (one.entity == entity or one.id.endswith((f"/{entity}", f"#{entity}")))
    )


def on(facts: str | tuple[str, ...], pattern: str = "definition", entity: str = "tree", **more: str) -> Question:
    """A question on some facts. Its stem is its own, so that no other has the same front."""
    ids = (facts,) if isinstance(facts, str) else facts
    variant = more.get("variant", ids[0].replace("/", "-"))
    return replace(
        asked(f"What of {entity} and {pattern} and {variant}?", "yes"), facts=ids, key=Key(entity, pattern, variant)
    )


def of_rule(base: FactBase, rule: str, *questions: Question) -> list[Finding]:
    return [finding for finding in lint(base, "en", questions).findings if finding.rule == rule]


def messages(base: FactBase, rule: str, entity: str, *questions: Question) -> list[str]:
    return [finding.message for finding in of_rule(base, rule, *questions) if finding.entity == entity]


# --- C04 and C05: errors of two questions together --------------------------------------------------------------------


def keyed(question: Question, entity: str) -> Question:
    return replace(question, key=Key(entity, "definition"))


def test_c04_one_front_with_two_answers(zoo: FactBase) -> None:
    one, same, other = (
        keyed(asked(stem, answer), entity)
        for stem, answer, entity in (
            ("What is it?", "this", "cat"),
            ("What  IS it?", "THIS", "dog"),
            ("what is it?", "that", "tail"),
        )
    )
    assert of_rule(zoo, "C04", one, same) == []
    found = of_rule(zoo, "C04", one, same, other)
    assert {str(finding.key) for finding in found} == {"cat#definition", "dog#definition", "tail#definition"}
    assert {finding.severity for finding in found} == {"error"}
    assert found[0].message == "`dog#definition` has the same front and another answer"
    assert lint(zoo, "en", [one, same, other]).questions == ()
    assert lint(zoo, "en", [one, same]).questions == (one, same)


def test_c04_options_belong_to_the_front_in_any_order(zoo: FactBase) -> None:
    one = keyed(choice("a red house", "a blue one", "the green one", "some white"), "cat")
    assert isinstance(one.body, Choice)
    turned = replace(one, key=Key("dog", "definition"), body=Choice(one.body.options[::-1]))
    another = keyed(choice("a blue one", "a red house", "the green one", "some white"), "tail")
    others = keyed(choice("a blue one", "a red house", "the green one", "some black"), "food")
    assert of_rule(zoo, "C04", one, turned, others) == []
    assert len(of_rule(zoo, "C04", one, another)) == 2


TWINS = ZOO.replace("definition: it barks", "definition: {ko: 운다, en: it  BARKS}").replace(
    "definition: it meows", "definition: {ko: 운다, en: it meows at you}"
)


def test_c05_a_question_from_a_definition_that_is_anothers_too() -> None:
    """In any language: in Korean the two read the same, so that no question from either is asked in English."""
    base = base_of(TWINS)
    shown = [
        replace(on("cat#definition", "term"), stem=paragraph(text("Which animal? IT MEOWS  at you."))),
        replace(
            choice("an owl", "it meows at you", "some eels", "the cats"),
            facts=("cat#definition",),
            key=Key("cat", "term-choice"),
        ),
        replace(on(("animal#definition", "cat#definition"), "whole"), stem=paragraph(text("It meows at you: what?"))),
    ]
    found = of_rule(base, "C05", *shown)
    assert {finding.key for finding in found} == {question.key for question in shown}
    assert {finding.severity for finding in found} == {"error"}
    assert lint(base, "en", shown).questions == ()


def test_c05_what_does_not_show_the_definition_or_is_on_another_fact_stays() -> None:
    base = base_of(TWINS)
    asked_for = on("cat#definition", "definition")
    other = replace(on("tail#definition", "term"), stem=paragraph(text("It meows at you, and wags: what?")))
    assert of_rule(base, "C05", asked_for, other) == []
    assert lint(base, "en", [asked_for, other]).questions == (asked_for, other)
    alone = replace(on("cat#definition", "term"), stem=paragraph(text("Which animal? It meows.")))
    assert of_rule(base_of(), "C05", alone) == []


# --- I01: key points without facts ------------------------------------------------------------------------------------

WHY = """\
questions:
  - id: why
    question: Why a cat?
    short: it is quiet
    about: [cat]
    key_points: {one: {text: it is so, facts: [cat#definition]}, two: it is quiet, three: it is soft}
    sources: [{id: book}]
"""


def test_i01_names_each_key_point_that_no_fact_backs() -> None:
    base = base_of(ZOO + WHY)
    (question,) = [question for question in ask_base(base, "en").questions if str(question.key) == "why#interview"]
    told = of_rule(base, "I01", question)
    points = [one.message for one in told if "key point `" in one.message]
    assert points == ["no fact backs the key point `two`", "no fact backs the key point `three`"]
    assert {one.hint for one in told} >= {"name one under `key_points: {two: {facts: […]}}`"}


# --- C09, C10, C11: warnings at an entity -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "entity", "concepts"),
    [
        ("Definition", "stone", "stone"),
        ("IsA", "dog", "dog animal"),
        ("PartOf", "tail", "tail cat"),
        ("Tunes", "food", "food cat"),
        ("Related", "cat", "cat dog"),
        ("InGroup", "dose", "dose keeping"),
        ("Cell", "stone", "stone"),
    ],
)
def test_c09_a_question_counts_for_every_concept_that_its_fact_is_about(
    zoo: FactBase, kind: str, entity: str, concepts: str
) -> None:
    one = fact(zoo, kind, entity)
    first, second = on(one, variant="1"), on(one, variant="2")
    for concept in concepts.split():
        assert "no question asks about it" in messages(zoo, "C09", concept)
        assert "one question only asks about it" in messages(zoo, "C09", concept, first)
        assert not [told for told in messages(zoo, "C09", concept, first, second) if "about it" in told]
    assert "no question asks about it" in messages(zoo, "C09", "house", first, second)


def test_c09_a_factor_under_a_heading_is_about_its_target_too() -> None:
    heading = "{concept: keeping, relation: group, children: [{concept: house, relation: tunes}]}"
    root = f"{{concept: stone, children: [{heading}]}}"
    tree = f"  - {{id: care, name: Care, root: {root}, sources: [{{id: book}}]}}\ncomparisons:\n"
    base = base_of(ZOO.replace("comparisons:\n", tree))
    question = on(fact(base, "Tunes", "house"))
    for concept in ("house", "stone", "keeping"):
        assert "one question only asks about it" in messages(base, "C09", concept, question)


def test_c09_the_same_question_counts_once(zoo: FactBase) -> None:
    both = on(("cat#definition", "cat#definition", fact(zoo, "IsA", "cat")))
    assert messages(zoo, "C09", "cat", both) == ["one question only asks about it"]


def test_c09_what_nothing_ties_to_another_concept(zoo: FactBase) -> None:
    untied = {
        finding.entity for finding in of_rule(zoo, "C09") if finding.message == "nothing links it to another concept"
    }
    assert untied == {"stone"}
    assert {finding.severity for finding in of_rule(zoo, "C09")} == {"warning"}


def test_c10_an_entity_without_a_source() -> None:
    base = base_of(
        ZOO.replace("definition: it wags, sources: [{id: book}]", "definition: it wags")
        .replace("raising: it grows, sources: [{id: book}]", "raising: it grows")
        .replace("    sources: [{id: book}] # of the pets\n", "")
    )
    found = of_rule(base, "C10")
    assert {finding.entity for finding in found} == {"tail", "dose", "pets"}
    assert {(finding.severity, finding.message) for finding in found} == {("warning", "its facts have no source")}
    assert of_rule(base_of(), "C10") == []


def test_c10_an_entity_that_states_nothing_needs_none() -> None:
    base = base_of(ZOO.replace("  - {id: stone,", "  - {id: bare, term: Bare}\n  - {id: stone,"))
    assert of_rule(base, "C10") == []


def test_c10_in_a_project(small: Project) -> None:
    small.replace("source/zoo.yaml", "    sources: [{id: book, locator: p. 3}]\n", "")
    run = small.qgen("check", "--wishes", "--format", "concise")
    assert run.status == 0
    assert "source/zoo.yaml:12:9: warning[C10]: (ko, en): its facts have no source" in run.out


def test_c11_a_fact_is_asked_by_two_patterns(zoo: FactBase) -> None:
    def told(*questions: Question) -> list[str]:
        return [message for message in messages(zoo, "C11", "stone", *questions) if "stone#definition" in message]

    assert told() == ["`stone#definition` is asked by nothing"]
    assert told(on("stone#definition", "term")) == ["`stone#definition` is asked by `term` only"]
    assert told(on("stone#definition", "term"), on("stone#definition", "term", variant="2")) == [
        "`stone#definition` is asked by `term` only"
    ]
    assert told(on("stone#definition", "term"), on("stone#definition", "definition")) == []
    assert {finding.severity for finding in of_rule(zoo, "C11")} == {"warning"}


def test_c11_what_can_not_be_asked_needs_no_question(zoo: FactBase) -> None:
    """That a list is complete is asked by no question of its own."""
    told = [finding.message for finding in of_rule(zoo, "C11")]
    assert len(told) == sum(one.askable for one in zoo.facts) and not [
        message for message in told if "complete" in message
    ]


def test_c11_what_has_one_angle_only_needs_one() -> None:
    regions = "{head: {label: head, box: [0.1, 0.1, 0.2, 0.2]}}"
    figure = (
        f"figures:\n  - {{id: drawing, file: d.png, caption: A cat, regions: {regions}, sources: [{{id: book}}]}}\n"
    )
    knowledge, problems = read_knowledge({"base.yaml": (ZOO + figure).encode()}, {"d.png": b"\x89PNG\r\n\x1a\n"})
    assert not problems
    base = FactBase(knowledge)
    (label,) = [one.id for one in base.facts if one.one_angle]
    assert messages(base, "C11", "drawing") == [f"`{label}` is asked by nothing"]
    assert messages(base, "C11", "drawing", on(label, "occlusion")) == []


def test_an_error_takes_a_question_out_before_the_base_is_looked_at(zoo: FactBase) -> None:
    leak = replace(asked("What is a stone?", "stone"), facts=("stone#definition",), key=Key("stone", "term"))
    assert "no question asks about it" in messages(zoo, "C09", "stone", leak)


# --- names ------------------------------------------------------------------------------------------------------------


NAMED = ZOO.replace("term: Cat,", "term: {ko: 고양이, en: Cat}, aliases: [Felis, {ko: 야옹이, en: Kitty}],")


@pytest.mark.parametrize(
    "name",
    [
        "Cat",
        "cat",
        "고양이",
        "Felis",
        "야옹이",
        "kitty",
        "Cat (the animal)",
        "Cat\nDog",
        "Cat (one)\nDog",
        "Cat(one)",
        "Cat  ()",
        "고양이 (Cat)",
    ],
)
def test_a_concept_is_known_by_each_of_its_names(name: str) -> None:
    base = base_of(NAMED)
    for other in ("Cat", "고양이", "Felis", "Kitty"):
        assert [finding.severity for finding in of_rule(base, "M07", asked(f"What does the {other} do?", name))] == [
            "error"
        ]


@pytest.mark.parametrize(
    "name", ["Cats", "(Cat)", "a Cat", "owl", "(one) Cat", "Cat (one) Dog", "Cat ((one)", "Cat (one) two)"]
)
def test_what_is_no_name(name: str) -> None:
    assert of_rule(base_of(NAMED), "M07", asked("What does the Felis do?", name)) == []


def test_a_name_that_holds_parentheses_itself() -> None:
    base = base_of(ZOO.replace("term: Cat,", "term: Cat (tame), aliases: [Felis],"))
    assert of_rule(base, "M07", asked("What does the Felis do?", "Cat (tame)")) != []
    assert of_rule(base, "M07", asked("What does the Felis do?", "Cat")) == []


def test_a_name_is_known_with_other_lines_below_it() -> None:
    lines = (*paragraph(text("Cat (one)")), *paragraph(text("of any size")))
    options = (Option(lines, True, ()), Option(paragraph(text("Felis")), False, ()))
    assert of_rule(base_of(NAMED), "M02", asked("Which is it?", Choice(options))) != []


def test_a_hyperparameter_is_known_by_its_name_in_code() -> None:
    base = base_of(ZOO.replace("code_name: dose", "code_name: num_doses"))
    assert of_rule(base, "M07", asked("What is Dose called?", "num_doses")) != []
    assert of_rule(base, "M07", asked("What does num_doses do?", "Dose")) != []


# --- what authors allow, and what is told -----------------------------------------------------------------------------


ALLOWING = ZOO.replace(
    "definition: it lies there,",
    "definition: it lies there, allow: {C09: it lies alone, C03: not needed, X77: no such rule},",
)


def test_a_warning_that_is_allowed_is_not_told() -> None:
    base = base_of(ALLOWING)
    report = Report(base)
    report.add(lint(base, "en", ()).findings, "en")
    told = [(problem.code, problem.span.line if problem.span else 0) for problem in report.problems()]
    assert ("C09", 9) not in told and ("C11", 9) in told and ("C09", 10) in told
    assert sorted((problem.code, problem.severity, problem.message.split("`")[1]) for problem in report.unused()) == [
        ("unknown-rule", "error", "X77"),
        ("unused-allow", "warning", "C03"),
    ]
    assert all(problem.span and problem.span.line == 9 for problem in report.unused())


def finding(rule: str = "C09", severity: str = "warning", **more: str) -> Finding:
    key = Key("stone", "definition") if "key" in more else None
    return Finding(rule, "error" if severity == "error" else "warning", "it is so", None, key, more.get("entity"))


def reported(*findings: Finding, allow: tuple[str, ...] = (), languages: tuple[str, ...] = ("en",)) -> list[Problem]:
    base = base_of(ALLOWING)
    report = Report(base)
    for language in languages:
        report.add(findings, language, base.span("map"), allow)
    return report.problems()


def test_an_error_can_not_be_allowed() -> None:
    (problem,) = reported(finding(severity="error", entity="stone", key="yes"))
    assert problem.severity == "warning"  # of the build, which leaves the question out
    assert problem.message == "`stone#definition` (en): it is so – left out"
    assert reported(finding(entity="stone", key="yes")) == []


def test_what_no_entity_is_at_fault_for_is_told_at_the_deck_and_allowed_there() -> None:
    (problem,) = reported(finding())
    assert problem.message == "(en): it is so" and problem.span == base_of(ALLOWING).span("map")
    assert reported(finding(), allow=("C09",)) == []
    assert len(reported(finding(), allow=("C10",))) == 1
    assert len(reported(finding(entity="cat"), allow=("C09",))) == 1  # the deck speaks for itself only


def test_what_is_found_in_two_languages_is_told_once() -> None:
    (problem,) = reported(finding(entity="cat"), languages=("ko", "en", "ko"))
    assert problem.message.startswith("(ko, en): ")
    assert problem.hint and problem.hint.endswith("; `qgen explain C09` says more")
    assert problem.hint.startswith(rules()["C09"].remedy)
    hinted = replace(finding(entity="cat"), hint="do this")
    assert [problem.hint for problem in reported(hinted)] == ["do this; `qgen explain C09` says more"]


NOTES = """\
note_types:
  - id: sides
    name: Sides
    anki_id: 1500000000001
    fields: [{name: Front}, {name: Back}]
    templates: [{name: Card 1, front: "{{Front}}", back: "{{Back}}"}]
notes:
  - {id: first, language: en, guid: g1, note_type: sides, fields: {Front: A stone is, Back: One. Two. Three.}}
"""


def test_notes_of_an_imported_deck_are_as_their_authors_made_them() -> None:
    """However they are written: no rule looks at them, alone or in a deck."""
    base = base_of(ZOO + NOTES)
    (note,) = [question for question in ask_base(base, "en").questions if question.kind == "note"]
    linted = lint(base, "en", [note])
    assert linted.questions == (note,) and not [found for found in linted.findings if found.key == note.key]
    told = replace(asked("What does A stone is mean?", "One"), facts=note.facts)
    assert not lint_deck(base, "en", [told, note, note])


# --- the registry -----------------------------------------------------------------------------------------------------


def test_no_two_rules_share_an_id() -> None:
    with pytest.raises(RegistrationError, match="another rule is called `M05`"):
        rule("M05", severity="error", title="", why="", example="", remedy="")(lambda question, context: ())


@pytest.mark.parametrize(
    ("identifier", "given", "said"),
    [
        ("M5", {}, "the rule `M5` has no id such as `M05`"),
        ("m98", {}, "the rule `m98` has no id"),
        ("M980", {}, "the rule `M980` has no id"),
        ("M98", {"severity": "fatal"}, "the rule `M98` has the severity `fatal`"),
        ("M98", {"scope": "card"}, "the rule `M98` has the scope `card`"),
    ],
)
def test_a_rule_that_says_something_unknown_of_itself_is_refused(
    identifier: str, given: dict[str, Any], said: str
) -> None:
    described: dict[str, Any] = {"severity": "warning", "title": "", "why": "", "example": "", "remedy": "", **given}
    with pytest.raises(RegistrationError, match=said):
        rule(identifier, **described)(lambda question, context: ())


def test_what_a_rule_finds_of_a_question_is_told_at_its_entity(zoo: FactBase) -> None:
    one, other = (keyed(asked("What is it?", answer), entity) for answer, entity in (("this", "cat"), ("that", "dog")))
    assert {finding.entity for finding in of_rule(zoo, "C04", one, other)} == {"cat", "dog"}


def test_rules_are_found_in_every_module_and_are_in_order() -> None:
    assert list(rules()) == sorted(rules())
    assert {"C01", "C04", "C07", "I01", "M01", "M14"} <= rules().keys()
    assert [scope for scope, _ in rules()["M05"].checks] == ["question", "deck"]
    assert {scope for one in rules().values() for scope, _ in one.checks} == {"question", "base", "deck"}


SEVERITIES = {
    "error": "C04 C05 C07 M01 M02 M03 M04 M07 M08",
    "warning": "C01 C02 C03 C09 C10 C11 I01 M05 M06 M09 M10 M12 M13 M14 M15 M16 M18",
}


def test_how_severe_each_rule_is() -> None:
    for severity, names in SEVERITIES.items():
        assert {
            name for name, one in rules().items() if one.severity == severity and name in " ".join(SEVERITIES.values())
        } == set(names.split())


# --- how much is asked ------------------------------------------------------------------------------------------------


def test_coverage_counts_facts_angles_and_questions(zoo: FactBase) -> None:
    made = ask_base(zoo, "en")
    found = cover(zoo, made, "en")
    angles = {
        one.id: {question.key.pattern for question in made.questions if one.id in question.facts}
        for one in zoo.facts
        if one.askable
    }
    assert (found.language, found.facts, found.questions) == ("en", len(angles), len(made.questions))
    assert found.asked == sum(map(bool, angles.values()))
    assert found.two_angles == sum(len(patterns) >= 2 for patterns in angles.values())
    assert found.unasked == tuple(sorted(name for name, patterns in angles.items() if not patterns))
    assert found.one_angle == tuple(sorted(name for name, patterns in angles.items() if len(patterns) == 1))
    assert len(found.unasked) + len(found.one_angle) + found.two_angles == found.facts
    assert min(found.asked, found.two_angles, len(found.one_angle)) > 1, "or this test shows little"


def test_coverage_by_pattern_by_kind_and_by_level_of_thinking(zoo: FactBase) -> None:
    made = ask_base(zoo, "en")
    found = cover(zoo, made, "en")
    for counts in (found.by_pattern, found.by_kind):
        assert sum(counts.values()) == len(made.questions)
        assert list(counts.items()) == sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    assert found.by_pattern["definition"] == 8 and found.by_kind["cloze"] == sum(
        question.kind == "cloze" for question in made.questions
    )
    assert list(found.bloom) == sorted({question.key.entity for question in made.questions})
    assert list(found.bloom["cat"]) == ["remember", "understand", "apply", "analyze", "evaluate", "create"]
    for entity, row in found.bloom.items():
        for level, count in row.items():
            assert count == sum(
                question.key.entity == entity and question.bloom == level for question in made.questions
            )


def test_coverage_of_what_is_not_asked_and_why(zoo: FactBase) -> None:
    made = ask_base(zoo, "en")
    found = cover(zoo, made, "en")
    assert made.not_asked and list(found.not_asked) == sorted({missing.pattern for missing in made.not_asked})
    for pattern, reasons in found.not_asked.items():
        for reason, count in reasons.items():
            assert count == sum((missing.pattern, missing.reason) == (pattern, reason) for missing in made.not_asked)
    document = found.as_json()
    assert document["unasked"] == list(found.unasked) and document["one_angle"] == list(found.one_angle)
    assert document["facts"] == found.facts and document["bloom"] == found.bloom


def test_an_option_without_a_reason_is_no_fault_of_a_rule(zoo: FactBase) -> None:
    options = (Option(paragraph(text("a red house")), True, ()), Option(paragraph(text("a blue one")), False, ()))
    assert lint(zoo, "en", [asked("Which is it?", Choice(options))]).questions
