"""MACBETH: hand-worked scales, other solvers, contradictions and their smallest repair, and weights from swings."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import mcda.elicit
from mcda.clashes import irreducible
from mcda.elicit import MacbethScale, macbeth, macbeth_scale
from mcda.elicit._categories import Judgement
from mcda.elicit._repair import possible, smallest_repair
from mcda.errors import WeightsError

FOUR = [["A", "B", 2], ["A", "C", 3], ["A", "D", 5], ["B", "C", 2], ["B", "D", 4], ["C", "D", 3]]
SWINGS = [
    ["jobs", "cost", "weak"],
    ["cost", "air", "very weak"],
    ["jobs", "all_low", "very strong"],
    ["cost", "all_low", "moderate"],
    ["air", "all_low", "weak"],
]


@st.composite
def judged(draw, most=5, slips=2):
    """Judgements of hidden values, some of them replaced by slips of the tongue, some left out."""
    n = draw(st.integers(2, most))
    hidden = sorted(draw(st.lists(st.integers(0, 12), min_size=n, max_size=n)), reverse=True)
    names = [f"o{k}" for k in range(n)]
    said = [[names[i], names[k], (hidden[i] - hidden[k] + 1) // 2] for i in range(n) for k in range(i + 1, n)]
    for _ in range(draw(st.integers(0, slips))):
        draw(st.sampled_from(said))[2] = draw(st.one_of(st.integers(0, 6), st.just([1, 3])))
    kept = [each for each in said if each[1] == names[0] or draw(st.integers(0, 5)) > 0]
    return names, kept or said


def linprog(objective, at_least, equal, n):
    """Scipy on the conditions of the paper, one for each pair of judgements; values are zero or more."""
    from scipy.optimize import linprog as scipys

    a, b = (np.array([row[k] for row in at_least]) for k in (0, 1)) if at_least else (None, None)
    return scipys(
        objective,
        None if a is None else -a,
        None if b is None else -b,
        np.array(equal) if equal else None,
        np.zeros(len(equal)) if equal else None,
        bounds=[(0, None)] * n,
    )


def paper(names, judgements, top=True):
    """v(x) - v(y) >= i, and above any difference of a lower category s by i - s; shortest scale."""
    n = len(names)

    def gap(each):
        return np.eye(n + 1)[names.index(each.more)] - np.eye(n + 1)[names.index(each.less)]

    at_least, equal = [], []
    for each in judgements:
        if each.high == 0:
            equal.append(gap(each))
        else:
            at_least.append((gap(each), each.low))
        at_least += [(gap(each) - gap(o), each.low - o.high) for o in judgements if each.low > o.high]
    at_least += [(np.eye(n + 1)[n] - np.eye(n + 1)[k], 0) for k in range(n)]
    return linprog(np.eye(n + 1)[n] * top, at_least, equal, n + 1)


def fits(values, judgements, slack=0.0):
    """Tell whether values obey the judgements: positive differences, and higher categories above lower ones."""
    gaps = [(each, values[each.more] - values[each.less]) for each in judgements]
    return all(
        (abs(gap) <= 1e-7 if each.high == 0 else gap > slack if each.low else gap >= -1e-7) for each, gap in gaps
    ) and all(gap > other + slack for (one, gap), (two, other) in itertools.product(gaps, gaps) if one.low > two.high)


def test_the_basic_scale_of_four_options_is_the_one_worked_out_by_hand():
    """C - D >= 3, B - C >= 2, A - B >= 2; 5, 4, 3 at D then leave nothing shorter than 7, 5, 3, 0."""
    scale = macbeth_scale(["A", "B", "C", "D"], FOUR)
    assert list(scale.basic.values()) == pytest.approx([7, 5, 3, 0], abs=1e-9)
    assert list(scale.values.values()) == pytest.approx([100, 500 / 7, 300 / 7, 0], abs=1e-9)
    assert scale.consistent
    assert scale.clashes == scale.repair == ()


def test_how_far_values_can_move_is_worked_out_by_hand():
    """With A at 100 and D at 0: the moderate A-C and C-D exceed the weak A-B and B-C, and the strong B-D exceeds both.

    B alone, C at 300/7: 100 - B and B - 300/7 (weak) below C - D = 300/7, so 400/7 < B < 600/7; B - D above A - C and
    C - D adds nothing. Both free: A-B < C-D gives B > 100 - C, B-C < C-D gives B < 2C, A-B < A-C, B-C < A-C.
    """
    scale = macbeth_scale(["A", "B", "C", "D"], FOUR)
    assert scale.ranges["A"] == (100, 100)
    assert scale.ranges["D"] == (0, 0)
    assert scale.ranges["B"] == pytest.approx((400 / 7, 600 / 7))
    low, high = scale.widest["B"]
    assert low < 400 / 7 <= scale.basic["B"] * 100 / 7 <= 600 / 7 < high + 1e-9


def test_three_options_leave_the_middle_one_half_of_the_scale():
    """Strong below, weak above: the middle option lies above the half, and nothing else is said."""
    scale = macbeth_scale(["high", "low", "middle"], [["high", "middle", "weak"], ["middle", "low", "strong"]])
    assert scale.basic == pytest.approx({"high": 6, "middle": 4, "low": 0})
    assert scale.ranges["middle"] == scale.widest["middle"] == pytest.approx((50, 100))


def test_a_value_that_the_shortest_scale_leaves_open_stands_in_the_middle():
    """a over c: 6, and b anywhere between 1 above c and 1 below a: from 1 to 5."""
    scale = macbeth_scale(["c", "b", "a"], [["a", "c", 6], ["a", "b", "positive"], ["b", "c", "positive"]])
    assert scale.basic == pytest.approx({"a": 6, "b": 3, "c": 0})


def test_two_open_values_are_settled_from_the_most_attractive_down():
    """Chain a, b, c, d with a over d: 6. First b from 2 to 5: 3.5; then c from 1 to 2.5: 1.75."""
    chain = [["a", "d", 6], ["a", "b", "positive"], ["b", "c", "positive"], ["c", "d", "positive"]]
    scale = macbeth_scale(["a", "b", "c", "d"], chain)
    assert list(scale.basic.values()) == pytest.approx([6, 3.5, 1.75, 0])


@settings(max_examples=40)
@given(judged())
def test_consistency_and_the_length_of_the_scale_agree_with_the_conditions_of_the_paper(said):
    """Scipy's linprog on one condition per pair of judgements; the package asks with least differences instead."""
    names, given_ = said
    scale = macbeth_scale(names, given_)
    found = paper(names, scale.judgements)
    assert scale.consistent == (found.status == 0)
    if scale.consistent:
        assert max(scale.basic.values()) == pytest.approx(found.fun, abs=1e-7)
        assert fits(scale.basic, scale.judgements, slack=1 - 1e-7)
        assert fits(scale.values, scale.judgements)


