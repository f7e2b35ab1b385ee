"""Why methods name different first places: every reason told is run again here by other means."""

import json
import time
from dataclasses import replace

import numpy as np
import pytest

import mcda
from mcda.criteria import Criteria
from mcda.errors import McdaError, MethodError, NameUnknownError
from mcda.methods import COMMON, BordaOfCriteria, PrometheeII, Topsis, Vikor, Wpm, Wsm, named
from mcda.normalize import normalize
from mcda.options import Option, Options
from mcda.robustness._single_swaps import Standing, firsts, normalization_field, scale_of, swaps
from mcda.robustness.correlation import kendall_tau
from mcda.robustness.disagreement import REASON_KINDS, method_disagreement
from mcda.robustness.question import ask
from mcda.scales import Thresholds
from mcda.table import PerformanceTable, value_table

STUDY = mcda.load_study()


@pytest.fixture(scope="module")
def common():
    return method_disagreement(STUDY)


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def valued(*rows):
    ends = {f"c{j + 1}": (0, 100) for j in range(len(rows[0]))}
    return value_table(of(*rows, scales=ends))


def standing(method, table, weights):
    shares = np.array(weights, dtype=float)
    return Standing(method, table, shares / shares.sum(), len(table.options))


# --- variants


def test_every_common_method_stands_in_every_normalisation_it_declares(common):
    expected = {}
    for method in COMMON:
        words = {
            word: None
            for word in ("linear_max", "sum_inverse", "minmax", "vector", "none")
            if "normalization" in method.__dataclass_fields__ and _takes(method, word)
        }
        expected |= {f"{method.id}[{w}]" if w else method.id: None for w in (words or {"": None})}
    assert {v.label for v in common.variants} == set(expected)
    assert len(common.rows) == len(expected) * len(STUDY.profiles)


def _takes(method, word):
    try:
        method(normalization=word)
    except MethodError:
        return False
    return True


def test_the_rankings_and_their_agreement_are_those_of_one_call_each(common):
    """Mean Kendall of two variants over the eight profiles, ranked one by one."""
    taus = []
    for profile in STUDY.profiles:
        a = mcda.rank(STUDY, method="vikor", weights=profile).places
        b = mcda.rank(STUDY, method=Topsis(normalization="minmax"), weights=profile).places
        taus.append(kendall_tau(list(a.values()), list(b.values())))
    pair = common.between("vikor", "topsis[minmax]")
    assert (pair.first, pair.second) == ("vikor", "topsis[minmax]")
    assert pair.kendall == pytest.approx(np.mean(taus))
    assert common.between("topsis[minmax]", "vikor").kendall == pair.kendall


def test_a_disagreement_is_listed_exactly_where_first_places_differ(common):
    expected = set()
    for row in common.rows:
        wanted = mcda.rank(STUDY, weights=row.weights).winners
        if set(row.ranking.winners) != set(wanted):
            expected.add((row.method, row.weights, row.ranking.winners, wanted))
    assert {(d.variant, d.weights, d.winners, d.reference_winners) for d in common.disagreements} == expected
    assert expected


def test_normalisations_can_be_limited_and_a_method_without_them_says_so():
    found = method_disagreement(
        STUDY, methods=["topsis", "waspas", "vikor"], normalizations=["minmax"], weights=["balanced"]
    )
    assert [v.label for v in found.variants] == ["topsis[minmax]", "vikor"]
    (problem,) = found.problems
    assert problem.method == "waspas"
    assert "linear_max, sum_inverse" in problem.problem


def test_a_normalisation_the_table_cannot_feed_leaves_its_reason():
    """Public cost is 0 for some options: in units, ratios of a cost cannot be had."""
    found = method_disagreement(STUDY, methods=["wsm"], weights=["balanced"], on="units")
    refused = {row.method for row in found.problems}
    for row in found.rows:
        word = row.method.removeprefix("wsm[").removesuffix("]")
        method = Wsm(normalization=word)
        if row.method in refused:
            with pytest.raises(MethodError) as problem:
                mcda.rank(STUDY, method=method, weights="balanced", on="units")
            assert row.problem == str(problem.value)
        else:
            assert row.places == mcda.rank(STUDY, method=method, weights="balanced", on="units").places
    assert refused == {"wsm[linear_max]", "wsm[sum_inverse]"}


# --- reasons


def test_every_swap_that_is_told_to_agree_does_so_in_a_run_of_its_own(common):
    """Normalisations and sums by `mcda.rank`; the ends of the scales by a table with two more options."""
    met = set()
    for d in common.disagreements:
        question = ask(STUDY, weights=d.weights)
        method = next(v.method for v in common.variants if v.label == d.variant)
        for swap in d.swaps:
            if swap.kind == "normalisation" and swap.after != "scale_ends":
                again = replace(method, normalization=swap.after)
            elif swap.kind == "compensation":
                again = Wsm(normalization=swap.after.removeprefix("wsm[").removesuffix("]"))
            elif swap.kind == "normalisation":
                assert swap.agrees == _with_ends(method, question, d.reference_winners)
                met.add(swap.kind)
                continue
            else:
                continue
            winners = mcda.rank(STUDY, method=again, weights=d.weights).winners
            assert swap.agrees == (set(winners) == set(d.reference_winners))
            met.add(swap.kind)
    assert met == {"normalisation", "compensation"}


