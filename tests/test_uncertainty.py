"""What is uncertain: distributions against scipy's, the same draws in any batch, weights uniform where they say so."""

import math
import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from strategies import tables

import mcda
from mcda.criteria import Criteria, Criterion
from mcda.draws import GRANULE, simplex_draws, stream
from mcda.elicit import weight_polytope
from mcda.errors import McdaError, NameUnknownError, TableError, WeightsError
from mcda.options import Option, Options, Score
from mcda.robustness.question import Question, ask
from mcda.robustness.uncertainty import (
    AllWeights,
    Certain,
    DirichletWeights,
    Discrete,
    Lognormal,
    Normal,
    Pert,
    SetOfWeights,
    Triangular,
    Uniform,
    WeightsNear,
    WeightUncertainty,
    ordinal_column,
    score_uncertainty,
    weight_uncertainty,
)
from mcda.scales import Goal, Scale
from mcda.table import PerformanceTable
from mcda.weights import Weights

# The distributions, and what scipy calls them.
KINDS = {
    "triangular": (Triangular(10, 30, 70), stats.triang(1 / 3, 10, 60)),
    "triangular, mode at the end": (Triangular(10, 70, 70), stats.triang(1, 10, 60)),
    "pert": (Pert(10, 30, 70), stats.beta(1 + 4 / 3, 1 + 8 / 3, 10, 60)),
    "pert, narrow": (Pert(-5, 0, 1, shape=20), stats.beta(1 + 100 / 6, 1 + 20 / 6, -5, 6)),
    "uniform": (Uniform(-3, 4), stats.uniform(-3, 7)),
    "normal": (Normal(50, 5), stats.norm(50, 5)),
    "lognormal": (Lognormal(20, 0.5), stats.lognorm(0.5, scale=20)),
}
RANGES = {"a": (40, 60, 65), "b": (0, 0, 100), "c": (30, 30, 30)}


def seen(**named):
    """Three options on two criteria, of which `x` has the ranges above."""
    table = PerformanceTable.of(
        [[60, 1], [0, 2], [30, 3]], goals=["max", "max"], options=list("abc"), criteria=["x", "y"], **named
    )
    scores = {
        (o, "x"): Score(Fraction(value), Fraction(low), Fraction(high)) for o, (low, value, high) in RANGES.items()
    }
    return Question("wsm", table, [1, 1], scores=scores)


def plain(question):
    return Question(question.method, question.table, question.weights)


KOREA = ask(mcda.load_study())


# --- distributions


