"""The friendly verbs on the Korea study: what the study is expected to say, and what a slip is told."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import mcda
from mcda.errors import McdaError


@pytest.fixture(scope="module")
def study():
    return mcda.load_study()


def test_doing_nothing_ties_with_diversifying_under_balanced_weights(study):
    """Exact by hand from the dossier's matrix: both have the value 1693/30 under exact shares."""
    weights = study.weights["balanced"].fractions
    exact = {
        option: sum(weights[c] * study.criteria[c].value.exact(study.scores[option, c].value) for c in weights)
        for option in ("status_quo", "diversify")
    }
    assert exact["status_quo"] == exact["diversify"] == Fraction(1693, 30)

    for scenario in (None, "partial"):
        places = mcda.rank(study, weights="balanced", scenario=scenario).places
        assert places["status_quo"] == places["diversify"] == 9
        assert 10 not in places.values()


def test_the_reading_of_the_source_puts_exchanges_and_innovation_first_and_exclusion_last(study):
    """Dossier section 4.1: if it does not, the score table does not say what the source says."""
    ranking = mcda.rank(study, weights="source_reading")

    assert set(ranking.order[:2]) == {"exchanges", "innovation_gap"}
    assert set(ranking.order[-2:]) == {"alliance", "clean_network"}


def test_the_additive_value_is_the_weighted_sum_of_the_values_on_0_to_100(study):
    ranking = mcda.rank(study)
    by_hand = study.values.values @ study.weights["balanced"].array(study.criteria)

    np.testing.assert_allclose(ranking.scores, by_hand, rtol=1e-14)
    np.testing.assert_allclose(ranking.contributions.sum(axis=1), ranking.scores, rtol=1e-14)


def test_the_additive_value_is_the_same_from_units(study):
    np.testing.assert_allclose(mcda.rank(study, on="units").scores, mcda.rank(study, on="values").scores, rtol=1e-14)


def test_a_ranking_carries_its_whole_recipe(study):
    recipe = mcda.rank(
        study, method="topsis", weights="industry", scenario="abrupt", update="later_facts", variant="linear_cost"
    ).recipe

    assert (recipe.method, recipe.weights) == ("Topsis(normalization='vector', power=2.0)", "industry")
    assert (recipe.on, recipe.scenario, recipe.update, recipe.variant) == (
        "values",
        "abrupt",
        "later_facts",
        "linear_cost",
    )
    assert recipe.digest == study.digest
    assert recipe.version == mcda.__version__


def test_the_recipe_of_promethee_says_which_thresholds_it_took(study):
    bound = mcda.rank(study, method="promethee_ii").to_dict()["recipe"]["bound"]

    assert bound == dict.fromkeys(study.criteria.ids, "Linear(q=5.0, p=20.0)")
    assert mcda.rank(study).recipe.bound == {}


def test_kinds_are_ranked_apart_and_keep_their_scores(study):
    ranking = mcda.rank(study)
    postures = ranking.within("posture")

    assert postures.options.ids == ("status_quo", "alliance", "hedge", "selective")
    assert postures.order == ("selective", "status_quo", "hedge", "alliance")
    assert [postures.score(o) for o in postures.order] == [ranking.score(o) for o in postures.order]


def test_an_option_that_cannot_stand_alone_says_what_it_needs(study):
    ranking = mcda.rank(study)

    assert ranking.needs["mega_science"] == (("joint_committee",),)
    assert ranking.needs["selective"] == (("joint_committee", "defence_tech", "chip_partnership"),)
    assert "alliance" not in ranking.needs
    assert mcda.rank(study, variant="strict").needs["alliance"] == (("clean_network",),)
    assert "joint_committee or defence_tech or chip_partnership" in repr(ranking)


def test_a_frame_holds_option_score_and_place_best_first(study):
    frame = mcda.rank(study).to_frame()

    assert list(frame.columns) == ["option", "score", "place"]
    assert frame["place"].is_monotonic_increasing
    assert frame["option"][0] == "exchanges"


def test_a_plain_table_is_ranked_with_goals_and_weights_in_order_or_by_name():
    frame = pd.DataFrame({"cost": [3.0, 5.0, 9.0], "jobs": [8.0, 9.0, 2.0]}, index=["a", "b", "c"])

    in_order = mcda.rank(frame, goals=["min", "max"], weights=[0.4, 0.6], method="topsis")
    by_name = mcda.rank(frame, goals={"jobs": "max", "cost": "min"}, weights={"jobs": 3, "cost": 2}, method="topsis")

    np.testing.assert_allclose(in_order.scores, by_name.scores, rtol=1e-14)
    assert in_order.order == ("a", "b", "c")


def test_a_changed_score_changes_the_study_and_its_digest(study):
    changed = study.with_score("hedge", "feasibility", 60)

    assert changed.digest != study.digest
    assert changed.scores["hedge", "feasibility"].value == 60
    assert study.scores["hedge", "feasibility"].value == 50
    assert "hedge.feasibility = 60" in mcda.rank(changed).notes[-1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"method": "topsys"}, "did you mean 'topsis'?"),
        ({"method": "TOPSIS"}, "did you mean 'topsis'?"),
        ({"weights": "balancd"}, "'balancd' is not a weight profile; did you mean 'balanced'?"),
        ({"scenario": "abrubt"}, "'abrubt' is not a scenario; did you mean 'abrupt'?"),
        ({"update": "later"}, "'later' is not an update"),
        ({"variant": "linear"}, "'linear' is not a variant; did you mean 'linear_cost'?"),
        ({"on": "unit"}, "expected 'values' or 'units'"),
        ({"weights": [1, 2]}, "2 weights for 12 criteria"),
        ({"goals": ["max"]}, "goals= goes with a table only"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_name(study, arguments, told):
    with pytest.raises(McdaError) as refused:
        mcda.rank(study, **arguments)

    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("data", "arguments", "told"),
    [
        ([[1, 2]], {"weights": [1, 1], "method": "wsm"}, "does not say which way its criteria point"),
        ([[1, 2]], {"goals": ["max", "max"]}, "a plain table has no default method"),
        ("study", {"weights": [1], "method": "wsm"}, "str is no table"),
        ([[1, 2]], {"weights": [1, 1], "method": "wsm", "scenario": "abrupt"}, "scenario= goes with a study only"),
        ([[1, 2]], {"weights": [1, 1], "method": "wsm", "goals": ["max", "max"], "on": "unit"}, "expected 'values'"),
        ([[1, 2]], {"weights": [1, 1], "method": "additive", "goals": ["max", "max"]}, "scale"),
    ],
)
def test_a_plain_table_needs_goals_a_method_and_weights(data, arguments, told):
    with pytest.raises(McdaError) as refused:
        mcda.rank(data, **arguments)

    assert told in str(refused.value)


def test_the_wrong_verb_names_the_right_one(study):
    for verb in (mcda.outrank, mcda.sort):
        with pytest.raises(McdaError, match=r"Use mcda\.rank"):
            verb(study, method="topsis")
