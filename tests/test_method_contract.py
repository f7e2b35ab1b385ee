"""What every method promises, on tables drawn to break the promise."""

import importlib
import pkgutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda import methods
from mcda.errors import MethodError, NameUnknownError, TableError, WeightsError
from mcda.language import Text
from mcda.methods.about import FAMILIES, About
from mcda.methods.contract import CHECKS, ContractError, check_method, check_value, contract_tables
from mcda.methods.contract import outranking as outranking_contract
from mcda.methods.method import Method
from mcda.table import PerformanceTable

# Methods that say nothing without parameters of their own; their own tests check the contract on what they need.
NEEDS_PARAMETERS: tuple[type[Method], ...] = (methods.Uta, methods.UtaStar)
CONFIGURED = (
    *(
        method()
        for method in methods.ALL
        if issubclass(method, methods.RankingMethod) and method not in NEEDS_PARAMETERS
    ),
    *(methods.Wsm(normalization=n) for n in ("sum_inverse", "minmax", "vector", "none")),
    *(methods.Wpm(normalization=n) for n in ("sum_inverse", "none")),
    methods.Waspas(normalization="sum_inverse", lambda_=0.25),
    methods.Topsis(normalization="minmax"),
    methods.Topsis(power=1),
    methods.Vikor(v=0),
    methods.Vikor(v=1),
)
every_method = pytest.mark.parametrize("method", CONFIGURED, ids=repr)


@every_method
def test_the_public_checker_finds_nothing(method):
    check_method(method)


OUTRANKING = [m() for m in methods.ALL if issubclass(m, methods.OutrankingMethod) and m not in NEEDS_PARAMETERS]


@pytest.mark.parametrize("method", OUTRANKING, ids=repr)
def test_the_public_checker_finds_nothing_wrong_with_relations(method):
    check_method(method)


@pytest.mark.parametrize("method", OUTRANKING, ids=repr)
def test_the_contract_of_relations_holds_on_drawn_tables(method):
    @settings(max_examples=20)
    @given(problems(positive=method.needs_nonnegative, max_options=7, max_criteria=5))
    def holds(problem):
        for check in outranking_contract.CHECKS:
            check(method, *problem)

    holds()


@every_method
def test_the_contract_holds_on_drawn_tables(method):
    @settings(max_examples=30)
    @given(problems(positive=method.needs_nonnegative))
    def holds(problem):
        for check in CHECKS:
            check(method, *problem)
        drawn.append(problem)

    drawn: list[object] = []
    holds()
    assert len(drawn) >= 30


@every_method
def test_a_batch_has_the_same_bits_whatever_its_size(method):
    """Bit for bit, not nearly: robustness counts places over blocks of any size."""
    rng = np.random.default_rng(4)
    for table in contract_tables(method):
        kernel, m = method.bind(table.criteria), len(table.criteria)
        draws = rng.dirichlet(np.ones(m), size=65)
        whole = kernel(table.values, draws)
        for size in (1, 7, 30):
            parts = [kernel(table.values, draws[i : i + size]) for i in range(0, len(draws), size)]
            np.testing.assert_array_equal(np.concatenate(parts), whole)
        np.testing.assert_array_equal([kernel(table.values, w) for w in draws], whole)
        np.testing.assert_array_equal(kernel(table.values, np.asfortranarray(draws)), whole)
        tables = np.stack([rng.permuted(table.values, axis=0) for _ in range(9)])
        paired = kernel(tables, draws[:9])
        np.testing.assert_array_equal([kernel(v, w) for v, w in zip(tables, draws[:9], strict=True)], paired)
        crossed = kernel(tables[:, np.newaxis], draws[:5])
        assert crossed.shape == (9, 5, len(table.options))
        np.testing.assert_array_equal(crossed[3, 2], kernel(tables[3], draws[2]))


def test_a_block_boundary_inside_the_pairs_changes_no_bit(monkeypatch):
    table = contract_tables(methods.PrometheeII())[2]
    tables = np.stack([np.random.default_rng(i).permuted(table.values, axis=0) for i in range(6)])
    weights = np.ones(len(table.criteria))
    whole = methods.PrometheeII().rank(table, weights)
    stacked = methods.PrometheeII().bind(table.criteria)(tables, weights)
    for block in (1, 5, 40, 300):
        monkeypatch.setattr("mcda.methods.outranking._flows.BLOCK", block)
        small = methods.PrometheeII().rank(table, weights)
        np.testing.assert_array_equal(small.scores, whole.scores)
        np.testing.assert_array_equal(small.details["preference_indices"], whole.details["preference_indices"])
        np.testing.assert_array_equal(small.details["positive_flows"], whole.details["positive_flows"])
        np.testing.assert_array_equal(methods.PrometheeII().bind(table.criteria)(tables, weights), stacked)