@settings(max_examples=15)
@given(judged(most=4, slips=0))
def test_a_value_may_move_to_just_inside_its_range_and_not_beyond(said):
    names, given_ = said
    scale = macbeth_scale(names, given_)
    for option, (low, high) in scale.ranges.items():
        if option in scale.anchors or any(j.high == 0 and option in j[:2] for j in scale.judgements):
            continue
        for end, step in ((low, 1e-4), (high, -1e-4)):
            if np.isfinite(end) and high - low > 1e-3:
                assert fits({**scale.values, option: end + step}, scale.judgements)
                assert not fits({**scale.values, option: end - step}, scale.judgements)
        wide = scale.widest[option]
        assert wide[0] <= low + 1e-6
        assert high <= wide[1] + 1e-6


@settings(max_examples=15)
@given(judged(slips=0), st.randoms(use_true_random=False))
def test_the_order_of_options_and_of_judgements_does_not_matter(said, random):
    names, given_ = said
    expected = macbeth_scale(names, given_)
    moved_names, moved = list(names), list(given_)
    random.shuffle(moved_names)
    random.shuffle(moved)
    found = macbeth_scale(moved_names, moved)
    assert found.options == tuple(moved_names)
    assert [found.basic[o] for o in names] == pytest.approx([expected.basic[o] for o in names], abs=1e-6)


