"""What methods are known not to promise: each declared breach with a counter-example, found by search."""

import counter_examples
import numpy as np
import pytest

from mcda.methods import ALL, COMMON, PrometheeII, Topsis, Vikor, Waspas, Wsm
from mcda.ranking import places
from mcda.table import PerformanceTable

COUNTER_EXAMPLES = counter_examples.of(PrometheeII, Topsis, Vikor, Waspas, Wsm)


def found_places(method, values, weights):
    table = PerformanceTable.of(values, goals=["max"] * len(values[0]))
    return np.array(list(method().rank(table, weights).places.values()))


def order(of_places):
    return np.sign(np.subtract.outer(of_places, of_places))


def test_every_declared_breach_has_its_counter_example_and_the_other_way_round():
    declared = {(method, breach.property) for method in ALL for breach in method.about.breaks}
    assert declared == set(counter_examples.COUNTER_EXAMPLES)


@pytest.mark.parametrize(("method", "broken"), COUNTER_EXAMPLES, ids=lambda each: getattr(each, "id", each))
def test_the_counter_example_still_breaks_the_property(method, broken):
    values, weights, change = COUNTER_EXAMPLES[method, broken]
    values = np.array(values, dtype=float)
    before = found_places(method, values, weights)
    if broken == "rank_reversal":
        after = found_places(method, np.delete(values, change, axis=0), weights)
        reversed_pairs = order(np.delete(before, change)) * order(after) < 0
        assert before[change] != 1, "the option taken away is not the winner"
        assert reversed_pairs.any()
    elif broken == "copies":
        after = found_places(method, np.vstack([values, values[change]]), weights)
        assert (order(before) * order(after[:-1]) < 0).any()
    else:
        option, criterion, better = change
        assert better > values[option, criterion]
        values[option, criterion] = better
        after = found_places(method, values, weights)
        assert (after < after[option]).sum() > (before < before[option]).sum(), "a better score cost it a place"


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