@pytest.mark.parametrize(("ours", "theirs"), KINDS.values(), ids=KINDS)
def test_mean_variance_and_quantiles_are_those_of_scipy(ours, theirs):
    u = np.linspace(0.001, 0.999, 201)
    np.testing.assert_allclose(ours.quantile(u), theirs.ppf(u), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(theirs.cdf(ours.quantile(u)), u, atol=1e-9)
    np.testing.assert_allclose([ours.mean, ours.variance], [theirs.mean(), theirs.var()], rtol=1e-12)


@pytest.mark.parametrize(("ours", "theirs"), KINDS.values(), ids=KINDS)
def test_the_ends_are_those_of_scipy(ours, theirs):
    low, high = theirs.support()
    assert ours.low == (low if math.isfinite(low) else None)
    assert ours.high == pytest.approx(high, rel=1e-15) if math.isfinite(high) else ours.high is None


@pytest.mark.parametrize(("ours", "theirs"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("mixed", [False, True])
def test_draws_follow_the_distribution(ours, theirs, mixed):
    """Kolmogorov and Smirnov; alone, and beside a PERT score, which changes how all are drawn."""
    cells = {("a", "x"): ours} | ({("b", "y"): Pert(0, 1, 2)} if mixed else {})
    drawn = score_uncertainty(plain(seen()), cells=cells).draw(stream(3, 0, 1), 20_000)[:, 0, 0]
    assert stats.kstest(drawn, theirs.cdf).pvalue > 1e-4
    assert drawn.min() >= theirs.support()[0]
    assert drawn.max() <= theirs.support()[1]
    assert drawn.mean() == pytest.approx(ours.mean, abs=4 * math.sqrt(ours.variance / 20_000))


def test_discrete_draws_come_as_often_as_their_chances():
    """Chi-square against the chances; the mean and variance by hand: 0.2 * 1 + 0.5 * 2 + 0.3 * 5 = 2.7."""
    ours = Discrete([5, 1, 2, 9], [0.3, 0.2, 0.5, 0])
    assert (ours.mean, ours.low, ours.high) == (pytest.approx(2.7), 1, 5)
    assert ours.variance == pytest.approx(0.2 * 1.7**2 + 0.5 * 0.7**2 + 0.3 * 2.3**2)
    drawn = score_uncertainty(plain(seen()), cells={("a", "x"): ours}).draw(stream(4, 0, 1), 10_000)[:, 0, 0]
    found, counts = np.unique(drawn, return_counts=True)
    assert found.tolist() == [1, 2, 5]
    assert stats.chisquare(counts, [2000, 5000, 3000]).pvalue > 1e-4


def test_a_discrete_quantile_is_the_lowest_value_whose_chances_reach_it():
    ours = Discrete([1, 2, 5], [0.25, 0.5, 0.25])
    assert ours.quantile([0, 0.25, 0.2501, 0.75, 0.7501, 1]).tolist() == [1, 1, 2, 2, 5, 5]


@pytest.mark.parametrize(
    "ours",
    [
        Triangular(5.1, 5.1, 5.1),
        Pert(5.1, 5.1, 5.1),
        Uniform(5.1, 5.1),
        Normal(5.1, 0),
        Lognormal(5.1, 0),
        Discrete([5.1, 7], [1, 0]),
        Certain(5.1),
    ],
)
def test_no_width_gives_the_number_exactly(ours):
    assert (ours.mean, ours.variance, ours.low, ours.high) == (5.1, 0, 5.1, 5.1)
    assert (ours.quantile([0, 0.3, 1]) == 5.1).all()
    known = score_uncertainty(plain(seen()), cells={("a", "x"): ours})
    assert (known.cells, known.dimension) == ((), 0)
    assert (known.draw(stream(0, 0, 1), 5)[:, 0, 0] == 5.1).all()
    assert (known.at(np.empty((5, 0)))[:, 0, 0] == 5.1).all()


@given(
    st.lists(st.floats(-1e12, 1e12), min_size=3, max_size=3).map(sorted),
    st.lists(st.floats(1e-9, 1 - 1e-9), min_size=2, max_size=5).map(sorted),
    st.floats(0.1, 30),
)
def test_quantiles_rise_and_stay_in_the_range(ends, u, shape):
    for ours in (Triangular(*ends), Pert(*ends, shape), Uniform(ends[0], ends[2])):
        found = ours.quantile(u)
        assert (found >= ends[0]).all()
        assert (found <= ends[2]).all()
        assert (np.diff(found) >= -1e-9 * (ends[2] - ends[0])).all()


def test_a_quantile_has_the_shape_of_the_chances():
    for ours in (*(each for each, _ in KINDS.values()), Discrete([1, 2], [0.5, 0.5]), Certain(3)):
        assert ours.quantile(0.5).shape == ()
        assert ours.quantile(np.full((2, 3), 0.5)).shape == (2, 3)


def test_the_ends_are_quantiles_where_there_are_ends():
    for ours in (Triangular(1, 2, 4), Pert(1, 2, 4), Uniform(1, 4)):
        assert ours.quantile([0, 1]).tolist() == [1, 4]
    assert Lognormal(2, 1).quantile(0) == 0
    for ours, u in ((Normal(0, 1), 0), (Normal(0, 1), 1), (Lognormal(2, 1), 1)):
        with pytest.raises(McdaError, match="no quantile at 0 or 1"):
            ours.quantile(u)


@pytest.mark.parametrize("u", [-0.1, 1.1, math.nan, "half", None])
def test_a_chance_that_is_none_is_an_error(u):
    with pytest.raises(McdaError, match="chance"):
        Uniform(0, 1).quantile(u)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Triangular(5, 3, 8), "Triangular has low 5, mode 3, high 8; expected low <= mode <= high"),
        (lambda: Pert(5, 9, 8), "Pert has low 5, mode 9, high 8"),
        (lambda: Uniform(2, 1), "Uniform has low 2, high 1"),
        (lambda: Pert(0, 1, 2, shape=0), "shape of Pert is 0; expected a number above 0"),
        (lambda: Normal(0, -1), "deviation of Normal is -1; expected zero or more"),
        (lambda: Lognormal(0, 1), "median of Lognormal is 0; expected a number above 0"),
        (lambda: Lognormal(1, -1), "spread of Lognormal is -1"),
        (lambda: Lognormal(1, 40), "spreads beyond all numbers"),
        (lambda: Triangular(0, math.nan, 1), "mode of Triangular is nan; expected a finite number"),
        (lambda: Uniform(0, math.inf), "high of Uniform is inf"),
        (lambda: Lognormal(1, 1e200), "spreads beyond all numbers"),
        (lambda: Uniform(-1.7e308, 1.7e308), "wider than 1e[+]150; state it in a larger unit"),
        (lambda: Normal(0, 1e200), "wider than"),
        (lambda: Discrete([0, 1e200], [0.5, 0.5]), "wider than"),
        (lambda: Certain("5"), "value of Certain is '5'"),
        (lambda: Normal(True, 1), "mean of Normal is True"),
        (lambda: Discrete([1, 2], [0.5, 0.6]), "the chances of Discrete add to 1.1; expected 1"),
        (lambda: Discrete([1, 2], [1.5, -0.5]), "a chance of Discrete is -0.5"),
        (lambda: Discrete([1, 2], [1]), "2 values and 1 chances"),
        (lambda: Discrete([], []), "0 values"),
        (lambda: Discrete([1, math.nan], [0.5, 0.5]), "finite numbers"),
        (lambda: Discrete(3, 1), "expected a list of numbers"),
    ],
)
def test_what_is_no_distribution_is_a_clear_error(make, told):
    with pytest.raises(McdaError, match=told.replace("(", r"\(")):
        make()