def test_a_contradiction_is_named_and_repaired_by_one_category():
    """a over c cannot be weaker than its part a over b; one category is enough in three ways, the first is taken."""
    scale = macbeth_scale(["a", "b", "c"], [["a", "b", 3], ["b", "c", 1], ["a", "c", 2]])
    assert not scale.consistent
    assert {str(each) for each in scale.clashes} == {"a over b: moderate", "b over c: very weak", "a over c: weak"}
    assert [str(move) for move in scale.repair] == ["a over b: moderate -> a over b: weak"]
    assert scale.repaired().consistent
    assert "smallest repair" in repr(scale)
    with pytest.raises(WeightsError, match=r"These cannot hold together: a over b: moderate; .* repair: a over b"):
        scale.value_function({"a": 2, "b": 1, "c": 0})


def test_judgements_outside_a_contradiction_are_not_blamed():
    said = [["d", "e", 2], ["a", "b", 3], ["b", "c", 3], ["a", "c", 1], ["a", "d", "positive"]]
    scale = macbeth_scale(list("abcde"), said)
    assert {each[:2] for each in scale.clashes} <= {("a", "b"), ("b", "c"), ("a", "c")}
    assert len(scale.clashes) >= 2


def test_a_circle_is_repaired_by_turning_one_judgement_round():
    """a > b > c > a, each very weak: turned round, one of them can be two categories down, from 1 to -1 ... -2 fits.

    c over a must become a over c, above both others or level with them: very weak is enough, two categories down.
    """
    scale = macbeth_scale(["a", "b", "c"], [["a", "b", 1], ["b", "c", 1], ["c", "a", 1]])
    (move,) = scale.repair
    assert (move.instead.more, move.instead.less) == (move.stated.less, move.stated.more)
    assert move.instead.low == move.instead.high == 1
    assert scale.repaired().consistent


@settings(max_examples=40)
@given(judged(slips=3))
def test_clashing_judgements_are_impossible_and_none_can_be_spared(said):
    names, given_ = said
    scale = macbeth_scale(names, given_)
    if not scale.consistent:
        assert not possible(names, scale.clashes)
        for k in range(len(scale.clashes)):
            assert possible(names, scale.clashes[:k] + scale.clashes[k + 1 :])
        assert scale.repaired().consistent


def moved_by(stated, category):
    """How many categories a judgement is moved by, to a category that is negative where it is turned round."""
    return max(stated.low - category, category - stated.high, 0)


def turned(stated, category):
    if category < 0:
        return Judgement(stated.less, stated.more, -category, -category)
    return Judgement(stated.more, stated.less, category, category)


@pytest.mark.parametrize("seed", range(4))
def test_no_smaller_repair_exists_among_all_changes_of_one_judgement(seed):
    """Every other category of every single judgement tried out, with four options."""
    rng = np.random.default_rng(seed)
    names = list("abcd")
    said = [Judgement(x, y, *(int(rng.integers(1, 6)),) * 2) for x, y in itertools.combinations(names, 2)]
    if possible(names, said):
        said[2] = said[2]._replace(low=1, high=1)
        said[0] = said[0]._replace(low=6, high=6)
    assert not possible(names, said)
    single = [
        moved_by(each, category)
        for k, each in enumerate(said)
        for category in range(-6, 7)
        if possible(names, [*said[:k], turned(each, category), *said[k + 1 :]])
    ]
    repair = smallest_repair(names, said)
    if single:
        (move,) = repair
        sign = 1 if move.instead.more == move.stated.more else -1
        assert moved_by(move.stated, sign * move.instead.low) == min(single)
    else:
        assert len(repair) > 1


def test_what_is_firm_is_not_moved():
    firm = [Judgement("b", "c", 1, 1), Judgement("a", "c", 2, 2)]
    (move,) = smallest_repair(["a", "b", "c"], [Judgement("a", "b", 4, 4)], firm)
    assert move.instead == Judgement("a", "b", 2, 2)


def test_a_hesitation_moves_as_a_whole():
    said = [Judgement("a", "b", 3, 4), Judgement("b", "c", 1, 1), Judgement("a", "c", 2, 2)]
    assert smallest_repair(["a", "b", "c"], said)[0].instead == Judgement("a", "b", 2, 3)