def _with_ends(method, question, wanted):
    """Tell whether the options wanted come first with both ends of the scales in the table; None where it fails."""
    values = np.vstack([question.seen.values, np.zeros(12), np.full(12, 100.0)])
    options = Options((*question.seen.options.all, Option("low"), Option("high")))
    try:
        scores = method.rank(PerformanceTable(options, question.seen.criteria, values), question.shares).scores[:13]
    except MethodError:
        return None
    return {question.options[i] for i in np.flatnonzero(scores >= scores.max() - 1e-9)} == set(wanted)


def test_the_kind_is_the_first_whose_swap_agrees(common):
    order = ["normalisation", "thresholds", "compensation", "weights_mean"]
    for d in common.disagreements:
        agreeing = {s.kind for s in d.swaps if s.agrees}
        if agreeing:
            assert d.kind == next(kind for kind in order if kind in agreeing)
            assert d.swap.agrees
            assert d.swap.kind == d.kind
        else:
            assert d.swap is None
            assert d.kind == ("criterion" if d.criterion else "unexplained")
    assert sum(common.reasons.values()) == len(common.disagreements)
    assert list(common.reasons) == [kind for kind in REASON_KINDS if kind in common.reasons]


def test_leaving_the_criterion_out_of_both_makes_them_agree(common):
    """Studies without the criterion are ranked anew from the table on values."""
    for d in common.disagreements[::3]:
        question = ask(STUDY, weights=d.weights)
        method = next(v.method for v in common.variants if v.label == d.variant)
        agreeing = set()
        for j, criterion in enumerate(question.criteria):
            if question.shares[j] == 0:
                continue
            table = question.seen.select(criteria=[c for c in question.criteria if c != criterion])
            shares = np.delete(question.shares, j)
            first, second = (m.rank(table, shares).winners for m in (named("additive"), method))
            if set(first) == set(second):
                agreeing.add(criterion)
        assert set(d.criteria) == agreeing
        assert d.criterion == (d.criteria[0] if d.criteria else None)


def test_a_sum_in_a_relative_scale_disagrees_because_of_the_scale():
    """By hand: values (60, 40), (50, 55), weights 11 and 9: 51.0 against 52.25; by range 1 x 0.55 beats 1 x 0.45."""
    table = valued([60, 40], [50, 55])
    assert named("additive").rank(table, [11, 9]).winners == ("a2",)
    theirs = standing(Wsm(normalization="minmax"), table, [11, 9])
    assert firsts(theirs.places()) == {0}
    found = {(s.kind, s.after): s.agrees for s in swaps(theirs, frozenset({1}))}
    assert found["normalisation", "none"]
    assert found["normalisation", "scale_ends"]
    assert found["weights_mean", "whole scales"], "10 of 100 and 15 of 100: weights 1.1 and 1.35"
    assert not any(kind in ("compensation", "thresholds") for kind, _ in found)


def test_a_product_disagrees_because_a_low_value_is_not_bought_back():
    """By hand: (90, 10) has mean 50 and geometric mean 30; (45, 45) has 45 and 45."""
    table = valued([90, 10], [45, 45])
    theirs = standing(Wpm(normalization="none"), table, [1, 1])
    assert firsts(theirs.places()) == {1}
    found = [s for s in swaps(theirs, frozenset({0})) if s.agrees]
    assert [(s.kind, s.before, s.after) for s in found] == [("compensation", "wpm", "wsm[none]")]


def test_promethee_disagrees_because_of_its_thresholds():
    """By hand: usual preference counts wins. a1 wins c1 and a2 wins c2, by 50 and by 10; weights 9 and 11.

    A preference straight over 0-100 is the difference of value itself: 9 x 50 against 11 x 10.
    """
    table = valued([80, 40], [30, 50])
    theirs = standing(PrometheeII(), table, [9, 11])
    assert firsts(theirs.places()) == {1}
    found = {(s.kind, s.after): s.agrees for s in swaps(theirs, frozenset({0}))}
    assert found == {
        ("thresholds", "none"): False,
        ("thresholds", "straight"): True,
        ("normalisation", "scale_ends"): False,
    }