# --- scores


@pytest.mark.parametrize("kind", ["triangular", "pert", "uniform"])
def test_a_kind_takes_the_low_value_and_high_of_each_score(kind):
    known = score_uncertainty(seen(), kind)
    made = {"triangular": Triangular, "pert": Pert, "uniform": lambda low, _, high: Uniform(low, high)}[kind]
    assert known.cells == ((0, 0), (1, 0))
    assert known.distributions == {("a", "x"): made(40, 60, 65), ("b", "x"): made(0, 0, 100)}
    assert known.words == f"{kind} between low and high (2 scores)"
    assert known.sources == (("a", "x"), ("b", "x"))
    drawn = known.draw(stream(1, 0, 1), 500)
    assert (drawn[:, 2] == [30, 3]).all()
    assert (drawn[:, :, 1] == [1, 2, 3]).all()
    assert drawn[:, 0, 0].min() >= 40
    assert drawn[:, 0, 0].max() <= 65


def test_the_mean_and_the_variance_of_a_table_are_those_of_its_scores():
    known = score_uncertainty(seen(), cells={("c", "y"): Normal(7, 2)})
    assert known.mean.tolist() == [[55, 1], [100 / 3, 2], [30, 7]]
    assert known.variance[2, 1] == 4
    assert known.variance[0, 0] == Triangular(40, 60, 65).variance
    assert (known.variance[:2, 1] == 0).all()
    drawn = known.draw(stream(2, 0, 1), 20_000)
    np.testing.assert_allclose(drawn.mean(axis=0), known.mean, atol=4 * math.sqrt(known.variance.max() / 20_000))


def test_every_score_of_korea_stays_in_its_range_and_has_its_mean():
    for kind in ("triangular", "pert", "uniform"):
        known = score_uncertainty(KOREA, kind)
        drawn = known.draw(stream(0, 0, 1), 4000)
        assert (drawn >= KOREA.low).all()
        assert (drawn <= KOREA.high).all()
        # 156 means at once: 5 standard errors.
        assert (np.abs(drawn.mean(axis=0) - known.mean) <= 5 * np.sqrt(known.variance / 4000) + 1e-9).all()


@pytest.mark.parametrize("scenario", [None, *mcda.load_study().scenarios])
def test_the_ranges_of_korea_hold_their_scores_in_every_scenario(scenario):
    question = ask(mcda.load_study(), scenario=scenario)
    known = score_uncertainty(question)
    assert known.dimension == int((question.high > question.low).sum())


MIXED = {
    ("a", "x"): Normal(50, 3),
    ("b", "x"): Pert(0, 10, 30),
    ("c", "x"): Discrete([1, 2], [0.5, 0.5]),
    ("a", "y"): Triangular(0, 1, 3),
    ("b", "y"): Lognormal(3, 1),
}
SORTS = {
    "triangular": lambda: score_uncertainty(seen()),
    "pert": lambda: score_uncertainty(seen(), "pert"),
    "noise": lambda: score_uncertainty(seen(), deviations=2.0),
    "noise on one criterion": lambda: score_uncertainty(seen(), deviations={"y": 2.0}),
    "noise and noise as a factor": lambda: score_uncertainty(seen(), cells={("b", "y"): MIXED["b", "y"]}, deviations=1),
    "an order": lambda: score_uncertainty(seen(), ordinal=["y"]),
    "an order and pert": lambda: score_uncertainty(seen(scales={"y": (0, 9)}), "pert", ordinal=["y"]),
    "an order and noise": lambda: score_uncertainty(seen(), "ordinal", deviations=1.0, ordinal=["y"]),
    "all kinds": lambda: score_uncertainty(seen(), cells=MIXED),
    "none": lambda: score_uncertainty(seen(), deviations=0.0),
}


