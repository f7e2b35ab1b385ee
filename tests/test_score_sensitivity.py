"""Score sensitivity: flips by closed form, by enumeration and by asking again; tornado; all ranges at once."""

import json
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import mcda
from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError, NameUnknownError
from mcda.methods import Additive, ElectreI, Topsis, Wpm, Wsm
from mcda.normalize import ImpossibleCellError
from mcda.options import Option, Options, Score
from mcda.robustness.question import Question, ask
from mcda.robustness.score_sensitivity import _scan, joint_flip, score_flips, tornado
from mcda.robustness.score_sensitivity._curves import acts_by_cell
from mcda.scales import Goal, Scale, ValueFunction
from mcda.table import PerformanceTable

SUM = Wsm(normalization="none")
TENTH = {"c1": (0, 10), "c2": (0, 10)}


class Searched(Additive):
    """Additive value under another type, so that nothing tells the search that its terms act cell by cell."""


class WithGap(Additive):
    """Additive value on columns of values, which takes nothing between 2 and 4."""

    def terms(self, criteria):  # noqa: ARG002  # the base class says so
        def values(table):
            refused = np.argwhere((table > 2) & (table < 4))
            if len(refused):
                cell = tuple(int(i) for i in refused[0])
                raise ImpossibleCellError(cell, float(table[cell]), "no such thing")
            return table

        return values


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def scored(table, low, high, **more):
    """Scores with ranges, from tables of lows and highs; `more` by (option, criterion): fields of Score."""
    return {
        (o, c): replace(
            Score(*(Fraction(str(t[i][j])) for t in (table.values.tolist(), low, high))), **more.get(f"{o} {c}", {})
        )
        for i, o in enumerate(table.options.ids)
        for j, c in enumerate(table.criteria.ids)
    }


def bent_table():
    """A cost that counts 0.2 a unit up to 100, and 0.1 a unit from there to 900; and a plain benefit."""
    cost = Criterion(
        "cost",
        Goal.MIN,
        scale=Scale(Fraction(0), Fraction(900), level="ratio", open=True),
        value_function=ValueFunction.through([(0, 100), (100, 80), (900, 0)]),
    )
    good = Criterion("good", Goal.MAX, scale=Scale(Fraction(0), Fraction(100)))
    options = Options((Option("dear"), Option("cheap")))
    return PerformanceTable(options, Criteria.of(cost, good), [[300, 90], [50, 40]])


def winners_with(question, option, criterion, score):
    values = question.table.values.copy()
    values[question.options.index(option), question.criteria.index(criterion)] = score
    return question.with_performances(values).ranking.winners


# --- flips by hand


def test_two_options_and_two_criteria_flip_where_the_sums_meet():
    """By hand: a = (8, 4), b = (5, 5) at weights 3/4, 1/4 score 7 and 5; a lead of 2 is 8/3 on c1 and 8 on c2."""
    question = Question(SUM, of([8, 4], [5, 5], options=["a", "b"], scales=TENTH), [3, 1])
    found = score_flips(question)
    assert (found.exact, found.steps, found.winners) == (True, 0, ("a",))
    assert found.of("a", "c1").down.at == pytest.approx(8 - 8 / 3, abs=1e-8)
    assert found.of("a", "c1").down.change == pytest.approx(-8 / 3, abs=1e-8)
    assert found.of("b", "c1").up.at == pytest.approx(5 + 8 / 3, abs=1e-8)
    assert found.of("b", "c1").up.first == found.of("a", "c1").down.first == ("b",)
    for option in "ab":
        row = found.of(option, "c2")
        assert (row.up, row.down, row.flips, row.nearest, row.searched) == (None, None, (), None, (0, 10))
    assert found.of("a", "c1").up is None
    assert found.of("b", "c1").down is None


def test_three_options_flip_to_the_one_that_is_next_in_line():
    """By hand, equal weights on 0 to 100: a, b, c score 60, 50, 45, so a may lose 20 on c1 before b is first."""
    table = of([70, 50, 60], [40, 50, 60], [60, 30, 45], options="abc", scales={f"c{j}": (0, 100) for j in (1, 2, 3)})
    found = score_flips(Question("additive", table, [1, 1, 1]))
    # Totals 180, 150, 135: each unit of any score is worth a third.
    expected = {("a", "c1"): (40, "b"), ("b", "c1"): (70, "b"), ("c", "c3"): (90, "c"), ("a", "c3"): (30, "b")}
    for (option, criterion), (at, first) in expected.items():
        flip = found.of(option, criterion).nearest
        assert flip.at == pytest.approx(at, abs=1e-6)
        assert flip.first == (first,)
    assert found.of("c", "c1").up is None, "105 is beyond the scale"
    assert found.of("c", "c2").up.at == pytest.approx(75, abs=1e-6)