def test_stated_thresholds_are_taken_away_too():
    """A difference of 4 does not count above an indifference of 5, and does without it."""
    base = valued([54, 40], [50, 40.5])
    stated = Thresholds(indifference=5, on="values")
    criteria = Criteria((replace(base.criteria.all[0], thresholds=stated), base.criteria.all[1]))
    theirs = standing(PrometheeII(), PerformanceTable(base.options, criteria, base.values), [1, 0.5])
    assert firsts(theirs.places()) == {1}
    found = {(s.kind, s.after): s.agrees for s in swaps(theirs, frozenset({0}))}
    assert found["thresholds", "none"]


def test_how_a_method_looks_at_columns_is_found_by_experiment():
    rng = np.random.default_rng(3)
    table = valued(*rng.integers(5, 95, (5, 3)).tolist())
    weights = [3, 1, 2]
    assert scale_of(standing(Vikor(), table, weights)) == "minmax"
    assert scale_of(standing(named("moora"), table, weights)) in ("vector", "linear_max")
    assert scale_of(standing(named("additive"), table, weights)) == "none"
    assert scale_of(standing(Topsis(normalization="vector"), table, weights)) == "vector"
    columns = normalize(table.values, np.ones(3), "minmax")
    np.testing.assert_allclose(
        Vikor().rank(of(*columns.tolist()), weights).scores, Vikor().rank(table, weights).scores, atol=1e-12
    )


def test_the_words_are_those_the_method_declares():
    assert normalization_field(Wsm) == ("normalization", ("linear_max", "sum_inverse", "minmax", "vector", "none"))
    assert normalization_field(PrometheeII) is None
    assert normalization_field(named("multimoora").__class__) == ("multiplicative_normalization", ("none", "vector"))


def test_weights_that_are_exponents_or_votes_are_not_rescaled():
    table = valued([60, 40, 10], [50, 55, 20], [20, 70, 30])
    for method in (Wpm(), BordaOfCriteria(), named("waspas")):
        found = swaps(standing(method, table, [2, 1, 1]), frozenset({2}))
        assert "weights_mean" not in {s.kind for s in found}


# --- edges


def test_the_reference_can_be_chosen_and_agrees_with_itself():
    found = method_disagreement(STUDY, methods=[Vikor(), Vikor(v=1)], reference="vikor", weights=["balanced"])
    assert [v.label for v in found.variants] == ["Vikor(v=0.5)", "Vikor(v=1.0)"]
    assert found.reference == "Vikor(v=0.5)"
    assert "Vikor(v=0.5)" not in {d.variant for d in found.disagreements}


def test_scenarios_and_weights_given_by_hand_are_kept_apart():
    equal = dict.fromkeys(STUDY.criteria.ids, 1)
    found = method_disagreement(STUDY, methods=["topsis"], weights=[equal, "balanced"], scenarios=[None, "partial"])
    cases = {(row.weights, row.scenario) for row in found.rows}
    assert cases == {("given", None), ("balanced", None), ("given", "partial"), ("balanced", "partial")}
    for row in found.rows:
        if row.weights == "balanced":
            alone = mcda.rank(
                STUDY,
                method=Topsis(normalization=row.method[7:-1]),
                weights="balanced",
                scenario=row.scenario,
            )
            assert row.places == alone.places


@pytest.mark.parametrize(
    ("named_by", "fault", "words"),
    [
        ({"methods": "vikor"}, McdaError, "one string"),
        ({"methods": []}, McdaError, "list of methods is empty"),
        ({"weights": ["balanced", "balanced"]}, McdaError, "stands twice"),
        ({"weights": ["balancd"]}, NameUnknownError, "did you mean 'balanced'"),
        ({"methods": ["vikor", "vikor"]}, McdaError, "stands twice"),
        ({"methods": ["electre_iii"]}, MethodError, r"mcda\.outrank"),
        ({"normalizations": ["min_max"]}, NameUnknownError, "did you mean 'minmax'"),
        ({"normalizations": "minmax"}, McdaError, "one string"),
        ({"scenarios": ["storm"]}, NameUnknownError, "storm"),
        ({"reference": "topsi"}, NameUnknownError, "did you mean 'topsis'"),
        ({"on": "value"}, McdaError, "expected 'values' or 'units'"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_name(named_by, fault, words):
    with pytest.raises(fault, match=words):
        method_disagreement(STUDY, **named_by)


def test_pairs_that_are_not_there_are_refused(common):
    with pytest.raises(NameUnknownError, match="variant"):
        common.between("vikor", "topsis")
    with pytest.raises(McdaError, match="not two variants"):
        common.between("vikor", "vikor")


def test_it_is_data_and_quick(common):
    begin = time.perf_counter()
    found = method_disagreement(STUDY)
    assert time.perf_counter() - begin < 5
    told = json.loads(json.dumps(found.to_dict()))
    assert told["disagreements"] == json.loads(json.dumps(common.to_dict()))["disagreements"]
    assert len(told["disagreements"]) == len(found.to_frame()) == sum(told["reasons"].values())
    assert "first places differ from Additive()" in repr(found)
    assert found._repr_html_().startswith("<table>")