@every_method
@pytest.mark.parametrize("bad", [0.0, -1.0])
def test_methods_that_need_positive_numbers_name_the_cell_that_is_not(method, bad):
    table = PerformanceTable.of(
        [[1, 2], [3, bad]], goals=["max", "min"], options=["stay", "go"], criteria=["jobs", "cost"],
        scales={"jobs": (0, 9), "cost": (-9, 9)},
    )  # fmt: skip
    if method.needs_positive or (method.needs_nonnegative and bad < 0):
        needs = "above zero" if method.needs_positive else "zero or more"
        with pytest.raises(MethodError, match=rf"the performance of 'go' on 'cost' is {bad:g}; expected {needs}"):
            method.rank(table, [1, 1])
        with pytest.raises(MethodError, match=rf"the performance of option 1 on 'cost' is {bad:g}"):
            method.bind(table.criteria)(table.values, [1, 1])
    else:
        assert set(method.rank(table, [1, 1]).places) == {"stay", "go"}


@every_method
def test_numbers_beyond_double_precision_are_refused_or_ranked_never_lost(method):
    table = PerformanceTable.of(
        [[1e308, 2], [-1e308, 1], [0, 3]], goals=["max", "max"], scales={"c1": (-1e308, 1e308), "c2": (0, 3)}
    )
    try:
        places, refusal = method.rank(table, [1, 1]).places, ""
    except MethodError as fault:
        places, refusal = {"a1": 1, "a2": 2}, str(fault)
    assert places["a1"] < places["a2"]
    assert not refusal or "'c1'" in refusal


@every_method
@pytest.mark.parametrize("values", ["text", [["1", "2"]], [[True, False]], [[1 + 1j, 2]], [[1, 2], [3]], [[None, 1]]])
def test_what_is_not_a_number_is_refused(method, values):
    table = contract_tables(method)[1].select(criteria=["c0", "c1"])
    with pytest.raises(TableError, match="the table"):
        method.bind(table.criteria)(values, [1, 1])


def test_every_file_in_a_family_folder_is_in_all():
    folder = Path(methods.__file__).parent
    found = set()
    for family in FAMILIES:
        if (folder / family).is_dir():
            for module in pkgutil.iter_modules([str(folder / family)]):
                if not module.name.startswith("_"):
                    members = vars(importlib.import_module(f"mcda.methods.{family}.{module.name}")).values()
                    here = {
                        each
                        for each in members
                        if isinstance(each, type)
                        and issubclass(each, Method)
                        and each.__module__ == f"mcda.methods.{family}.{module.name}"
                    }
                    assert len(here) <= 1, f"{family}/{module.name}.py holds {len(here)} methods; expected one"
                    for method in here:
                        assert method.about.family == family
                        assert method.id == module.name
                    found |= here
    assert found == set(methods.ALL)
    assert {folder.name for folder in folder.iterdir() if folder.is_dir()} - {"__pycache__", "contract"} <= set(
        FAMILIES
    )


def test_the_methods_compared_by_default_are_these():
    found = [m.id for m in methods.COMMON]
    assert found == ["additive", "wsm", "wpm", "waspas", "topsis", "vikor", "promethee_ii"]
    assert set(methods.COMMON) < set(methods.ALL)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("topsi", {}, "'topsi' is not a method; did you mean 'topsis'"),
        ("TOPSIS", {}, "did you mean 'topsis'"),
        ("promethee-ii", {}, "did you mean 'promethee_ii'"),
        ("topsis", {"normalisation": "vector"}, "did you mean 'normalization'"),
        ("topsis", {"criteria": 1}, "is not a parameter of 'topsis'; allowed: normalization, power"),
        ("additive", {"v": 1}, "there are none"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest_and_never_repaired(name, parameters, message):
    with pytest.raises(NameUnknownError, match=message):
        methods.named(name, **parameters)


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("topsis", {"normalization": "Vector"}, "Topsis: normalization is 'Vector'; did you mean 'vector'"),
        ("topsis", {"normalization": ["vector"]}, "normalization"),
        ("wpm", {"normalization": "minmax"}, "Wpm: normalization is 'minmax'; did you mean 'linear_max'"),
        ("topsis", {"power": 0.5}, "power is 0.5; expected a number from 1 to 16"),
        ("topsis", {"power": "2"}, "power is '2'"),
        ("topsis", {"power": float("nan")}, "power is nan"),
        ("vikor", {"v": 2}, "v is 2; expected a number from 0 to 1"),
        ("vikor", {"v": -1}, "v is -1"),
        ("vikor", {"v": True}, "v is True"),
        ("waspas", {"lambda_": float("inf")}, "lambda_ is inf"),
        ("promethee_ii", {"functions": [1]}, "functions is"),
        ("promethee_ii", {"functions": {"c1": 5}}, "the function of 'c1' is 5"),
    ],
)
def test_a_parameter_a_method_cannot_take_is_refused(name, parameters, message):
    with pytest.raises(MethodError, match=message):
        methods.named(name, **parameters)


def test_a_name_gives_the_method_and_its_parameters():
    assert methods.named("topsis", normalization="minmax") == methods.Topsis(normalization="minmax")
    assert methods.named("promethee_ii", functions={"a": methods.Linear(1, 2)}).functions["a"] == methods.Linear(1, 2)
    with pytest.raises(MethodError, match="a method's name is a string"):
        methods.named(methods.Topsis())