def test_a_criterion_to_be_minimised_flips_the_other_way():
    """By hand: costs 2 and 5 on 0 to 10; the cheaper one is overtaken above 5, the dearer one overtakes below 2."""
    question = Question("additive", of([2], [5], goals=["min"], options="ab", scales={"c1": (0, 10)}), [1])
    found = score_flips(question)
    assert found.of("a", "c1").up.at == pytest.approx(5)
    assert found.of("b", "c1").down.at == pytest.approx(2)
    assert found.of("a", "c1").down is found.of("b", "c1").up is None
    raw = score_flips(Question(SUM, question.table, [1]))
    assert raw.of("a", "c1").up.at == pytest.approx(5), "the sum of what is not normalised turns costs as well"


def test_a_bent_value_function_on_an_open_scale_is_inverted_piece_by_piece():
    """By hand: values (60, 90) and (90, 40), totals 150 and 130; a lead of 20 takes `dear` to value 40, cost 500."""
    table = bent_table()
    found = score_flips(Question("additive", table, [1, 1]))
    dear = found.of("dear", "cost")
    assert dear.up.at == pytest.approx(500, abs=1e-6)
    assert dear.up.on_scale
    assert found.of("cheap", "cost").flips == (), "value 110 does not exist"
    # At cost 150 (value 75) and 50 on good, `dear` is at 125 to 130 of `cheap`.
    near = Question("additive", PerformanceTable(table.options, table.criteria, [[150, 50], [50, 40]]), [1, 1])
    assert near.ranking.winners == ("cheap",)
    assert score_flips(near).of("cheap", "cost").up.at == pytest.approx(75, abs=1e-6), "5 of value at 0.2 a unit"
    assert score_flips(near).of("dear", "cost").down.at == pytest.approx(100, abs=1e-6), "5 of value at 0.1 a unit"
    past = Question("additive", PerformanceTable(table.options, table.criteria, [[600, 60], [50, 40]]), [1, 1])
    assert score_flips(past).of("cheap", "cost").up.at == pytest.approx(400, abs=1e-6), "value 50, past the bend"


@pytest.mark.parametrize("on", ["values", "units"])
def test_the_same_values_flip_alike_however_the_method_sees_them(on):
    """Additive value looks through the value functions itself; the plain sum does so only on values."""
    found = score_flips(Question("additive", bent_table(), [1, 1], on=on))
    plain = score_flips(Question(SUM, bent_table(), [1, 1], on=on))
    assert found.of("dear", "cost").up.at == pytest.approx(500, abs=1e-6)
    # In units the sum is good minus cost: 90 - 300 against 40 - 50.
    expected = {"values": ("dear", 500.0), "units": ("cheap", 100.0)}[on]
    assert plain.winners == expected[:1]
    assert plain.of("dear", "cost").nearest.at == pytest.approx(expected[1], abs=1e-5)


def test_an_open_scale_is_searched_as_far_as_told_and_says_where_its_flip_lies():
    """By hand: 4 to 2 on an open scale of 0 to 5; the second overtakes at 4, the first falls below 2."""
    criterion = Criterion("money", Goal.MAX, scale=Scale(Fraction(0), Fraction(3), open=True))
    options = Options((Option("a"), Option("b")))
    question = Question(SUM, PerformanceTable(options, Criteria.of(criterion), [[4], [2]]), [1])
    found = score_flips(question, reach=2)
    assert found.of("a", "money").searched == (-2, 8), "two spans of 2 beyond the lowest 2 and the highest 4"
    assert found.of("b", "money").up.on_scale is False
    assert found.of("a", "money").down.on_scale is True
    assert found.reach == 2
    bare = Question(SUM, of([4], [2]), [1])
    assert score_flips(bare).of("a2", "c1").up.on_scale is None
    assert score_flips(bare).of("a2", "c1").range_share is None
    assert score_flips(bare, reach=0.1).of("a1", "c1").searched == pytest.approx((1.8, 4.2))