@pytest.mark.parametrize(
    ("given_", "low", "high"),
    [
        (3, 3, 3),
        ("moderate", 3, 3),
        ([2, 3], 2, 3),
        ("weak to moderate", 2, 3),
        ("positive", 1, 6),
        (["weak", 4], 2, 4),
    ],
)
def test_categories_are_read_as_numbers_words_or_a_range_of_them(given_, low, high):
    (read,) = macbeth_scale(["a", "b"], [["a", "b", given_]]).judgements
    assert read == ("a", "b", low, high)


def test_options_of_no_difference_share_a_value_and_move_together():
    scale = macbeth_scale(list("abcd"), [["a", "b", "strong"], ["b", "c", "no"], ["c", "d", "weak"]])
    assert scale.basic == pytest.approx({"a": 6, "b": 2, "c": 2, "d": 0})
    assert scale.ranges["b"] == scale.ranges["c"] == pytest.approx((0, 50))


def test_anchors_set_the_scale_and_leave_what_lies_beyond_open():
    scale = macbeth_scale(["A", "B", "C", "D"], FOUR, anchors={"B": 100, "C": 0})
    assert list(scale.values.values()) == pytest.approx([200, 100, 0, -150])
    assert scale.ranges["B"] == (100, 100)
    assert scale.widest["D"][0] == -np.inf
    assert scale.values["A"] < scale.widest["A"][1]


def test_a_scale_of_levels_becomes_a_value_function():
    scale = macbeth_scale(["none", "some", "much"], [["none", "some", "weak"], ["some", "much", "strong"]])
    function = scale.value_function({"none": 0, "some": "1/2", "much": 10})
    assert [point[0] for point in function.points] == [0, Fraction(1, 2), 10]
    assert [float(point[1]) for point in function.points] == pytest.approx([100, 200 / 3, 0])


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ({"a": 1}, "no level for 'b'"),
        ({"a": 1, "b": 1}, "two options stand for the same level"),
        ({"a": 1, "b": float("nan")}, "the level of 'b': nan is not a finite number"),
        ({"a": 1, "b": 0, "d": 2}, "a level for 'd', which was not judged"),
    ],
)
def test_levels_that_make_no_value_function_are_refused_by_name(levels, message):
    with pytest.raises(WeightsError, match=message):
        macbeth_scale(["a", "b"], [["a", "b", 1]]).value_function(levels)


def test_the_scale_is_a_value():
    scale = macbeth_scale(["a", "b"], [["a", "b", 2]])
    assert scale == macbeth_scale(["a", "b"], [["a", "b", "weak"]])
    assert isinstance(scale, MacbethScale)
    assert hash(scale) == hash(macbeth_scale(["a", "b"], [["a", "b", 2]]))
    with pytest.raises(AttributeError):
        scale.values = {}
    assert scale.repaired() is scale


def test_weights_are_the_values_of_swings_above_none():
    """jobs 5, cost 3, air 2 fit every judgement, and no shorter scale does: each stands at its own category."""
    weights = macbeth(SWINGS)
    assert weights.fractions == {"jobs": Fraction(1, 2), "cost": Fraction(3, 10), "air": Fraction(1, 5)}
    assert weights.consistency["basic_scale"] == {"jobs": 5, "cost": 3, "air": 2}
    assert weights.consistency["consistent"] is True


def test_the_judgements_of_weights_give_the_same_weights_again():
    weights = macbeth(tuple(tuple(each) for each in SWINGS))
    kept = weights.judgements
    again = getattr(mcda.elicit, kept["method"])(**{k: v for k, v in kept.items() if k != "method"})
    assert again == weights
    assert macbeth([["none", "x", 0], ["y", "none", 3]], reference="none").judgements["reference"] == "none"


@settings(max_examples=15)
@given(judged(slips=0))
def test_weights_and_scale_agree_where_the_reference_is_the_least_attractive(said):
    names, given_ = said
    scale = macbeth_scale(names, given_)
    assume({name for each in given_ for name in each[:2]} == set(names) and scale.basic[names[-1]] == 0)
    assume(max(scale.basic.values()) > 0)
    weights = macbeth(given_, reference=names[-1])
    total = sum(v for o, v in scale.basic.items() if o != names[-1])
    assert weights.shares == pytest.approx({o: scale.basic[o] / total for o in weights.shares}, abs=1e-6)


