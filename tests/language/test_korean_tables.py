"""Particles: every entry of every table, so that a word that is lost or misspelt there is noticed here."""

from __future__ import annotations

import pytest

from qgen.language.korean import PARTICLES, Particle, blank_particle, particle, reading_needed

# Each pair: after a vowel, after ㄹ, after any other consonant, and left open.
PAIRS = """
    은/는 는 은 은 은(는)            이/가 가 이 이 (이)가            을/를 를 을 을 을(를)
    과/와 와 과 과 과(와)            과의/와의 와의 과의 과의 과의(와의)   과는/와는 와는 과는 과는 과는(와는)
    과도/와도 와도 과도 과도 과도(와도)   아/야 야 아 아 아(야)
    으로/로 로 로 으로 (으)로         으로서/로서 로서 로서 으로서 (으)로서  으로써/로써 로써 로써 으로써 (으)로써
    으로부터/로부터 로부터 로부터 으로부터 (으)로부터                    으로의/로의 로의 로의 으로의 (으)로의
    으로는/로는 로는 로는 으로는 (으)로는  으로도/로도 로도 로도 으로도 (으)로도  으로만/로만 로만 로만 으로만 (으)로만
    이란/란 란 이란 이란 (이)란       이다/다 다 이다 이다 (이)다       이라고/라고 라고 이라고 이라고 (이)라고
    이라는/라는 라는 이라는 이라는 (이)라는  이라/라 라 이라 이라 (이)라    이라도/라도 라도 이라도 이라도 (이)라도
    이라면/라면 라면 이라면 이라면 (이)라면  이라서/라서 라서 이라서 이라서 (이)라서
    이라며/라며 라며 이라며 이라며 (이)라며  이라기보다/라기보다 라기보다 이라기보다 이라기보다 (이)라기보다
    이나/나 나 이나 이나 (이)나       이나마/나마 나마 이나마 이나마 (이)나마  이며/며 며 이며 이며 (이)며
    이면/면 면 이면 이면 (이)면       이면서/면서 면서 이면서 이면서 (이)면서  이고/고 고 이고 이고 (이)고
    이든/든 든 이든 이든 (이)든       이든지/든지 든지 이든지 이든지 (이)든지  이랑/랑 랑 이랑 이랑 (이)랑
    이거나/거나 거나 이거나 이거나 (이)거나  이자/자 자 이자 이자 (이)자    이므로/므로 므로 이므로 이므로 (이)므로
    이지만/지만 지만 이지만 이지만 (이)지만  이니/니 니 이니 이니 (이)니    이니까/니까 니까 이니까 이니까 (이)니까
    이야말로/야말로 야말로 이야말로 이야말로 (이)야말로
    이에요/예요 예요 이에요 이에요 이에요(예요)   이어서/여서 여서 이어서 이어서 이어서(여서)
    이어야/여야 여야 이어야 이어야 이어야(여야)   이었다/였다 였다 이었다 이었다 이었다(였다)
    이었고/였고 였고 이었고 이었고 이었고(였고)   이었던/였던 였던 이었던 이었던 이었던(였던)
    이었지만/였지만 였지만 이었지만 이었지만 이었지만(였지만)
    이었습니다/였습니다 였습니다 이었습니다 이었습니다 이었습니다(였습니다)
""".split()
ROWS = [PAIRS[start : start + 5] for start in range(0, len(PAIRS), 5)]

UNCHANGING = """
    의 에 에는 에도 에만 에서 에서는 에서도 에서의 에게 에게서 에게는 께 께서 한테 하고 도 만 만은 만을 만이 만의
    까지 까지는 까지도 까지의 부터 부터는 부터의 처럼 보다 보다는 보다도 마다 마저 조차 밖에 뿐 같이 대로 만큼
    입니다 입니까 인 인가 인가요 인지 일 일까 일까요 임
""".split()


@pytest.mark.parametrize(("pair", "vowel", "rieul", "other", "opened"), ROWS, ids=[row[0] for row in ROWS])
def test_a_pair(pair: str, vowel: str, rieul: str, other: str, opened: str) -> None:
    """In each of its spellings: 물로써, not 물으로써."""
    closed, without = pair.split("/")
    for form in (pair, closed, without, f"{without}/{closed}", opened):
        assert [particle(word, form).text for word in ("나무", "물", "값")] == [vowel, rieul, other]
        assert particle("dropout", form) == Particle(opened, certain=False)
        assert blank_particle(form) == opened


@pytest.mark.parametrize("form", UNCHANGING)
def test_a_particle_that_never_changes(form: str) -> None:
    assert particle("dropout", form) == Particle(form, certain=True)


def test_there_are_no_others() -> None:
    spelt = {
        form for pair, *_, opened in ROWS for form in (pair, *pair.split("/"), "/".join(pair.split("/")[::-1]), opened)
    }
    assert spelt | set(UNCHANGING) == PARTICLES


# How the last thing that is read aloud ends. 은/는 and 으로/로 tell the three ways apart.

ENDS = {"vowel": ("는", "로"), "rieul": ("은", "로"), "other": ("은", "으로")}