def test_a_flip_beyond_the_reach_of_the_search_is_none():
    """By hand: b trails by 6 on c1, and the column spans 1 on c2."""
    question = Question(SUM, of([9, 1], [3, 2], options="ab"), [1, 1])
    assert score_flips(question, reach=3).of("b", "c2").up is None
    assert score_flips(question, reach=6).of("b", "c2").up.at == pytest.approx(7)


def test_a_value_that_is_flat_beyond_its_ends_cannot_flip_there():
    question = Question("additive", bent_table(), [1, 3])
    row = score_flips(question).of("dear", "cost")
    assert row.searched[1] > 900
    assert row.flips == (), "a lead of 120 of 400 and no more than 60 to lose"


def test_a_weight_of_nothing_moves_nothing():
    found = score_flips(Question(SUM, of([8, 4], [5, 5], scales=TENTH), [1, 0]))
    assert all(not row.flips for row in found if row.criterion == "c2")


# --- the range


def test_a_flip_is_within_the_range_only_where_a_score_of_it_lies_beyond():
    """By hand: the first falls behind below 5. A range that ends at 5 holds a tie and no more."""
    table = of([8], [5], options="ab", scales={"c1": (0, 10)})
    for low, inside, needed in ((5, False, 1.0), (4, True, 0.75), (6, False, 1.5), (8, False, None)):
        scores = scored(table, [[low], [5]], [[8], [5]])
        row = score_flips(Question(SUM, table, [1], scores=scores)).of("a", "c1")
        assert row.within_range is row.down.within_range is inside
        assert row.down.needed == (None if needed is None else pytest.approx(needed, abs=1e-8))
        assert row.range_share == pytest.approx((8 - low) / 10)


def test_the_order_of_what_to_check():
    """By hand: b must gain 1 (weights 1/2 each, totals 12 and 11), a must lose 1, on either criterion.

    Ranges: a c1 loses 4 (part 1/4), a c2 loses 2 (1/2), b c1 gains 2 (1/2, but low confidence), b c2 none.
    """
    table = of([6, 6], [5, 6], options="ab", scales=TENTH)
    ranges = ([[2, 4], [5, 6]], [[6, 6], [7, 6]])
    more = {"a c1": {"confidence": "high"}, "a c2": {"confidence": "medium"}, "b c1": {"confidence": "low"}}
    found = score_flips(Question(SUM, table, [1, 1], scores=scored(table, *ranges, **more)))
    assert [(r.option, r.criterion) for r in found] == [("a", "c1"), ("b", "c1"), ("a", "c2"), ("b", "c2")]
    assert [r.rank for r in found] == [1, 2, 3, 4]
    assert found.look_first(2) == found.rows[:2]
    assert found.within_range == found.rows[:3]
    more["a c2"] = {"confidence": "low", "judgement": True, "evidence": ()}
    more["b c1"] = {"confidence": "low", "evidence": ("S1", "S2")}
    judged = score_flips(Question(SUM, table, [1, 1], scores=scored(table, *ranges, **more)))
    assert [(r.option, r.criterion) for r in judged][1:3] == [("a", "c2"), ("b", "c1")], "judgements before evidence"
    assert (judged.of("b", "c1").evidence, judged.of("a", "c2").judgement) == (2, True)


def test_flips_beyond_the_ranges_come_by_the_change_over_the_width():
    """By hand: a loses 4 or b gains 4; widths 2, 4 and none; what can change nothing comes last."""
    table = of([9, 3], [5, 3], options="ab", scales={"c1": (0, 10), "c2": (3, 4)})
    scores = scored(table, [[8, 3], [3, 3]], [[10, 3], [7, 3]])
    found = score_flips(Question(SUM, table, [1, 1], scores=scores))
    assert [(r.option, r.criterion) for r in found][:2] == [("b", "c1"), ("a", "c1")], "4 of 4 before 4 of 2"
    assert {r.criterion for r in found.rows[2:]} == {"c2"}
    assert len(found.look_first(10)) == 2, "nothing to check where nothing changes"
    narrow = score_flips(Question(SUM, table, [1, 1], scores=scored(table, [[9, 3], [3, 3]], [[9, 3], [7, 3]])))
    assert [(r.option, r.criterion) for r in narrow][:2] == [("b", "c1"), ("a", "c1")]
    assert narrow.of("a", "c1").down.needed is None


def test_without_ranges_nothing_is_within_and_the_nearest_comes_first():
    found = score_flips(Question(SUM, of([8, 4], [5, 5], scales=TENTH), [3, 3]))
    assert not found.within_range
    changes = [abs(r.nearest.change) for r in found if r.flips]
    assert changes == sorted(changes)
    assert all(r.confidence is r.evidence is r.judgement is None for r in found)