@pytest.mark.parametrize("make", SORTS.values(), ids=SORTS)
def test_draws_are_the_same_in_any_batch(make):
    known = make()
    whole = known.draw(stream(5, 1, 1), 2000)
    assert (known.draw(stream(5, 1, 1), 7) == whole[:7]).all()
    numbers = stream(5, 1, 1)
    parts = [known.draw(numbers, size) for size in (1, 700, 299, 1000)]
    assert (np.concatenate(parts) == whole).all()


@pytest.mark.parametrize("make", SORTS.values(), ids=SORTS)
def test_uniform_numbers_lead_to_the_same_distribution_as_draws(make):
    """Two samples against each other, score by score; and each number row for row alone."""
    known = make()
    uniform = stream(6, 0, 0).random((4000, known.dimension))
    drawn, mapped = known.draw(stream(6, 0, 1), 4000), known.at(uniform)
    assert (known.at(uniform[10:11]) == mapped[10:11]).all()
    for i in range(3):
        for j in range(2):
            if (i, j) in known.cells:
                assert stats.ks_2samp(drawn[:, i, j], mapped[:, i, j]).pvalue > 1e-4
            else:
                assert (drawn[:, i, j] == known.mean[i, j]).all()
                assert (mapped[:, i, j] == known.mean[i, j]).all()


@pytest.mark.parametrize("make", SORTS.values(), ids=SORTS)
def test_uncertain_scores_survive_pickling(make):
    known = make()
    known.draw(stream(0, 0, 1), 2)
    again = pickle.loads(pickle.dumps(known))  # noqa: S301
    assert (again.draw(stream(1, 2, 1), 50) == known.draw(stream(1, 2, 1), 50)).all()
    assert (again.words, again.cells) == (known.words, known.cells)


def test_each_uniform_number_decides_the_score_it_says():
    known = score_uncertainty(seen(), cells=MIXED)
    start = np.full((1, known.dimension), 0.4)
    for k, (option, criterion) in enumerate(known.sources):
        moved = start.copy()
        moved[0, k] = 0.9
        changed = np.argwhere(known.at(moved)[0] != known.at(start)[0])
        assert changed.tolist() == [["abc".index(option), "xy".index(criterion)]]


def test_a_quantile_of_one_score_is_that_of_its_distribution():
    known = score_uncertainty(seen(), cells=MIXED)
    u = np.array([0.1, 0.5, 0.9])
    for (i, j), (option, criterion) in zip(known.cells, known.sources, strict=True):
        assert (known.quantile(i, j, u) == MIXED[option, criterion].quantile(u)).all()
        row = np.full((3, known.dimension), 0.5)
        row[:, known.sources.index((option, criterion))] = u
        np.testing.assert_allclose(known.at(row)[:, i, j], known.quantile(i, j, u), rtol=1e-12)
    assert known.quantile(2, 1, u).tolist() == [3, 3, 3]


def test_noise_on_every_score_is_one_normal_number_each_row_by_row():
    """The rule of rank acceptabilities so far: the table plus deviations times standard normal numbers."""
    question = seen()
    spread = np.array([[1, 2], [3, 4], [5, 6]])
    drawn = score_uncertainty(question, deviations=spread).draw(stream(9, 0, 1), 10)
    assert (drawn == question.table.values + spread * stream(9, 0, 1).standard_normal((10, 3, 2))).all()


def test_a_distribution_of_its_own_overrules_the_kind():
    known = score_uncertainty(seen(), "uniform", cells={("a", "x"): Certain(61), ("c", "x"): Normal(30, 1)})
    assert known.cells == ((1, 0), (2, 0))
    assert known.mean[:, 0].tolist() == [61, 50, 30]
    assert known.words == "uniform between low and high (1 score); certain, normal, given one by one (2 scores)"