def end(word: str) -> str:
    found = tuple(particle(word, form) for form in ("은/는", "으로/로"))
    if not all(one.certain for one in found):
        return "open"
    return next(name for name, texts in ENDS.items() if texts == tuple(one.text for one in found))


def test_every_letter_of_the_alphabet() -> None:
    expected = (
        dict.fromkeys("ABCDEFGHIJKOPQSTUVWXYZ", "vowel") | dict.fromkeys("LR", "rieul") | dict.fromkeys("MN", "other")
    )
    for shape in ("{}", "Q{}", "신경망 {}", "K-{}"):
        assert {letter: end(shape.format(letter)) for letter in expected} == expected
    assert {letter: end(letter.lower()) for letter in expected} == expected


GREEK = """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu
    nu xi omicron pi rho sigma tau upsilon phi chi psi omega
""".split()
LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"


def test_every_greek_letter_by_its_sign_and_by_its_name() -> None:
    for sign, name in zip(LETTERS, GREEK, strict=True):
        expected = "other" if name in ("epsilon", "omicron", "upsilon") else "vowel"
        for word in (sign, sign.upper(), rf"\{name}", rf"\{name.capitalize()}", rf"\var{name}", rf"${sign}$"):
            assert end(word) == expected, word
    for unknown in (r"\foo", r"\alphax", r"\operatorname"):
        assert reading_needed(unknown)


@pytest.mark.parametrize(("word", "expected"), [("%", "vowel"), ("10%", "vowel"), ("∞", "vowel"), ("1%의 ∞", "vowel")])
def test_a_sign_that_has_a_name(word: str, expected: str) -> None:
    assert end(word) == expected


DIGITS = dict(zip("0123456789", "other rieul vowel other vowel vowel other rieul rieul vowel".split(), strict=True))


def test_every_digit_and_every_place() -> None:
    for digit, expected in DIGITS.items():
        assert (
            end(digit)
            == end(f"4{digit}" if digit != "0" else "0")
            == end(f"0.5{digit}")
            == end(f"층 {digit}")
            == expected
        )
    for zeros in (1, 2, 3):
        assert end(f"4{'0' * zeros}") == end(f"92{'0' * zeros}") == "other"
    for place, expected in enumerate(
        "other other vowel other vowel vowel other vowel other other vowel other".split(), start=1
    ):
        for zeros in range(4):  # 만, 십만, 백만, 천만
            assert end("3" + "0" * (4 * place + zeros)) == expected
    assert end("1,000,000,000,000") == "vowel" and end("1,234") == "vowel" and end("00") == "other"
    assert reading_needed("1" + "0" * 52) and not reading_needed("1" + "0" * 51)


# A number behind a letter may be said in English as well: 지피티 삼, 지피티 쓰리.
BEHIND_A_LETTER = {
    "vowel": "2 4 5 12 22 24 25 32 45 112 152 204 312 412 2019 1002 0.5 0.2 0.9 2.2 12.4",
    "other": "10 13 16 113 116 213 1000 2000 2016 1010 0.3 0.6",
    "rieul": "1001 2017 0.1 0.7 0.8",
    "open": """
        0 1 3 6 7 8 9 11 14 15 17 18 19 20 21 23 26 27 28 29 30 40 90 31 99 100 200 900 101 103 107 111 114 118 119
        120 130 999 2.0 2.1 2.3 3.6 5.7 1.8 4.9
    """,
}
# Where 은/는 is certain, for both readings end in a consonant, and 으로/로 is not, for one of the two is ㄹ.
RIEUL_OR_OTHER = "1 7 8 11 18 21 27 28 31 101 107 118 2.1 5.7 1.8"


@pytest.mark.parametrize("between", ["", " ", "-", "_"])
@pytest.mark.parametrize("letter", ["GPT", "k", "λ", "ResNet"])
def test_a_number_behind_a_letter(letter: str, between: str) -> None:
    for expected, numbers in BEHIND_A_LETTER.items():
        for number in numbers.split():
            assert end(f"{letter}{between}{number}") == expected, number


@pytest.mark.parametrize("number", RIEUL_OR_OTHER.split())
def test_a_number_behind_a_letter_that_ends_in_one_consonant_or_another(number: str) -> None:
    assert particle(f"GPT-{number}", "은/는") == Particle("은", certain=True)
    assert particle(f"GPT-{number}", "으로/로") == Particle("(으)로", certain=False)


def test_a_number_behind_hangul_or_two_spaces_is_read_in_korean_only() -> None:
    for digit, expected in DIGITS.items():
        assert (
            end(f"층{digit}") == end(f"GPT  {digit}") == end(f"GPT=1{digit}" if digit != "0" else "GPT=0") == expected
        )


def test_subscripts_are_digits() -> None:
    for digit, subscript in zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True):
        assert end(f"x{subscript}") == end(f"x{digit}") and end(f"층 {subscript}") == DIGITS[digit]


# What can't be told.


