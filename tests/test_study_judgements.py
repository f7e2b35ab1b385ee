"""Profiles that hold what was said instead of points: the study computes the weights, and names what cannot be."""

from fractions import Fraction
from pathlib import Path

import pytest

import mcda
from mcda import WeightsError, check_study, load_study

FILES = {
    "study.yaml": "title: Two ways across\nquestion: Which?\n",
    "criteria/money/cost.yaml": "name: Cost\ngoal: min\nunit: million\nscale: {low: 0, high: 400}\n",
    "criteria/money/jobs.yaml": "name: Jobs\ngoal: max\nunit: jobs\nscale: {low: 0, high: 5000}\n",
    "criteria/people/safety.yaml": "name: Safety\ngoal: max\nunit: points\nscale: {low: 0, high: 10}\n",
    "options/bridge.yaml": "name: Bridge\nscores:\n  cost: {value: 300, evidence: judgement}\n"
    "  jobs: {value: 2000, evidence: judgement}\n  safety: {value: 8, evidence: judgement}\n",
    "options/ferry.yaml": "name: Ferry\nscores:\n  cost: {value: 100, evidence: judgement}\n"
    "  jobs: {value: 500, evidence: judgement}\n  safety: {value: 4, evidence: judgement}\n",
}
SWING = """judgements:
  method: swing
  points: {cost: 100, jobs: 60, safety: 40}
  levels: {cost: [0, 400], jobs: [0, 5000], safety: [0, 10]}
"""


@pytest.fixture
def study_with(tmp_path):
    def made(profile: str, **others: str) -> Path:
        for name, text in {**FILES, "criteria/weights/mine.yaml": profile, **others}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return made


def faults(folder):
    return [str(fault) for fault in check_study(folder).faults]


def test_swing_judgements_in_a_file_become_weights(study_with):
    """By hand: 100, 60 and 40 of 200 points."""
    found = load_study(study_with(SWING)).weights["mine"]
    assert found.fractions == {"cost": Fraction(1, 2), "jobs": Fraction(3, 10), "safety": Fraction(1, 5)}
    assert found.profile == "mine"
    assert found.judgements["method"] == "swing"
    assert found.swings["cost"] == (0, 400)
    assert found.branch_shares == {"money": 0.8, "people": 0.2}
    assert repr(found).startswith("weights: mine, from swing")


def test_the_judgements_a_profile_keeps_give_the_same_weights_again(study_with):
    found = load_study(study_with(SWING)).weights["mine"]
    assert mcda.elicit.from_judgements(found.judgements).fractions == found.fractions


def test_comparisons_in_a_file_keep_their_consistency_and_warn(study_with):
    profile = "judgements:\n  method: ahp\n  comparisons:\n    cost: {jobs: 9, safety: 1/9}\n    jobs: {safety: 9}\n"
    study = load_study(study_with(profile))
    found = study.weights["mine"]
    assert found.consistency["CR"] > 0.1
    assert found.notes
    assert mcda.rank(study).notes[: len(found.notes)] == found.notes


def test_judgements_may_speak_of_branches_with_points_or_judgements_inside(study_with):
    """By hand: money 3/4 by the ratio 3 to 1, inside it ROC of two ranks: 3/4 and 1/4."""
    profile = (
        "judgements: {method: direct, points: {money: 3, people: 1}}\nwithin:\n"
        "  money: {judgements: {method: rank_order_centroid, order: [jobs, cost]}}\n  people: {safety: 1}\n"
    )
    found = load_study(study_with(profile)).weights["mine"]
    assert found.fractions == {"cost": Fraction(3, 16), "jobs": Fraction(9, 16), "safety": Fraction(1, 4)}
    equal = load_study(study_with(profile.split("within:")[0] + "within: equal\n")).weights["mine"]
    assert equal.fractions == {"cost": Fraction(3, 8), "jobs": Fraction(3, 8), "safety": Fraction(1, 4)}


def test_a_range_that_changed_makes_the_file_a_fault_that_says_both_ranges(study_with):
    longer = FILES["criteria/money/cost.yaml"].replace("400", "800")
    (told,) = faults(study_with(SWING, **{"criteria/money/cost.yaml": longer}))
    assert told.startswith("criteria/weights/mine.yaml:3:12: the judgements speak of 'cost' going from 0 to 400")
    assert "now runs from 0 to 800" in told
    assert "`transfer: true`" in told


def test_a_range_that_changed_is_carried_over_where_the_file_says_so(study_with):
    """The range rule by hand: 1/2 doubled beside 3/10 and 1/5: 2/3, 1/5, 2/15."""
    longer = FILES["criteria/money/cost.yaml"].replace("400", "800")
    study = load_study(study_with(SWING + "transfer: true\n", **{"criteria/money/cost.yaml": longer}))
    found = study.weights["mine"]
    assert found.fractions == {"cost": Fraction(2, 3), "jobs": Fraction(1, 5), "safety": Fraction(2, 15)}
    assert any("carried over" in note for note in found.notes)
    assert mcda.rank(study).notes


INSIDE = (
    "branches: {money: 1, people: 1}\nwithin:\n  money:\n    judgements:\n      method: swing\n"
    "      points: {cost: 100, jobs: 100}\n      levels: {cost: [0, 200], jobs: [0, 5000]}\n  people: {safety: 1}\n"
)