def test_the_order_in_which_scores_are_given_does_not_matter():
    one, other = score_uncertainty(seen(), cells=MIXED), score_uncertainty(seen(), cells=dict(reversed(MIXED.items())))
    assert (one.draw(stream(1, 0, 1), 20) == other.draw(stream(1, 0, 1), 20)).all()


def test_a_table_without_width_is_the_table():
    question = KOREA
    exact = question.with_performances(question.table.values)
    known = score_uncertainty(exact, deviations=0)
    assert (known.draw(stream(0, 0, 1), 3) == question.table.values).all()
    assert known.words == "certain"


@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        (lambda: score_uncertainty(plain(seen())), McdaError, "no ranges of scores are stated here; give deviations="),
        (lambda: score_uncertainty(seen(), "triangle"), McdaError, "did you mean 'triangular'"),
        (lambda: score_uncertainty(seen(), "pert", deviations=1), McdaError, "give one of them"),
        (lambda: score_uncertainty(seen(), cells={("z", "x"): Certain(1)}), NameUnknownError, "'z' is not an option"),
        (lambda: score_uncertainty(seen(), cells={("a", "z"): Certain(1)}), NameUnknownError, "is not a criterion"),
        (lambda: score_uncertainty(seen(), cells={("a", "x"): 5}), McdaError, "expected a distribution"),
        (lambda: score_uncertainty(seen(), cells={"ax": Certain(1)}), McdaError, "has the key 'ax'"),
        (lambda: score_uncertainty(seen(), cells=[1]), McdaError, "expected distributions by"),
        (lambda: score_uncertainty(seen(), deviations=-1), TableError, "'a' on 'x' is -1; expected a finite number"),
        (lambda: score_uncertainty(seen(), deviations=math.nan), TableError, "is nan"),
        (lambda: score_uncertainty(seen(), deviations={"z": 1}), TableError, "'z', which is not a criterion"),
        (lambda: score_uncertainty(seen(), deviations=[1, 2]), TableError, "expected one number"),
        (lambda: score_uncertainty(seen(), deviations="5"), TableError, "expected one number"),
        (lambda: score_uncertainty(seen(), "ordinal"), McdaError, "no criterion here has an ordinal scale"),
        (lambda: score_uncertainty(seen(), ordinal=["z"]), NameUnknownError, "is not a criterion"),
        (lambda: score_uncertainty(seen(), ordinal="x"), McdaError, "in a list"),
        (lambda: score_uncertainty(seen(), ordinal=["x"], cells={("a", "x"): Certain(1)}), McdaError, "only an order"),
        (lambda: score_uncertainty(seen()).at(np.full((2, 3), 0.5)), McdaError, r"expected \(size, 2\)"),
        (lambda: score_uncertainty(seen()).at(np.array([[0.5, 1.0]])), McdaError, "not above 0 and below 1"),
        (lambda: score_uncertainty(seen()).at(np.array([[0.5, math.nan]])), McdaError, "not above 0 and below 1"),
        (lambda: score_uncertainty(seen()).quantile(3, 0, 0.5), McdaError, "no performance at row 3"),
    ],
)
def test_what_makes_no_sense_about_scores_is_a_clear_error(call, error, told):
    with pytest.raises(error, match=told):
        call()


def test_a_range_that_does_not_hold_its_value_is_an_error_that_names_the_score():
    question = seen()
    wrong = Question(
        question.method,
        question.table,
        question.weights,
        scores={("a", "x"): Score(Fraction(50), Fraction(70), Fraction(80))},
    )
    with pytest.raises(TableError, match="the score of 'a' on 'x' is 60 and its range 70 to 80"):
        score_uncertainty(wrong)


# --- orders


def ordinal_table(*columns, level="ordinal", low=0, high=10):
    scale = Scale(Fraction(low), Fraction(high), level=level)
    criteria = Criteria(tuple(Criterion(f"c{j}", Goal.MAX, scale=scale) for j in range(len(columns))))
    options = Options(tuple(Option(f"o{i}") for i in range(len(columns[0]))))
    return PerformanceTable(options, criteria, np.array(columns, dtype=np.float64).T)