@pytest.mark.parametrize("unit", "ghlmst")
def test_a_letter_behind_a_number_may_be_a_unit(unit: str) -> None:
    """5l is 오 리터, and l alone is 엘."""
    for word in (f"5{unit}", f"5 {unit}", f"120{unit}", f"0.{unit}5{unit}"):
        assert reading_needed(word)
    assert not reading_needed(unit) and not reading_needed(f"x {unit}") and not reading_needed(f"5  {unit}")
    assert not reading_needed(f"5{unit.upper()}")


@pytest.mark.parametrize("word", ["5k", "7B", "16GB", "3 x", "2K"])
def test_another_letter_behind_a_number_is_read_by_its_name(word: str) -> None:
    assert end(word) == "vowel"


@pytest.mark.parametrize(
    "word",
    [
        *"2^10 2^-3 2^+3 x^2 x^n 2**8 2**-8 e^0.5 10^ 1e-3 1e+3 1e3 2E8 5E-7 1/3 1/2 3/0.5 1/1,000".split(),
        *"word Adam ReLU café CAFÉ É ÑÉ XÉ ! ? 漢 あ () ...".split(),
        *("", " ", "1 / 3", "1/  3"),
    ],
)
def test_what_nobody_can_tell_needs_a_reading(word: str) -> None:
    assert reading_needed(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ABCDEF", "vowel"),  # six capitals are an abbreviation
        ("A" * 5 + "L", "rieul"),
        ("don'T", "open"),
        ("D'N", "other"),
        ("D’N", "other"),
        ("2^10 3", "other"),  # the power is over
        ("1e-3 5", "vowel"),
        ("1/3 L", "rieul"),
        ("A/B", "vowel"),
        ("e3x", "vowel"),
        ("3e", "vowel"),
        ("x = 2", "vowel"),
    ],
)
def test_what_is_spelt_out(word: str, expected: str) -> None:
    assert end(word) == expected


@pytest.mark.parametrize("word", ["ABCDEFG", "TENSORS", "CONVOLUTION", "신경망 ABCDEFG"])
def test_longer_capitals_are_a_word_that_shouts(word: str) -> None:
    assert reading_needed(word)


ALSO_WORDS = "AUROC BLIP CIFAR CLIP DETR GAP LAMB LAPACK LIDAR LIME MAP MATLAB RANSAC SHAP UMAP"


@pytest.mark.parametrize("word", ALSO_WORDS.split())
def test_an_abbreviation_that_is_also_said_as_a_word_stays_open(word: str) -> None:
    assert end(word) == "open"
    assert end(word[1:] + word[-1]) != "open"


# What is written around a word.

MARKS = ' \n`$~_"“”‘’„‟«»‹›「」『』《》〈〉〔〕【】].,;:!?…·、。'


@pytest.mark.parametrize("mark", [*MARKS, "**", "._", " 」."])
def test_a_mark_behind_a_word_is_not_read(mark: str) -> None:
    for word, expected in (("나무", "vowel"), ("물", "rieul"), ("값", "other")):
        assert end(word + mark) == expected


@pytest.mark.parametrize("mark", ["*", "'", "+", "-", "/", "#", "@", "&", ">", "<", "="])
def test_a_mark_that_may_be_read_leaves_it_open(mark: str) -> None:
    """`A*` is 에이스타."""
    assert reading_needed(f"값{mark}")


@pytest.mark.parametrize("pair", ["*", "**", "***", "~~", "`", "``", "$", "$$", "'"])
def test_marks_around_a_word_are_not_read(pair: str) -> None:
    assert end(f"{pair}값{pair}") == "other" and end(f"{pair}A{pair}") == "vowel"
    assert end(f"{pair}값{pair}(gloss)") == "other" and end(f"값({pair}x{pair})") == "other"
    assert end(f"값 {pair}A{pair}") == "vowel"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("*값*물*", "open"),  # the last one has no other half
        ("나무(값)", "vowel"),
        ("나무（값）", "vowel"),
        ("나무(값", "other"),
        ("값 (모형 (작은 것))", "other"),
        ("(값)", "other"),
        (" (값)", "other"),
        ("(나무)(값)", "open"),
        ("((값))", "open"),
        ("값 (a) 물", "rieul"),
        ("값)", "open"),
        ("CNN(값의 나무)", "other"),
        ("값()", "other"),
        ("값(물).", "other"),
    ],
)
def test_what_stands_in_parentheses_is_a_gloss(word: str, expected: str) -> None:
    assert end(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("O(n)", "open"),  # 오 or 오엔
        ("f(x)", "vowel"),
        ("f(L)", "open"),
        ("N(m)", "other"),
        ("λ(x)", "vowel"),
        ("λ(n)", "open"),
        (r"\sigma(x)", "vowel"),
        (r"\sigma(n)", "open"),
        ("값 f(n)", "open"),
        ("f(값)", "vowel"),  # Hangul in the parentheses is a gloss
        ("f(x의 값)", "vowel"),
        ("값(n)", "other"),
        ("값f(n)", "vowel"),
        ("CNN(x)", "other"),
        ("éf(n)", "open"),
        ("f(word)", "open"),
        ("f()", "vowel"),
        ("(n)", "other"),
        ("2(n)", "vowel"),
    ],
)
def test_parentheses_behind_a_single_letter_may_be_read(word: str, expected: str) -> None:
    assert end(word) == expected
