"""The page of methods is what the methods say about themselves."""

import importlib.util
from pathlib import Path

import pytest

from mcda.methods import ALL
from mcda.verify.answers import ADAPTERS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_methods", ROOT / "docs" / "make_methods.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_would_be_written_today(maker):
    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(), "write it again: make docs"


def test_every_method_stands_on_the_page_once(maker):
    page = maker.page()
    assert [page.count(f'<a id="{method.id}"></a>') for method in ALL] == [1] * len(ALL)


def test_the_page_names_only_cases_and_methods_that_exist(maker):
    assert set(maker.PROVED_BY) <= set(ADAPTERS)
    proved = {method for methods in maker.PROVED_BY.values() for method in methods}
    assert proved <= {method.id for method in ALL}


def test_every_method_is_proved_by_a_reference_case(maker):
    assert [method.id for method in ALL if not maker.cases_of(method)] == []


@pytest.mark.parametrize("method", [m for m in ALL if m.about.breaks], ids=lambda m: m.id)
def test_every_counter_example_on_the_page_shows_two_different_answers(maker, method):
    for breach in method.about.breaks:
        told = maker._told(method, breach.property)
        if breach.property != "dominance":
            before, after = told.split("Before: ")[1].rsplit(": ", 1)
            assert before.rsplit(". With", 1)[0] != after.removesuffix(".")