def test_levels_between_the_ends_of_a_scale_are_order_statistics():
    """The k-th of n uniform numbers has a Beta(k, n + 1 - k) distribution; the ends of the scale stay."""
    question = Question("wsm", ordinal_table([0, 3, 4, 9, 10, 4]), [1])
    known = score_uncertainty(question, "ordinal")
    assert known.words == "an order only: c0"
    assert known.dimension == 3
    assert known.sources == ((None, "c0"),) * 3
    assert known.cells == ((1, 0), (2, 0), (3, 0), (5, 0))
    drawn = known.draw(stream(8, 0, 1), 20_000)[:, :, 0]
    assert (drawn[:, 0] == 0).all()
    assert (drawn[:, 4] == 10).all()
    assert (drawn[:, 2] == drawn[:, 5]).all()
    for i, k in ((1, 1), (2, 2), (3, 3)):
        theirs = stats.beta(k, 4 - k, 0, 10)
        assert stats.kstest(drawn[:, i], theirs.cdf).pvalue > 1e-4
        assert known.mean[i, 0] == pytest.approx(theirs.mean())
        assert known.variance[i, 0] == pytest.approx(theirs.var())
        np.testing.assert_allclose(known.quantile(i, 0, [0.2, 0.7]), theirs.ppf([0.2, 0.7]))
    assert known.quantile(4, 0, [0.2]).tolist() == [10]


def test_without_a_scale_the_worst_and_the_best_are_the_ends():
    """Lahdelma, Miettinen & Salminen (2003): the first and the last rank are 1 and 0."""
    column = ordinal_column(Criterion("c", Goal.MIN), np.array([7.0, 2.0, 3.0, 2.0]))
    assert (column.low, column.high, column.levels, column.count) == (2, 7, (2, 0, 1, 0), 1)


def test_an_order_of_one_level_is_certain_without_a_scale_and_anywhere_on_one():
    flat = ordinal_column(Criterion("c", Goal.MAX), np.array([4.0, 4.0]))
    assert flat.count == 0
    assert flat.at(np.empty((2, 0))).tolist() == [[4, 4]] * 2
    on_scale = ordinal_table([4, 4])
    assert ordinal_column(on_scale.criteria["c0"], on_scale.values[:, 0]).count == 1


@given(tables(max_options=6, max_criteria=3), st.integers(0, 2**32))
@settings(max_examples=60)
def test_every_draw_keeps_the_order_and_the_ties(table, seed):
    question = Question("wsm", table, [1] * table.shape[1])
    known = score_uncertainty(question, ordinal=question.criteria)
    drawn = known.draw(stream(seed, 0, 1), 4)
    for j in range(table.shape[1]):
        was = np.sign(table.values[:, np.newaxis, j] - table.values[np.newaxis, :, j])
        now = np.sign(drawn[:, :, np.newaxis, j] - drawn[:, np.newaxis, :, j])
        # Rounding may close a gap next to a number a billion times as large; it never turns one around.
        assert (now * was >= 0).all()
        assert (now[:, was == 0] == 0).all()


def test_only_criteria_with_an_ordinal_scale_lose_their_numbers():
    scale = Scale(Fraction(0), Fraction(10), level="ordinal")
    criteria = Criteria.of(Criterion("x", Goal.MAX), Criterion("y", Goal.MAX, scale=scale))
    question = seen()
    table = PerformanceTable(question.table.options, criteria, question.table.values)
    known = score_uncertainty(Question("wsm", table, [1, 1], scores=question.scores), "ordinal")
    assert known.sources == (("a", "x"), ("b", "x"), (None, "y"), (None, "y"), (None, "y"))
    assert known.words == "triangular between low and high (2 scores); an order only: y"


# --- weights


def test_all_weights_are_the_draws_of_the_simplex():
    found = AllWeights(tuple("abcd")).granule(3, seed=11)
    assert (found == simplex_draws(stream(11, 3, 0), GRANULE, 4)).all()


def granules(source, count, seed=1):
    return np.concatenate([source.granule(k, seed=seed) for k in range(count)])


@pytest.mark.parametrize("m", [2, 3, 7])
def test_shares_of_all_weights_are_beta_distributed(m):
    """Dirichlet(1, ..., 1) has the marginals Beta(1, m - 1), from draws and from uniform numbers alike."""
    source = AllWeights(tuple(f"c{j}" for j in range(m)))
    assert source.dimension == m - 1
    mapped = source.at(stream(2, 0, 5).random((8192, m - 1)))
    for drawn in (granules(source, 8), mapped):
        np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)
        for j in range(m):
            assert stats.kstest(drawn[:, j], stats.beta(1, m - 1).cdf).pvalue > 1e-4


def test_one_criterion_has_all_the_weight():
    source = AllWeights(("only",))
    assert source.dimension == 0
    assert (source.granule(0, seed=1) == 1).all()
    assert source.at(np.empty((3, 0))).tolist() == [[1]] * 3