# --- ties and single options


@pytest.mark.parametrize("method", [SUM, Topsis()], ids=repr)
def test_where_two_are_first_any_step_leaves_one_of_them_behind(method):
    """By hand: twins; the one whose score falls is behind, and the one whose score rises is alone in front."""
    question = Question(method, of([5, 5], [5, 5], [1, 1], options="abc", scales=TENTH), [1, 1])
    found = score_flips(question)
    assert found.winners == ("a", "b")
    for one, other in ("ab", "ba"):
        for criterion in ("c1", "c2"):
            row = found.of(one, criterion)
            assert row.up.change == pytest.approx(0, abs=1e-7)
            assert row.down.change == pytest.approx(0, abs=1e-7)
            assert (row.up.first, row.down.first) == ((one,), (other,))
    assert found.of("c", "c1").down is None


def test_a_third_option_that_overtakes_a_tied_pair_is_first_alone():
    found = score_flips(Question(SUM, of([5], [5], [3], options="abc", scales={"c1": (0, 10)}), [1]))
    assert found.of("c", "c1").up.at == pytest.approx(5)
    assert found.of("c", "c1").up.first == ("c",)


def test_the_runners_up_that_tie_are_first_together():
    found = score_flips(Question(SUM, of([5], [3], [3], options="abc", scales={"c1": (0, 10)}), [1]))
    assert found.of("a", "c1").down.first == ("b", "c")


@pytest.mark.parametrize("method", [SUM, Topsis()], ids=repr)
def test_a_single_option_has_no_flips_no_rivals_and_no_lead(method):
    question = Question(method, of([5, 6], scales=TENTH), [1, 1])
    found = score_flips(question)
    assert len(found) == 2
    assert not any(row.flips for row in found)
    assert found.look_first() == ()
    assert len(joint_flip(question)) == 0
    assert joint_flip(question).firm_to is None
    with pytest.raises(McdaError, match="'a1' is the only option; a lead needs another one"):
        tornado(question)


# --- flips by enumeration


TABLES = st.integers(2, 4).flatmap(
    lambda n: st.integers(1, 3).flatmap(
        lambda m: st.tuples(
            st.lists(st.lists(st.integers(0, 10), min_size=m, max_size=m), min_size=n, max_size=n),
            st.lists(st.integers(0, 4), min_size=m, max_size=m).filter(any),
            st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m),
        )
    )
)


def small(problem):
    rows, weights, goals = problem
    return of(*rows, goals=goals, scales={f"c{j + 1}": (0, 10) for j in range(len(goals))}), weights


@given(TABLES, st.sampled_from(["additive", "sum"]))
@settings(max_examples=40)
def test_no_score_of_a_fine_grid_changes_the_winner_before_the_flip_and_all_do_after(problem, name):
    """Enumeration: the ranking asked again at 41 scores across the scale; scores rise with performance, so once
    changed it stays changed."""
    table, weights = small(problem)
    question = Question("additive" if name == "additive" else SUM, table, weights)
    found = score_flips(question)
    at_start = set(question.ranking.winners)
    for row in found:
        for x in np.linspace(0, 10, 41):
            if x == row.score:
                continue
            flip = row.up if x > row.score else row.down
            changed = not at_start <= set(winners_with(question, row.option, row.criterion, x))
            if flip is None:
                assert not changed
            elif abs(x - flip.at) > 1e-6:
                assert changed == (abs(x - row.score) > abs(flip.change))


@given(TABLES)
@settings(max_examples=25)
def test_the_search_finds_what_the_closed_form_gives(problem):
    table, weights = small(problem)
    exact, searched = (score_flips(Question(method, table, weights)) for method in (Additive(), Searched()))
    assert (exact.exact, searched.exact, searched.steps) == (True, False, 100)
    for row in exact:
        other = searched.of(row.option, row.criterion)
        for one, two in ((row.up, other.up), (row.down, other.down)):
            assert (one is None) == (two is None)
            if one is not None:
                assert two.at == pytest.approx(one.at, abs=1e-7)
                assert two.first == one.first or abs(one.change) < 1e-6


