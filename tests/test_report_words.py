"""The sentences of reports: two catalogues alike, and Korean particles that fit."""

import re
import string

import pytest

from mcda.errors import McdaError
from mcda.report.words import CATALOGUES, Words
from mcda.report.words.particles import with_particle


def places(sentence: str) -> set[str]:
    """Return the names that a sentence leaves open."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_in_the_same_order() -> None:
    assert list(CATALOGUES["en"]) == list(CATALOGUES["ko"])


@pytest.mark.parametrize("key", list(CATALOGUES["en"]))
def test_both_languages_leave_the_same_places_open(key: str) -> None:
    assert places(CATALOGUES["en"][key]) == places(CATALOGUES["ko"][key])


@pytest.mark.parametrize("key", list(CATALOGUES["ko"]))
def test_korean_sentences_are_korean_and_never_write_both_particles(key: str) -> None:
    sentence = CATALOGUES["ko"][key]

    assert re.search("[가-힣]", sentence) or key in ("and", "points_head", "heavy", "confidence_share", "kind_first")
    assert not re.search(r"\((이|가|을|를|은|는|으)\)", re.sub(r"\{[^}]*\}", "", sentence))


@pytest.mark.parametrize("key", [k for k in CATALOGUES["en"] if k.endswith(".one")])
def test_every_singular_has_a_plural(key: str) -> None:
    assert key.removesuffix(".one") + ".many" in CATALOGUES["en"]


def test_what_is_filled_in_is_never_read_as_a_template() -> None:
    assert Words("en")("first", who="{0.__class__} {who}") == "{0.__class__} {who} comes first"


def test_singular_and_plural_follow_the_count() -> None:
    words = Words("en")

    assert words("near_count", count=1, within="2%").startswith("One other portfolio is")
    assert words("near_count", count=3, within="2%").startswith("3 other portfolios are")


def test_words_are_joined_as_each_language_does() -> None:
    assert Words("en").all_of(["a", "b", "c"]) == "a, b and c"
    assert Words("en").any_of(["a", "b"]) == "a or b"
    assert Words("ko").all_of(["가", "나"]) == "가, 나"
    assert Words("en").all_of([]) == ""


@pytest.mark.parametrize(
    ("word", "pair", "said"),
    [
        ("기술동맹", "이/가", "기술동맹이"),
        ("참여", "이/가", "참여가"),
        ("현상 유지(무대응)", "은/는", "현상 유지(무대응)는"),
        ("시장·공급선 다변화", "을/를", "시장·공급선 다변화를"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("O1", "이/가", "O1이"),
        ("O4", "은/는", "O4는"),
        ("63.9", "으로/로", "63.9로"),
        ("58.3", "으로/로", "58.3으로"),
        ("61.1", "으로/로", "61.1로"),
        ("100", "을/를", "100을"),
        ("5%", "이/가", "5%가"),
        ("VIKOR", "은/는", "VIKOR은"),
        ("TOPSIS", "은/는", "TOPSIS는"),
        ("WPM", "은/는", "WPM은"),
        ("Seoul", "으로/로", "Seoul로"),
        ("Green", "이/가", "Green이"),
        ("Korea", "과/와", "Korea와"),
        ("Street", "이/가", "Street이"),
        ("Hedge", "이며/며", "Hedge며"),
        ("“인용”", "이/가", "“인용”이"),
        ("(괄호뿐)", "이/가", "(괄호뿐)이"),
        ("", "이/가", "가"),
        ("😀", "을/를", "😀를"),
        ("漢字", "을/를", "漢字를"),
    ],
)
def test_the_particle_fits_how_the_word_is_read(word: str, pair: str, said: str) -> None:
    assert with_particle(word, pair) == said


def test_an_unknown_pair_of_particles_is_an_error() -> None:
    with pytest.raises(McdaError, match="not a pair of particles; allowed: 이/가"):
        with_particle("말", "가/이")