POINTS = {"a": 5, "b": 3, "c": 2}


def test_weights_near_a_profile_are_uniform_in_their_box():
    """Against all weights of three criteria, of which those in the box are kept: the two shares that are free."""
    source = WeightsNear(Weights.from_points(POINTS), within=0.3)
    near = granules(source, 20)
    shares = np.array([0.5, 0.3, 0.2])
    every = simplex_draws(np.random.default_rng(7), 400_000, 3)
    kept = every[(np.abs(every - shares) <= 0.3 * shares).all(axis=1)]
    assert len(kept) > 15_000
    # Marginals, and directions across, which together tell a uniform hexagon from others.
    for way in np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, -1, 0], [0, 1, -1], [2, -1, 3]]):
        assert stats.ks_2samp(near @ way, kept @ way).pvalue > 1e-4
    inside = (np.abs(near[:, 1:] - shares[1:]) <= 0.1 * shares[1:]).all(axis=1).mean()
    expected = (np.abs(kept[:, 1:] - shares[1:]) <= 0.1 * shares[1:]).all(axis=1).mean()
    error = math.sqrt(expected * (1 - expected) * (1 / len(near) + 1 / len(kept)))
    assert inside == pytest.approx(expected, abs=4 * error)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12).filter(any), st.floats(0.001, 1), st.integers(0, 2**32))
@settings(max_examples=60)
def test_weights_near_a_profile_obey_their_bounds(given_points, within, seed):
    weights = Weights.from_points({f"c{j}": p for j, p in enumerate(given_points)})
    drawn = WeightsNear(weights, within).granule(0, seed=seed)
    shares = np.array(list(weights.shares.values()))
    assert drawn.shape == (GRANULE, len(shares))
    assert (np.abs(drawn - shares) <= within * shares + 1e-9).all()
    assert (drawn[:, shares == 0] == 0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-9)


def test_weights_near_many_criteria_are_found_quickly():
    source = WeightsNear(Weights.from_points({f"c{j}": 1 for j in range(300)}))
    assert source.granule(0, seed=1).shape == (GRANULE, 300)


def test_dirichlet_weights_have_the_profile_as_mean_and_beta_marginals():
    """A share w of a Dirichlet with concentration k has a Beta(k w, k (1 - w)) distribution."""
    source = DirichletWeights(Weights.from_points({**POINTS, "d": 0}), concentration=20)
    assert source.dimension == 2
    mapped = source.at(stream(2, 0, 5).random((8192, 2)))
    for drawn in (granules(source, 8), mapped):
        np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)
        assert (drawn[:, 3] == 0).all()
        for j, w in enumerate((0.5, 0.3, 0.2)):
            assert stats.kstest(drawn[:, j], stats.beta(20 * w, 20 * (1 - w)).cdf).pvalue > 1e-4


def test_dirichlet_weights_of_one_criterion_that_counts_are_certain():
    source = DirichletWeights(Weights.from_points({"a": 0, "b": 1}), concentration=3)
    assert (source.granule(0, seed=1) == [0, 1]).all()
    assert source.at(np.empty((2, 0))).tolist() == [[0, 1]] * 2


def test_a_tiny_concentration_gives_shares_that_still_add_to_one():
    drawn = DirichletWeights(Weights.from_points(POINTS), concentration=1e-3).granule(0, seed=1)
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)


def test_a_set_of_weights_draws_what_its_polytope_draws():
    known = weight_polytope(["a", "b", "c"], [{"share": "a", "at_least": 0.2, "at_most": 0.6}])
    source = SetOfWeights(known)
    assert (source.granule(2, seed=5) == known.granule(2, seed=5)).all()
    assert source.words == "all that obey 1 statement"
    assert source.dimension == 0
    assert source.at(np.empty((1, 0))) is None


def test_a_full_order_of_weights_is_mapped_from_uniform_numbers():
    """The order a, b, c is a simplex: two samples of it, one from uniform numbers, and the ROC weights as mean."""
    known = weight_polytope(["a", "b", "c"], [{"order": ["a", "b", "c"]}])
    source = SetOfWeights(known)
    assert source.dimension == 2
    mapped, drawn = source.at(stream(2, 0, 5).random((8192, 2))), granules(source, 8)
    assert (np.diff(mapped, axis=1) <= 1e-9).all()
    np.testing.assert_allclose(mapped.mean(axis=0), [11 / 18, 5 / 18, 2 / 18], atol=0.01)
    for j in range(3):
        assert stats.ks_2samp(mapped[:, j], drawn[:, j]).pvalue > 1e-4


