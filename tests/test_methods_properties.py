"""What methods are known not to promise: each declared breach with a counter-example, found by search."""

import counter_examples
import numpy as np
import pytest

from mcda.methods import ALL, COMMON, RankingMethod, Regime
from mcda.ranking import places
from mcda.table import PerformanceTable

RANKED = {key: each for key, each in counter_examples.COUNTER_EXAMPLES.items() if issubclass(key[0], RankingMethod)}
# One option more or less changes a number of wins by one at most: a lead can become a tie, or a tie a lead, no more.
LEADS_BECOME_TIES = {(Regime, "rank_reversal"), (Regime, "copies")}


def of(values, goals):
    return PerformanceTable.of(values, goals=goals or ["max"] * len(values[0]))


def found_places(method, values, weights, goals):
    return np.array(list(method().rank(of(values, goals), weights).places.values()))


def order(of_places):
    return np.sign(np.subtract.outer(of_places, of_places))


def test_every_declared_breach_has_its_counter_example_and_the_other_way_round():
    declared = {(method, breach.property) for method in ALL for breach in method.about.breaks}
    assert declared == set(counter_examples.COUNTER_EXAMPLES)


@pytest.mark.parametrize(("method", "broken"), RANKED, ids=lambda each: getattr(each, "id", each))
def test_the_counter_example_still_breaks_the_property(method, broken):
    given, weights, change, *rest = RANKED[method, broken]
    values, goals = np.array(given, dtype=float), rest[0] if rest else None
    signs, before = of(values, goals).criteria.signs, found_places(method, values, weights, goals)
    if broken == "dominance":
        better, worse = change
        assert (signs * values[better] >= signs * values[worse]).all()
        assert (values[better] != values[worse]).any()
        assert before[better] > before[worse]
    elif broken == "monotonicity":
        option, criterion, better = change
        assert signs[criterion] * better > signs[criterion] * values[option, criterion]
        values[option, criterion] = better
        after = found_places(method, values, weights, goals)
        assert (after < after[option]).sum() > (before < before[option]).sum(), "a better score cost it a place"
    else:
        if broken == "rank_reversal":
            assert before[change] != 1, "the option taken away is not the winner"
            after = found_places(method, np.delete(values, change, axis=0), weights, goals)
            before = np.delete(before, change)
        else:
            after = found_places(method, np.vstack([values, values[change]]), weights, goals)[:-1]
        turned_round = (order(before) * order(after) < 0).any()
        assert turned_round or (method, broken) in LEADS_BECOME_TIES
        assert (order(before) != order(after)).any()


def test_methods_that_declare_no_rank_reversal_show_none_in_a_search():
    rng = np.random.default_rng(6)
    for method in COMMON:
        if method.about.lacks("rank_reversal"):
            continue
        for _ in range(200):
            values, weights = rng.integers(1, 10, (4, 3)).astype(float), rng.integers(1, 5, 3)
            table = PerformanceTable.of(
                values, goals=["max", "min", "max"], scales={f"c{j}": (1, 9) for j in (1, 2, 3)}
            )
            kernel, gone = method().bind(table.criteria), int(rng.integers(4))
            whole, rest = kernel(values, weights), kernel(np.delete(values, gone, axis=0), weights)
            before, after = (places(s, 1e-9) for s in (np.delete(whole, gone), rest))
            assert before.tolist() == after.tolist()