def test_swings_that_were_not_compared_with_none_stay_at_or_above_it():
    weights = macbeth([["a", "b", "very weak"], ["a", "all_low", "weak"]])
    assert weights.shares["a"] > weights.shares["b"] >= 0


def test_contradicting_swings_are_refused_with_their_smallest_repair():
    said = [["a", "b", 3], ["b", "all_low", 2], ["a", "all_low", 1]]
    with pytest.raises(
        WeightsError, match=r"These cannot hold together: .*a over all_low.* The smallest repair: .* -> "
    ):
        macbeth(said)
    with pytest.raises(WeightsError, match="cannot hold together: a over b: very strong; a over all_low: very weak"):
        macbeth([["a", "b", 5], ["a", "all_low", 1]])


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ([], "there are no judgements"),
        ("a over b", "the judgements: found 'a over b'; expected a list"),
        ([["a", "b"]], r"judgement 1 is \['a', 'b'\]; expected the more attractive"),
        ([["a", "a", 1]], "judgement 1 compares 'a' with itself"),
        ([["a", 7, 1]], "judgement 1 is"),
        ([["a", "b", 1], ["b", "a", 2]], "judgement 2 judges 'b' and 'a' again, after judgement 1"),
        ([["a", "b", 7]], "judgement 1, 'a' over 'b' is 7; expected a category from 0"),
        ([["a", "b", -1]], "is -1; expected a category from 0"),
        ([["a", "b", 1.5]], "is 1.5; expected a category from 0"),
        ([["a", "b", True]], "is True; expected a category from 0"),
        ([["a", "b", float("nan")]], "is nan; expected a category from 0"),
        ([["a", "b", None]], "is None; expected a category from 0"),
        ([["a", "b", "moderat"]], "is 'moderat'; did you mean 'moderate'"),
        ([["a", "b", [3, 2]]], r"is \[3, 2\]; expected one category, or two with the lower one first"),
        ([["a", "b", []]], r"is \[\]"),
        ([["a", "b", [1, 2, 3]]], "expected one category, or two"),
    ],
)
def test_judgements_of_another_form_are_refused_by_name(said, message):
    for ask in (macbeth, lambda judgements: macbeth_scale(["a", "b"], judgements)):
        with pytest.raises(WeightsError, match=message):
            ask(said)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ([["a", "b", 1]], "no judgement names the reference 'all_low'"),
        ([["all_low", "a", 2]], "'all_low' is judged more attractive than 'a'"),
        ([["a", "all_low", 0]], "no judgement gives a swing a value"),
    ],
)
def test_judgements_that_give_no_weights_are_refused_by_name(said, message):
    with pytest.raises(WeightsError, match=message):
        macbeth(said)


@pytest.mark.parametrize(
    ("options", "anchors", "message"),
    [
        (["A"], None, r"the options are \['A'\]; expected at least two"),
        (["A", "A"], None, "expected at least two, each once"),
        ("AB", None, "the options: found 'AB'; expected a list"),
        (["A", 3], None, "the options: 3 is no id"),
        (["A", "C"], None, "judgement 1 names 'B'"),
        (["A", "B"], {"A": 1}, "there are 1 anchors"),
        (["A", "B"], {"A": 1, "X": 0}, "the anchor 'X' is not among the options"),
        (["A", "B"], {"A": 0, "B": 1}, "expected the higher value for the more attractive"),
        (["A", "B"], {"A": 1, "B": float("inf")}, "the anchor 'B': inf is not a finite number"),
    ],
)
def test_options_and_anchors_that_make_no_scale_are_refused_by_name(options, anchors, message):
    with pytest.raises(WeightsError, match=message):
        macbeth_scale(options, [["A", "B", 2]], anchors=anchors)


def test_options_of_which_none_is_more_attractive_are_all_at_0():
    scale = macbeth_scale(["a", "b"], [["a", "b", "no"]])
    assert scale.basic == scale.values == {"a": 0, "b": 0}
    assert scale.ranges == {"a": (0, 0), "b": (0, 0)}


def test_a_deletion_filter_keeps_the_first_of_nothing_that_could_be_spared():
    assert irreducible([1, 2, 3, 4], lambda kept: sum(kept) >= 7) == (3, 4)