SOURCES = {
    "all": AllWeights(("x", "y")),
    "near": WeightsNear(Weights.from_points({"x": 3, "y": 1})),
    "dirichlet": DirichletWeights(Weights.from_points({"x": 3, "y": 1}), 10),
    "set": SetOfWeights(weight_polytope(["x", "y"], [{"order": ["x", "y"]}])),
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_weights_come_granule_by_granule_and_survive_pickling(source):
    """No granule knows of another, seeds and granules differ, and another process draws the same."""
    first, second = source.granule(0, seed=1), source.granule(1, seed=1)
    again = pickle.loads(pickle.dumps(source))  # noqa: S301
    assert (again.granule(1, seed=1) == second).all()
    assert (again.granule(0, seed=1) == first).all()
    assert first.shape == (GRANULE, 2)
    assert (first != second).any()
    assert (source.granule(0, seed=2) != first).any()
    assert source.words


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_weights_follow_their_criteria_into_another_order(source):
    turned = source.ordered(["y", "x"])
    assert turned.criteria == ("y", "x")
    assert turned.ordered(("x", "y")) == source
    means = granules(source, 4).mean(axis=0), granules(turned, 4).mean(axis=0)
    np.testing.assert_allclose(means[0], means[1][::-1], atol=0.03)


def test_what_is_meant_by_weights_is_read_once():
    question = Question("wsm", seen().table, {"x": 3, "y": 1})
    assert weight_uncertainty(question, None) == weight_uncertainty(question, "all") == AllWeights(("x", "y"))
    assert weight_uncertainty(question, "near") == WeightsNear(question.weights)
    turned = Weights.from_points({"y": 1, "x": 1})
    assert weight_uncertainty(question, turned).criteria == ("x", "y")
    known = weight_polytope(["y", "x"], [{"order": ["y", "x"]}])
    drawn = weight_uncertainty(question, known).granule(0, seed=1)
    assert (drawn[:, 1] >= drawn[:, 0]).all()
    assert weight_uncertainty(question, SOURCES["dirichlet"]) is SOURCES["dirichlet"]


class Own(WeightUncertainty):
    """A kind of somebody's own, which knows one order of its criteria only."""

    criteria = ("y", "x")
    words = "mine"
    dimension = 0

    def granule(self, index, *, seed):  # noqa: ARG002
        return np.full((GRANULE, 2), 0.5)

    def at(self, uniform):  # noqa: ARG002
        return None


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: WeightsNear(Weights.from_points(POINTS), 0), "within is 0; expected a part above 0 and at most 1"),
        (lambda: WeightsNear(Weights.from_points(POINTS), -0.1), "within is -0.1"),
        (lambda: WeightsNear(Weights.from_points(POINTS), 25), "within is 25"),
        (lambda: WeightsNear(Weights.from_points(POINTS), math.nan), "within is nan"),
        (lambda: WeightsNear(Weights.from_points(POINTS), "a bit"), "within is 'a bit'"),
        (lambda: WeightsNear(POINTS), "is not Weights"),
        (lambda: DirichletWeights(Weights.from_points(POINTS), 0), "concentration is 0; expected a finite number"),
        (lambda: DirichletWeights(Weights.from_points(POINTS), math.inf), "concentration is inf"),
        (lambda: SetOfWeights(["x"]), "is no set of weights"),
        (lambda: AllWeights(()), "expected the id of at least one"),
        (lambda: AllWeights("ab"), "expected their ids in a list"),
        (lambda: AllWeights(("a", "a")), "each once"),
        (lambda: AllWeights(("a", "b")).at(np.full((1, 2), 0.5)), r"expected \(size, 1\)"),
        (lambda: AllWeights(("a", "b")).at(np.array([[1.0]])), "not above 0 and below 1"),
        (lambda: weight_uncertainty(seen(), "al"), "did you mean 'all'"),
        (lambda: weight_uncertainty(seen(), [1, 2]), "is no uncertainty of weights"),
        (lambda: weight_uncertainty(seen(), AllWeights(("x", "z"))), "'z', which is not a criterion"),
        (lambda: weight_uncertainty(seen(), AllWeights(("x",))), "leaves out the criterion 'y'"),
        (lambda: weight_uncertainty(seen(), Own()), "expected the order"),
    ],
)
def test_what_makes_no_sense_about_weights_is_a_clear_error(call, told):
    with pytest.raises(WeightsError, match=told):
        call()