@given(TABLES, st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_a_bar_of_the_winner_crosses_zero_just_where_the_range_holds_a_flip(problem, seed):
    table, weights = small(problem)
    rng = np.random.default_rng(seed)
    low = np.maximum(table.values - rng.integers(0, 6, table.shape), 0)
    high = np.minimum(table.values + rng.integers(0, 6, table.shape), 10)
    question = Question("additive", table, weights, scores=scored(table, low.tolist(), high.tolist()))
    assume(len(question.ranking.winners) == 1)
    crossing = {(bar.option, bar.criterion) for bar in tornado(question).crossing}
    assert crossing == {(row.option, row.criterion) for row in score_flips(question).within_range}


def test_what_acts_cell_by_cell_is_told_by_the_method_itself():
    table = of([8, 4], [5, 5], scales=TENTH)
    told = {m: acts_by_cell(Question(m, table, [1, 1])) for m in (Additive(), SUM, Searched(), Wsm(), Topsis())}
    assert list(told.values()) == [True, True, False, False, False]


# --- the Korea study


@pytest.fixture(scope="module")
def study():
    return mcda.load_study()


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_the_winner_of_the_korea_study_stays_before_every_flip_and_changes_beyond(study, method):
    """By asking again: the study with one score changed, a hair before and beyond each of the twelve nearest flips."""
    question = ask(study, method=method)
    found = score_flips(question)
    assert found.exact is (method == "additive")
    rows = found.look_first(12)
    assert len(rows) == 12
    for row in rows:
        for flip in row.flips:
            hair = 1e-5 * np.sign(flip.change)
            before, beyond = (
                ask(study.with_score(row.option, row.criterion, flip.at + step), method=method).ranking.winners
                for step in (-hair, hair)
            )
            assert before == found.winners
            assert beyond == flip.first != before


def test_korea_s_innovation_gap_wins_on_cost_alone_below_152_billion(study):
    """By hand: it trails by 3.8 points at a weight of 1/10 and value 30; value 68 lies at 50 + 150 * 17 / 25 = 152."""
    flip = score_flips(ask(study)).of("innovation_gap", "public_cost").down
    assert flip.at == pytest.approx(152, abs=1e-5)
    assert (flip.first, flip.within_range) == (("innovation_gap",), False)
    assert flip.needed == pytest.approx(348 / 250, abs=1e-6)


def test_an_open_scale_in_the_study_is_searched_beyond_its_ends_and_a_closed_one_never(study):
    found = score_flips(ask(study, method="topsis"), steps=20)
    assert found.of("exchanges", "public_cost").searched == (-3000, 4000), "three spans of 0 to 1000"
    assert found.of("exchanges", "feasibility").searched == (0, 100)


def test_evidence_travels_with_the_row(study):
    question = ask(study)
    row = score_flips(question).of("exchanges", "supply_chain_security")
    score = study.scores["exchanges", "supply_chain_security"]
    assert (row.confidence, row.judgement, row.evidence) == (score.confidence, score.judgement, len(score.evidence))
    assert (row.low, row.high, row.range_share) == (42, 52, pytest.approx(0.1))


def test_search_under_values_moves_scores_in_units(study):
    """The public cost of a search on values bends with the value function: 50 more is 15 points, or 5, by where."""
    question = ask(study, method=Searched())
    exact = score_flips(ask(study))
    for row in score_flips(question).look_first(8):
        assert row.nearest.at == pytest.approx(exact.of(row.option, row.criterion).nearest.at, rel=1e-8)


# --- what a method cannot take


def test_a_search_stops_where_the_method_takes_no_such_score_and_says_so():
    """The weighted product takes no zero: the last step before it is the end of what was searched."""
    question = Question(Wpm(), of([8, 9], [5, 5], scales=TENTH), [1, 1])
    found = score_flips(question, steps=10)
    row = found.of("a2", "c1")
    assert row.searched == (1, 10)
    # By hand: 8 * 9 > 5 * 5; the first falls behind below 25/9 and 25/8.
    assert found.of("a1", "c1").down.at == pytest.approx(25 / 9, abs=1e-6)
    assert found.of("a1", "c2").down.at == pytest.approx(25 / 8, abs=1e-6)


def test_nothing_is_found_beyond_a_gap_that_the_method_cannot_take():
    """By hand: 8 falls behind 1.5 below 1.5, beyond the gap; and behind 5 at 5, before it."""
    beyond = score_flips(Question(WithGap(), of([8], [1.5], scales={"c1": (0, 10)}), [1])).of("a1", "c1")
    assert (beyond.down, beyond.searched) == (None, (4, 10))
    before = score_flips(Question(WithGap(), of([8], [5], scales={"c1": (0, 10)}), [1])).of("a1", "c1")
    assert before.down.at == pytest.approx(5)


def test_an_end_that_the_method_cannot_take_is_missing_from_bar_and_rival():
    table = of([8, 9], [5, 5], options="ab", scales=TENTH)
    scores = scored(table, [[8, 9], [0, 5]], [[8, 9], [6, 5]])
    question = Question(Wpm(), table, [1, 1], scores=scores)
    (bar,) = tornado(question)
    assert (bar.lead_low, bar.rival_low, bar.rival_high) == (None, None, "b")
    assert bar.length == pytest.approx(tornado(question).lead - bar.lead_high)
    worse = Question(Wpm(), table, [1, 1], scores=scored(table, [[0, 9], [5, 5]], [[8, 9], [5, 5]]))
    (rival,) = joint_flip(worse)
    assert (rival.worst_lead, rival.winner_at_worst, rival.rival_at_best) == (None, None, None)
    assert rival.part == pytest.approx((8 - 25 / 9) / 8, abs=1e-6), "found before the end that cannot be had"
    assert "never" not in repr(joint_flip(worse))


# --- tornado


def test_bars_of_two_options_by_hand():
    """a = (8, 4), b = (5, 5), equal weights: the lead is 1, and each unit is worth 1/2."""
    table = of([8, 4], [5, 5], options="ab", scales=TENTH)
    scores = scored(table, [[2, 4], [4, 5]], [[9, 4], [6, 9]])
    found = tornado(Question(SUM, table, [1, 1], scores=scores))
    assert (found.option, found.over, found.rival, found.lead, found.unmoved) == ("a", None, "b", 1, 1)
    told = [(b.option, b.criterion, b.lead_low, b.lead_high, b.length, b.crosses) for b in found]
    assert told == [
        ("a", "c1", -2, 1.5, 3.5, True),
        ("b", "c2", 1, -1, 2, True),
        ("b", "c1", 1.5, 0.5, 1, False),
    ]
    assert [b.length for b in found.crossing] == [3.5, 2]


def test_a_bar_that_ends_in_a_tie_does_not_cross():
    table = of([8], [5], options="ab", scales={"c1": (0, 10)})
    found = tornado(Question(SUM, table, [1], scores=scored(table, [[5], [5]], [[8], [5]])))
    assert (found.bars[0].lead_low, found.bars[0].crosses) == (0, False)


def test_a_lead_over_the_best_of_the_others_names_who_that_is():
    """By hand: 9 over 7 and 6; the third at its high of 8 is the one to beat."""
    table = of([9], [7], [6], options="abc", scales={"c1": (0, 10)})
    question = Question(SUM, table, [1], scores=scored(table, [[9], [7], [6]], [[9], [7], [8]]))
    (bar,) = tornado(question)
    assert (bar.rival_low, bar.rival_high, bar.lead_low, bar.lead_high) == ("b", "c", 2, 1)
    assert len(tornado(question, over="b")) == 0
    behind = tornado(question, option="c", over="b")
    assert (behind.lead, behind.bars[0].lead_high, behind.bars[0].crosses) == (-1, 1, True)
    assert not tornado(question, option="c").crossing[1:], "8 beats 7 and not 9"
    assert tornado(question, option="c").crossing == ()


@pytest.mark.parametrize("method", ["additive", "topsis", "promethee_ii"])
def test_bars_are_leads_of_the_study_asked_again(study, method):
    question = ask(study, method=method)
    found = tornado(question)
    assert len(found) + found.unmoved == 13 * 12
    assert [b.length for b in found] == sorted((b.length for b in found), reverse=True)
    for bar in found.bars[:6]:
        for end, lead, rival in ((bar.low, bar.lead_low, bar.rival_low), (bar.high, bar.lead_high, bar.rival_high)):
            again = ask(study.with_score(bar.option, bar.criterion, end), method=method).ranking
            assert lead == pytest.approx(again.score(found.option) - again.score(rival), abs=1e-9)
            assert again.score(rival) == max(again.score(o) for o in question.options if o != found.option)


def test_without_ranges_there_is_no_bar():
    found = tornado(Question(SUM, of([8, 4], [5, 5]), [1, 1]))
    assert (len(found), found.unmoved) == (0, 4)
    assert list(found.to_frame().columns)[:2] == ["option", "criterion"]


# --- all ranges at once


def test_the_common_part_of_the_ranges_by_hand():
    """Leads 2 over b and 5 over c. Against b the lead shrinks by 3 (a) + 1 (b) over the ranges: half of it. Against c
    by 3 + 1: never."""
    table = of([9, 5], [6, 4], [2, 2], options="abc", scales=TENTH)
    scores = scored(table, [[6, 2], [6, 4], [2, 2]], [[9, 9], [7, 5], [4, 2]])
    found = joint_flip(Question(SUM, table, [1, 1], scores=scores))
    assert (found.winner, found.exact, found.steps, found.overtaking) == ("a", True, 0, ("b",))
    b, c = found.rivals
    assert (b.option, b.lead, b.worst_lead, b.winner_at_worst, b.rival_at_best) == ("b", 2, -2, 4, 6)
    assert b.part == found.firm_to == pytest.approx(0.5, abs=1e-8)
    assert (c.option, c.lead, c.worst_lead, c.part, c.overtakes) == ("c", 5, 1, None, False)
    assert found.of("c") is c


def test_costs_move_the_other_way_and_value_functions_bend_the_way():
    """By hand: leads of 10 (of totals / 2); `dear` falls 300 to 900 at 0.1 a unit, so 200 units, a third of the way."""
    table = bent_table()
    scores = scored(table, [[300, 90], [50, 40]], [[900, 90], [50, 40]])
    found = joint_flip(Question("additive", table, [1, 1], scores=scores))
    assert found.firm_to == pytest.approx(1 / 3, abs=1e-8)
    # cheap from 50 to 0 gains 10 of value (20 needed) and dear to 500 loses 20: 30 t = 20.
    both = scored(table, [[300, 90], [0, 40]], [[500, 90], [50, 40]])
    assert joint_flip(Question("additive", table, [1, 1], scores=both)).firm_to == pytest.approx(2 / 3, abs=1e-8)
    # dear at 60, past the bend from 300 to 60 is the better end and is not used.
    better = scored(table, [[60, 90], [50, 40]], [[300, 90], [50, 40]])
    assert joint_flip(Question("additive", table, [1, 1], scores=better)).firm_to is None


def test_a_tie_at_the_ends_is_no_overtaking():
    table = of([8], [5], options="ab", scales={"c1": (0, 10)})
    (rival,) = joint_flip(Question(SUM, table, [1], scores=scored(table, [[6], [5]], [[8], [6]])))
    assert (rival.worst_lead, rival.part, rival.overtakes) == (0, None, False)


def test_one_that_is_first_as_well_overtakes_at_once():
    table = of([5], [5], options="ab", scales={"c1": (0, 10)})
    (rival,) = joint_flip(Question(SUM, table, [1], scores=scored(table, [[4], [5]], [[6], [5]])))
    assert rival.part == pytest.approx(0, abs=1e-7)
    assert rival.overtakes


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_all_ranges_of_the_korea_study_at_the_part_found(study, method):
    """By asking again: all scores of both moved by a hair less, and a hair more, than the part found."""
    question = ask(study, method=method)
    found = joint_flip(question)
    assert found.exact is (method == "additive")
    parts = [r.part for r in found if r.part is not None]
    assert len(parts) == 12
    assert parts == sorted(parts)
    at, signs = question.options.index(found.winner), question.table.criteria.signs
    for rival in found:
        k = question.options.index(rival.option)
        for part, ahead in ((rival.part - 1e-6, False), (rival.part + 1e-6, True)):
            values = question.table.values.copy()
            for i, sign in ((at, -signs), (k, signs)):
                end = np.where(sign > 0, question.high[i], question.low[i])
                values[i] += part * (end - values[i])
            scores = question.with_performances(values).ranking.scores
            assert bool(scores[k] > scores[at] + question.tolerance) is ahead


@given(TABLES, st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_no_table_inside_the_ranges_lets_a_rival_past_that_never_overtakes(problem, seed):
    table, weights = small(problem)
    rng = np.random.default_rng(seed)
    low = np.maximum(table.values - rng.integers(0, 4, table.shape), 0)
    high = np.minimum(table.values + rng.integers(0, 4, table.shape), 10)
    question = Question("additive", table, weights, scores=scored(table, low.tolist(), high.tolist()))
    found = joint_flip(question)
    at = question.options.index(found.winner)
    scores = question.kernel(low + (high - low) * rng.integers(0, 2, (50, *table.shape)), question.shares)
    searched = joint_flip(question.with_method(Searched()))
    for rival in found:
        lead = scores[:, at] - scores[:, question.options.index(rival.option)]
        assert lead.min() >= rival.worst_lead - 1e-9
        other = searched.of(rival.option)
        assert other.part == (None if rival.part is None else pytest.approx(rival.part, abs=1e-7))


# --- bad input


@pytest.mark.parametrize("steps", [0, -1, 2.5, True, "many", 10**6])
def test_a_number_of_steps_that_is_none_is_refused(steps):
    question = Question(SUM, of([8, 4], [5, 5]), [1, 1])
    for ask_for in (score_flips, joint_flip):
        with pytest.raises(McdaError, match=r"steps is .*; expected a whole number from 1 to 100000"):
            ask_for(question, steps=steps)


@pytest.mark.parametrize("reach", [0, -1, float("nan"), float("inf"), "far", None])
def test_a_reach_that_is_none_is_refused(reach):
    with pytest.raises(McdaError, match=r"reach is .*; expected a number above 0"):
        score_flips(Question(SUM, of([8, 4], [5, 5]), [1, 1]), reach=reach)


def test_names_that_are_none_are_refused():
    question = Question(SUM, of([8, 4], [5, 5], options="ab"), [1, 1])
    found = score_flips(question)
    for refused in (
        lambda: found.of("z", "c1"),
        lambda: found.of("a", "z"),
        lambda: tornado(question, option="z"),
        lambda: tornado(question, over="z"),
        lambda: joint_flip(question).of("a"),
    ):
        with pytest.raises(NameUnknownError):
            refused()
    for k in (0, True, 1.0, None):
        with pytest.raises(McdaError, match="expected a whole number of 1 or more"):
            found.look_first(k)
    with pytest.raises(McdaError, match="over is 'a', the option itself"):
        tornado(question, over="a")
    with pytest.raises(McdaError, match="over is 'b', the option itself"):
        tornado(question, option="b", over="b")


def test_a_method_that_does_not_rank_is_refused():
    question = Question(ElectreI(), of([8, 4], [5, 5]), [1, 1])
    for ask_for in (score_flips, tornado, joint_flip):
        with pytest.raises(MethodError, match="does not rank them"):
            ask_for(question)


def test_a_search_too_long_is_refused_before_it_starts(monkeypatch):
    monkeypatch.setattr(_scan, "_MOST_NUMBERS", 100)
    with pytest.raises(McdaError, match="tables of 4 performances would have to be tried; take fewer options"):
        score_flips(Question(Topsis(), of([8, 4], [5, 5]), [1, 1]))


# --- the results


def test_results_are_frozen_and_read_as_frames_and_json(study):
    question = ask(study)
    flips, bars, joint = score_flips(question), tornado(question), joint_flip(question)
    assert len(flips.to_frame()) == 156
    assert len(bars.to_frame()) == len(bars)
    assert len(joint.to_frame()) == 12
    for found, key, count in ((flips, "score_flips", 156), (bars, "tornado", len(bars)), (joint, "joint_flip", 12)):
        told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
        assert len(told[key]) == count
        assert (told["method"], told["weights"], told["on"]) == ("Additive()", "balanced", "values")
        with pytest.raises(FrozenInstanceError):
            found.method = "other"
    row = flips.to_dict()["score_flips"][0]
    assert row["down"]["first"] == ["innovation_gap"]
    assert row["up"] is None
    frame = flips.to_frame()
    assert frame.loc[0, "down_at"] == flips.rows[0].down.at
    assert "within their range; exact" in repr(flips)
    assert "searched in 100 steps" in repr(score_flips(ask(study, method="topsis")))
    assert "12 of 12 overtake" in repr(joint)
    assert "lead of exchanges over the best of the others: 2.35" in repr(bars)


def test_results_are_the_same_to_the_bit_whoever_asks_again(study):
    question = ask(study, method="topsis")
    assert score_flips(question).rows == score_flips(ask(study, method="topsis")).rows


def test_names_are_escaped_in_html():
    table = of([8, 4], [5, 5], options=["<b>x", "y"], scales=TENTH)
    scores = scored(table, [[2, 4], [4, 5]], [[9, 4], [6, 9]])
    question = Question(SUM, table, [1, 1], scores=scores)
    for found in (score_flips(question), tornado(question), joint_flip(question)):
        assert "<b>x" not in found._repr_html_()
        assert "&lt;b&gt;x" in found._repr_html_()