@every_method
def test_about_is_complete(method):
    about = method.about
    assert about.missing == ()
    assert about.doi.startswith("10.")
    for text in (about.name, about.summary, about.weights_mean, *(breach.why for breach in about.breaks)):
        assert text.get("en") != text.get("ko")
        assert any("가" <= letter <= "힣" for letter in text.get("ko"))


def test_the_recipe_is_in_the_ranking():
    table = PerformanceTable.of([[1, 2], [3, 1]], goals=["max", "min"])
    recipe = methods.Topsis(power=1).rank(table, {"c2": 1, "c1": 3}).recipe
    assert recipe.method == "Topsis(normalization='vector', power=1.0)"
    assert recipe.method_id == "topsis"
    assert recipe.shares == {"c2": 0.25, "c1": 0.75}
    assert recipe.on == "units"


def test_a_scale_that_bears_less_than_the_method_asks_is_noted():
    table = PerformanceTable.of([[1, 2], [3, 1]], goals=["max", "max"], scales={"c1": (0, 10)})
    assert methods.Topsis().rank(table, [1, 1]).notes == (
        "TOPSIS needs ratio scales: it compares ratios, and another zero point of these scales could change the order "
        "(c1).",
    )
    assert methods.Topsis(normalization="minmax").rank(table, [1, 1]).notes == ()
    assert methods.Additive().rank(table.select(criteria=["c1"]), [1]).notes == ()


@dataclass(frozen=True, kw_only=True)
class _Wrong(methods.Wsm):
    """A method with one fault at a time; the checker must find each."""

    fault: str = ""

    id: ClassVar[str] = "wrong"

    def formula(self, criteria):
        right = super().formula(criteria)

        def wrong(values, weights):
            if self.fault == "forgets that costs are costs":
                return methods.Wsm(normalization="none").terms(criteria)(np.abs(values)) @ np.ones(len(criteria))
            if self.fault == "rewards cost":
                return -right(values, weights)
            if self.fault == "mixes up a batch":
                return np.flip(right(values, weights), axis=0)
            if self.fault == "tells twins apart":
                return right(values, weights) + np.arange(values.shape[-2])
            if self.fault == "counts positions":
                return right(values, weights) * values[..., 0]
            if self.fault == "crashes":
                return [][0]
            if self.fault == "writes to its input":
                values[...] = values + 1
            return right(values, weights)

        return wrong

    def bind(self, criteria):
        kernel = super().bind(criteria)
        return kernel.formula if self.fault == "checks nothing" else kernel


@dataclass(frozen=True, kw_only=True)
class _Half(methods.Wsm):
    about: ClassVar[About] = replace(methods.Wsm.about, summary=Text.of("only in English"))


@pytest.mark.parametrize(
    ("fault", "found_by"),
    [
        ("forgets that costs are costs", "costs_are_costs"),
        ("rewards cost", "a_dominating_option_never_ranks_lower"),
        ("mixes up a batch", "a_batch_of_weights_scores_like_its_draws"),
        ("tells twins apart", "twins_share_a_place"),
        ("counts positions", "the_order_of_criteria_does_not_matter"),
        ("writes to its input", "inputs_are_left_alone"),
        ("checks nothing", "bad_input_is_refused_by_name"),
    ],
)
def test_the_checker_finds_a_seeded_fault(fault, found_by):
    table = contract_tables(methods.Wpm())[1]
    check = next(c for c in CHECKS if c.__name__ == found_by)
    check(_Wrong(), table, np.array([3.0, 1, 2, 5]))
    with pytest.raises((ContractError, ValueError)):
        check(_Wrong(fault=fault), table, np.array([3.0, 1, 2, 5]))


def test_the_checker_lists_every_promise_that_is_broken():
    with pytest.raises(ContractError) as found:
        check_method(_Wrong(fault="tells twins apart"), contract_tables(methods.Wpm())[:3])
    assert "twins_share_a_place (6 options, 4 criteria)" in str(found.value)
    assert "the_order_of_options_does_not_matter" in str(found.value)


def test_the_checker_survives_a_method_that_crashes():
    with pytest.raises(ContractError, match=r"twins_share_a_place .*: IndexError"):
        check_method(_Wrong(fault="crashes"), contract_tables(methods.Wpm())[1:2])


def test_a_method_with_half_its_texts_is_no_method():
    with pytest.raises(ContractError, match=r"about lacks texts: summary\.ko"):
        check_value(_Half())


@given(st.data())
@settings(max_examples=20)
def test_a_draw_of_weights_that_is_wrong_is_named(data):
    draws = np.ones((5, 3))
    draw, criterion = data.draw(st.integers(0, 4)), data.draw(st.integers(0, 2))
    draws[draw, criterion] = data.draw(st.sampled_from([-0.5, np.nan, np.inf]))
    table = PerformanceTable.of([[1, 2, 3]], goals=["max"] * 3)
    with pytest.raises(WeightsError, match=f"the weight of 'c{criterion + 1}' in draw {draw} is"):
        methods.Topsis().bind(table.criteria)(table.values, draws)
