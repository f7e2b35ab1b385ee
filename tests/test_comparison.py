"""Many rankings side by side: the table of places, and what it says about agreement."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import kendalltau

import mcda
from mcda.errors import McdaError


@pytest.fixture(scope="module")
def study():
    return mcda.load_study()


@pytest.fixture(scope="module")
def comparison(study):
    return mcda.compare(
        study, methods=["additive", "topsis", "vikor"], weights=["balanced", "defence"], scenarios=[None, "abrupt"]
    )


def test_there_is_one_row_for_each_method_profile_and_scenario(comparison):
    assert [(r.method, r.weights, r.scenario) for r in comparison.rows] == [
        (m, w, s) for m in ("additive", "topsis", "vikor") for w in ("balanced", "defence") for s in (None, "abrupt")
    ]


def test_each_row_holds_the_places_of_that_very_ranking(study, comparison):
    row = comparison.rows[5]

    assert row.places == mcda.rank(study, method="topsis", weights="balanced", scenario="abrupt").places


def test_by_default_everything_is_compared_with_everything(study):
    everything = mcda.compare(study)

    assert len(everything.rows) == len(mcda.methods.COMMON) * 8 * 4
    assert not [row.problem for row in everything.rows if row.problem]


def test_agreement_counts_winners_and_the_range_of_places(comparison):
    agreement = comparison.agreement
    table = comparison.to_frame().iloc[:, 3:].to_numpy()

    assert sum(dict(agreement.winners).values()) == (table == 1).sum()
    assert agreement.ranges == tuple(
        (o, table[:, i].min(), table[:, i].max()) for i, o in enumerate(comparison.options.ids)
    )


def test_mean_and_lowest_kendall_equal_scipys_over_all_pairs_of_rankings(comparison):
    table = comparison.to_frame().iloc[:, 3:].to_numpy().astype(float)
    taus = [kendalltau(a, b).statistic for a, b in combinations(table, 2)]

    assert comparison.agreement.kendall == pytest.approx(np.mean(taus), abs=1e-12)
    assert comparison.agreement.least == pytest.approx(min(taus), abs=1e-12)


def test_a_pair_of_methods_is_compared_over_the_same_weights_and_scenarios(comparison):
    pair = comparison.agreement.pairs[0]
    frame = comparison.to_frame()
    ours, theirs = (frame[frame.method == m].iloc[:, 3:].to_numpy().astype(float) for m in ("additive", "topsis"))

    assert (pair.first, pair.second) == ("additive", "topsis")
    assert pair.kendall == pytest.approx(
        np.mean([kendalltau(a, b).statistic for a, b in zip(ours, theirs, strict=True)])
    )
    assert pair.furthest[1] == np.abs(ours - theirs).max()


def test_a_method_that_cannot_be_applied_leaves_its_reason_and_the_others_go_on(study):
    compared = mcda.compare(study, methods=["wpm", "topsis"], weights=["balanced"], scenarios=[None], on="units")

    assert "status_quo" in compared.rows[0].problem
    assert compared.rows[0].places == {}
    assert compared.rows[1].places["exchanges"] == 2
    assert compared.to_dict()["rows"][0]["problem"]


def test_unnamed_weightings_are_told_apart(study):
    one_criterion = [0.0] * 11 + [1.0]
    compared = mcda.compare(study, methods=["additive", "vikor"], weights=[[1.0] * 12, one_criterion], scenarios=[None])
    first, second = (compared.where(lambda row, w=w: row.weights == w) for w in ("given 1", "given 2"))

    expected = [first.agreement.pairs[0].kendall, second.agreement.pairs[0].kendall]
    assert expected[0] != expected[1]
    assert compared.agreement.pairs[0].kendall == pytest.approx(np.mean(expected))
    assert compared.agreement.pairs[0].least == min(expected)


def test_two_settings_of_one_method_are_told_apart(study):
    mild = mcda.methods.named("topsis", power=1.0)
    compared = mcda.compare(study, methods=["topsis", mild], weights=["balanced"], scenarios=[None])

    assert [row.method for row in compared.rows] == [
        "Topsis(normalization='vector', power=2.0)",
        "Topsis(normalization='vector', power=1.0)",
    ]
    assert len(compared.agreement.pairs) == 1


def test_what_weights_mean_to_each_method_stands_beside_the_table(comparison):
    meanings = dict(comparison.weights_mean)

    assert set(meanings) == {"additive", "topsis", "vikor"}
    assert len({str(meaning) for meaning in meanings.values()}) == 3


def test_words_say_where_the_rankings_agree_and_what_weights_mean(comparison):
    """The numbers in the words are those of the table: first places counted, places spanned."""
    words = "\n".join(comparison.in_words())
    agreement = comparison.agreement
    first, count = agreement.winners[0]
    label = comparison.options[first].label

    assert f"First of 12 rankings: {label} in {count}" in words
    assert f"mean Kendall correlation of {agreement.kendall:.2f}" in words
    assert "  vikor: How bad it is to be worst" in words
    assert words in repr(comparison)


def test_one_ranking_alone_agrees_with_nobody(study):
    alone = mcda.compare(study, methods=["additive"], weights=["balanced"], scenarios=[None]).agreement

    assert (alone.kendall, alone.least, alone.pairs) == (None, None, ())
    assert alone.always_first == ("exchanges",)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"methods": []}, "the list of methods is empty"),
        ({"weights": "balanced"}, "weights is one string, 'balanced'; expected a list"),
        ({"weights": ["balanced", "balanced"]}, "'balanced' stands twice among the weights"),
        ({"methods": ["topsis", "topsis"]}, "stands twice among the methods"),
        ({"weights": ["balancd"]}, "'balancd' is not a weight profile"),
        ({"scenarios": ["abrubt"]}, "'abrubt' is not a scenario"),
    ],
)
def test_a_slip_in_a_list_is_refused_by_name(study, arguments, told):
    with pytest.raises(McdaError) as refused:
        mcda.compare(study, **arguments)

    assert told in str(refused.value)


def test_notes_of_rankings_stand_below_the_comparison_once_with_what_they_belong_to(study):
    nobody = mcda.elicit.objective.entropy(study.values)
    found = mcda.compare(study, methods=["additive", "topsis"], weights=[nobody, "balanced"], scenarios=[None])
    (note,) = found.notes
    assert note.startswith("additive, entropy, from the data; topsis, entropy, from the data: ")
    assert note.endswith("nobody's preferences.")
    assert f"note: {note}" in repr(found)
    assert found.to_dict()["notes"] == [note]