def test_a_range_that_changed_is_seen_inside_a_branch_too(study_with):
    """By hand, carried over: 1/4 for the cost doubled to 1/2, beside 1/4 and 1/2: 2/5, 1/5, 2/5."""
    (told,) = faults(study_with(INSIDE))
    assert "the judgements speak of 'cost' going from 0 to 200, and its scale now runs from 0 to 400" in told
    found = load_study(study_with(INSIDE + "transfer: true\n")).weights["mine"]
    assert found.fractions == {"cost": Fraction(2, 5), "jobs": Fraction(1, 5), "safety": Fraction(2, 5)}


def test_a_weight_behind_a_bent_value_function_cannot_be_carried_over(study_with):
    bent = FILES["criteria/money/cost.yaml"] + "value_function: [[0, 100], [100, 20], [400, 0]]\n"
    (told,) = faults(study_with(INSIDE + "transfer: true\n", **{"criteria/money/cost.yaml": bent}))
    assert "its value function is bent" in told


def test_weights_judged_in_a_notebook_learn_the_branches_of_the_study(study_with):
    study = load_study(study_with("points: {cost: 1, jobs: 1, safety: 1}\n"))
    judged = study.weights_for(mcda.elicit.rank_sum(["cost", "jobs", "safety"]))
    assert judged.branch_shares["money"] == pytest.approx(5 / 6)
    assert judged.with_(people=0.5).shares["cost"] == pytest.approx(0.3)


def test_weights_of_one_study_are_stale_in_another_with_other_ranges(study_with):
    given = load_study(study_with(SWING)).weights["mine"]
    longer = FILES["criteria/money/cost.yaml"].replace("400", "800")
    other = load_study(study_with("points: {cost: 1, jobs: 1, safety: 1}\n", **{"criteria/money/cost.yaml": longer}))
    with pytest.raises(WeightsError, match=r"'cost': judged from 0 to 400, now 0 to 800.*transferred"):
        mcda.rank(other, weights=given)
    assert mcda.rank(other, weights=mcda.elicit.transferred(given, other.criteria)).places


def test_stale_weights_are_refused_on_a_plain_table_with_scales_too():
    given = mcda.elicit.swing({"c1": 100, "c2": 50}, levels={"c1": (0, 10), "c2": (0, 10)})
    table = [[1, 2], [2, 1]]
    assert mcda.rank(
        table, goals=["max", "max"], weights=given, method="additive", scales={"c1": (0, 10), "c2": (0, 10)}
    )
    with pytest.raises(WeightsError, match="'c2': judged from 0 to 10, now 0 to 20"):
        mcda.rank(table, goals=["max", "max"], weights=given, method="additive", scales={"c1": (0, 10), "c2": (0, 20)})


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ("judgements: {method: swnig, points: {}}\n", "'swnig' is not a way to judge weights; did you mean 'swing'?"),
        ("judgements: {points: {cost: 1}}\n", "judgements need a `method`"),
        ("judgements: 7\n", "expected `method` and its parts"),
        ("judgements: {method: swing}\n", "'swing' judgements need `points`"),
        (
            "judgements: {method: direct, pionts: {cost: 1}}\n",
            "is not a part of 'direct' judgements; did you mean 'points'",
        ),
        ("judgements: {method: direct, points: [1, 2]}\n", "points"),
        (
            "judgements: {method: direct, points: {cost: 1, jobs: 1}}\n",
            "the judgements do not speak of criterion 'safety'",
        ),
        (
            "judgements: {method: direct, points: {cost: 1, jobs: 1, safety: 1, sfety: 1}}\n",
            "the judgements speak of 'sfety', which is not a criterion; did you mean 'safety'?",
        ),
        (
            "judgements: {method: direct, points: {money: 1, poeple: 1}}\nwithin: equal\n",
            "the judgements speak of 'poeple', which is not a branch; did you mean 'people'?",
        ),
        (SWING + "points: {cost: 1, jobs: 1, safety: 1}\n", "found points and judgements"),
        ("points: {cost: 1, jobs: 1, safety: 1}\ntransfer: true\n", "`transfer` goes with `judgements`"),
        (
            "judgements: {method: direct, points: {money: 1, people: 1}}\nwithin:\n"
            "  money: {judgements: {method: rank_sum, order: [jobs]}}\n  people: {safety: 1}\n",
            "the judgements do not speak of criterion 'cost'",
        ),
    ],
)
def test_judgements_that_cannot_be_are_faults_of_their_file(study_with, profile, told):
    found = faults(study_with(profile))
    assert found
    assert all(fault.startswith("criteria/weights/mine.yaml:") for fault in found)
    assert any(told in fault for fault in found), found


def test_a_wrong_name_is_found_where_it_stands(study_with):
    profile = "judgements:\n  method: rank_sum\n  order:\n    - cost\n    - jbos\n    - safety\n"
    assert any(fault.startswith("criteria/weights/mine.yaml:5:7: ") for fault in faults(study_with(profile)))
    profile = "judgements:\n  method: direct\n  points:\n    cost: 1\n    jobs: 1\n    sfety: 2\n"
    assert any(fault.startswith("criteria/weights/mine.yaml:6:5: ") for fault in faults(study_with(profile)))
