"""Scenarios, updates and variants: their order, the baseline that carries over, ranges, clipping, names."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.errors import McdaError, NameUnknownError
from mcda.frozen import frozen
from mcda.options import Score
from mcda.study import load_study, under
from mcda.study.contents import CellChange, Change, OptionChange

KOREA = load_study()
IDS = {each.code: each.id for each in [*KOREA.options, *KOREA.criteria]}
MEASURES = ("O3", "O4", "O5", "O6", "O7", "O8", "O9", "O10", "O12")
POSTURES = ("O1", "O2", "O11")
VALUE_CRITERIA = ("EC1", "EC2", "EC3", "TE1", "TE2", "SE1", "SE2", "DI1", "DI2", "DI3")


def score(study, option, criterion):
    return study.scores[IDS[option], IDS[criterion]]


def value(study, option, criterion):
    return score(study, option, criterion).value


def move(study, option, criterion):
    """How far a value has moved from the base table."""
    return value(study, option, criterion) - value(KOREA, option, criterion)


def with_changes(study, *changes):
    return replace(study, changes=frozen({change.id: change for change in changes}))


def shift(name, kind, *, everywhere=None, options=None):
    """Make a change out of {criterion code: CellChange}."""

    def cells(given):
        return OptionChange(frozen({IDS[code]: cell for code, cell in (given or {}).items()}))

    return Change(
        name,
        kind,
        KOREA.title,
        everywhere=cells(everywhere),
        options=frozen({IDS[code]: cells(given) for code, given in (options or {}).items()}),
    )


# The baseline carries over (dossier 4.3).


@pytest.mark.parametrize("option", MEASURES)
def test_when_decoupling_is_abrupt_every_measure_loses_what_drift_loses(option):
    """12 points on TE1 and on DI2, beside the general shift and its own."""
    abrupt = under(KOREA, scenario="abrupt")
    change = KOREA.scenarios["abrupt"]
    for criterion, general in (("TE1", -3), ("DI2", 0)):
        cells = change.options[IDS[option]].cells if IDS[option] in change.options else {}
        own = cells[IDS[criterion]].add if IDS[criterion] in cells else 0
        assert move(abrupt, option, criterion) == general - 12 + own


def test_the_numbers_of_the_carry_over_by_hand():
    abrupt, relaxed = under(KOREA, scenario="abrupt"), under(KOREA, scenario="relaxed")
    assert value(abrupt, "O3", "TE1") == 56 - 3 - 12
    assert value(abrupt, "O3", "DI2") == 55 - 12
    assert value(abrupt, "O6", "DI2") == 64 - 12 + 4
    assert value(abrupt, "O12", "TE1") == 72 - 3 - 12 + 8
    assert value(relaxed, "O4", "DI2") == 54 + 3 + 5
    assert value(relaxed, "O7", "DI2") == 63 + 3 + 5 - 10


@pytest.mark.parametrize("option", POSTURES)
def test_a_posture_states_a_whole_position_and_takes_nothing_over(option):
    abrupt = under(KOREA, scenario="abrupt")
    own = KOREA.scenarios["abrupt"].options[IDS[option]].cells
    for criterion, general in (("TE1", -3), ("DI2", 0)):
        shift_of_its_own = own[IDS[criterion]].add if IDS[criterion] in own else 0
        assert move(abrupt, option, criterion) == general + shift_of_its_own


@pytest.mark.parametrize("scenario", ["abrupt", "relaxed", "managed"])
def test_neither_feasibility_nor_public_cost_carries_over(scenario):
    """The baseline loses 25 points of feasibility when decoupling is abrupt; the joint committee loses none."""
    changed = under(KOREA, scenario=scenario)
    own = KOREA.scenarios[scenario].options
    for option in MEASURES:
        cells = own[IDS[option]].cells if IDS[option] in own else {}
        if IDS["FE1"] not in cells:
            assert move(changed, option, "FE1") == 0
        if IDS["FE2"] not in cells:
            assert move(changed, option, "FE2") == 0


def test_the_update_takes_five_and_six_points_from_every_measure_it_does_not_score():
    updated = under(KOREA, update="later_facts")
    scored = {(option, c) for option, change in KOREA.updates["later_facts"].options.items() for c in change.cells}
    for criterion, loss in (("EC1", -5), ("TE2", -6)):
        for option in MEASURES:
            if (IDS[option], IDS[criterion]) not in scored:
                assert move(updated, option, criterion) == loss, (option, criterion)
        for option in POSTURES:
            if (IDS[option], IDS[criterion]) not in scored:
                assert move(updated, option, criterion) == 0, (option, criterion)
    assert [value(updated, "O4", "TE2"), value(updated, "O8", "TE2"), value(updated, "O12", "EC1")] == [68, 76, 36]


def test_an_updated_score_has_its_own_range_evidence_and_reason():
    found = score(under(KOREA, update="later_facts"), "O3", "FE1")
    assert (found.value, found.low, found.high) == (90, 82, 96)
    assert found.evidence == ("P55", "P56", "P58", "P59", "P60")
    assert found.why.get("en").startswith("Met in Dec 2020")
    assert found.confidence == score(KOREA, "O3", "FE1").confidence


def test_what_carries_over_is_what_happens_to_the_baseline_beside_the_general_shift():
    """A factor on the baseline is worth what it moves there: from 45 to 27 are 18 points for each measure."""
    halved = shift("dim", "scenario", options={"O0": {"EC1": CellChange(times=Fraction(3, 5))}})
    changed = under(with_changes(KOREA, halved), scenario="dim")
    assert [move(changed, option, "EC1") for option in MEASURES] == [-18] * len(MEASURES)
    assert [move(changed, option, "EC1") for option in POSTURES] == [0] * len(POSTURES)


def test_the_baseline_itself_is_moved_once():
    assert move(under(KOREA, scenario="abrupt"), "O0", "TE1") == -3 - 12


# Order: update, variant, scenario; one cut at the end.


def test_the_update_comes_first_and_the_scenario_last():
    both = under(KOREA, update="later_facts", scenario="abrupt")
    assert value(both, "O4", "TE2") == 68 - 8 - 2
    assert value(both, "O3", "TE2") == 53 - 6 - 8
    assert value(both, "O1", "EC1") == 23 - 22 + 15
    assert value(both, "O0", "EC1") == 40 - 22


def test_a_variant_stands_between_update_and_scenario():
    doubled = shift("doubled", "variant", everywhere={"FE2": CellChange(times=Fraction(2))})
    newer = shift("newer", "update", options={"O8": {"FE2": CellChange(value=Fraction(400))}})
    dearer = shift("dearer", "scenario", everywhere={"FE2": CellChange(add=Fraction(30))})
    study = with_changes(KOREA, doubled, newer, dearer)
    changed = under(study, update="newer", variant="doubled", scenario="dearer")
    assert value(changed, "O8", "FE2") == 400 * 2 + 30
    assert value(changed, "O3", "FE2") == 5 * 2 + 30


def test_scores_are_cut_to_the_scale_once_at_the_end():
    up = shift("up", "update", everywhere={"EC3": CellChange(add=Fraction(10))})
    down = shift("down", "scenario", everywhere={"EC3": CellChange(add=Fraction(-15))})
    study = with_changes(KOREA, up, down)
    assert value(under(study, update="up"), "O0", "EC3") == 100
    assert value(under(study, update="up", scenario="down"), "O0", "EC3") == 95 + 10 - 15
    assert value(under(under(study, update="up"), scenario="down"), "O0", "EC3") == 95 + 10 - 15


def test_low_and_high_move_with_the_value_and_are_cut_with_it():
    abrupt = under(KOREA, scenario="abrupt")
    found = score(abrupt, "O1", "EC1")
    assert (found.low, found.value, found.high) == (0, 17 - 22 + 15, 32 - 22 + 15)
    found = score(abrupt, "O4", "TE2")
    assert (found.low, found.value, found.high) == (58 - 10, 72 - 10, 84 - 10)


def test_money_is_not_cut_to_the_ends_of_its_open_scale():
    found = score(under(KOREA, scenario="abrupt"), "O1", "FE2")
    assert (found.low, found.value, found.high) == (200, 600, 1600)
    assert value(under(KOREA, scenario="abrupt"), "O7", "FE2") == 130
    assert value(under(KOREA, scenario="abrupt"), "O9", "FE2") == 195


@pytest.mark.parametrize("scenario", KOREA.scenarios)
@pytest.mark.parametrize("update", [None, "later_facts"])
def test_every_changed_study_keeps_low_value_high_in_order_and_in_the_scale(scenario, update):
    changed = under(KOREA, scenario=scenario, update=update)
    for (option, criterion), each in changed.scores.items():
        scale = changed.criteria[criterion].scale
        assert each.low <= each.value <= each.high, (option, criterion)
        assert scale.open or scale.low <= each.low <= each.high <= scale.high, (option, criterion)


def test_changes_asked_for_one_after_the_other_are_those_asked_for_together():
    one = under(under(under(KOREA, update="later_facts"), variant="linear_cost"), scenario="abrupt")
    both = under(KOREA, update="later_facts", variant="linear_cost", scenario="abrupt")
    assert one.scores == both.scores
    assert (one.update, one.variant, one.scenario) == ("later_facts", "linear_cost", "abrupt")


def test_the_study_itself_is_never_changed():
    before = dict(KOREA.scores)
    under(KOREA, update="later_facts", scenario="abrupt", variant="compensated_adjustment")
    assert KOREA.scores == before
    assert (KOREA.update, KOREA.variant, KOREA.scenario) == (None, None, None)


# Names.


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"scenario": "abrup"}, "'abrup' is not a scenario; did you mean 'abrupt'?"),
        ({"update": "later_fact"}, "'later_fact' is not an update; did you mean 'later_facts'?"),
        ({"variant": "linear"}, "'linear' is not a variant; did you mean 'linear_cost'?"),
        ({"scenario": "later_facts"}, "'later_facts' is not a scenario; allowed: abrupt, managed, partial, relaxed"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(asked, message):
    with pytest.raises(NameUnknownError) as error:
        under(KOREA, **asked)
    assert str(error.value) == message


def test_a_variant_of_the_rules_changes_no_score():
    strict = under(KOREA, variant="strict")
    assert strict.scores == KOREA.scores
    assert len(strict.rules) == len(KOREA.rules) + 1
    assert len(under(KOREA, variant="relaxed").rules) == len(KOREA.rules) - 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"scenario": "abrupt"}, {"update": "later_facts"}),
        ({"scenario": "abrupt"}, {"variant": "linear_cost"}),
        ({"variant": "linear_cost"}, {"update": "later_facts"}),
        ({"scenario": "abrupt"}, {"scenario": "relaxed"}),
        ({"update": "later_facts"}, {"update": "later_facts"}),
        ({"variant": "combined_sales"}, {"scenario": "abrupt"}),
    ],
)
def test_a_change_out_of_order_is_refused(first, second):
    with pytest.raises(McdaError, match="already stands under"):
        under(under(KOREA, **first), **second)


# Texts, and the three variants of the model.


def test_an_update_may_put_other_words_in_the_place_of_an_options():
    change = KOREA.updates["later_facts"].options["joint_committee"].texts
    assert change
    before = KOREA.options["joint_committee"]
    after = under(KOREA, update="later_facts").options["joint_committee"]
    for key, text in change.items():
        assert (after.name if key == "name" else after.texts[key]) == text
    assert (after.name, after.texts) != (before.name, before.texts)
    unchanged = set(before.texts) - set(change)
    assert {key: after.texts[key] for key in unchanged} == {key: before.texts[key] for key in unchanged}


def test_combined_sales_reads_two_criteria_as_one():
    study = under(KOREA, variant="combined_sales")
    assert len(study.criteria) == 11
    assert study.criteria.ids[0] == "total_sales"
    assert study.scores["alliance", "total_sales"].value == Fraction(17 + 66, 2)
    assert study.scores["alliance", "total_sales"].low == Fraction(5 + 50, 2)
    assert study.scores["alliance", "total_sales"].high == Fraction(32 + 80, 2)
    assert study.weights["balanced"].fractions["total_sales"] == Fraction(2, 15)
    assert study.weights["industry"].fractions["total_sales"] == Fraction(36, 100)
    assert all(sum(weights.fractions.values()) == 1 for weights in study.weights.values())
    assert study.table.shape == (13, 11)


def test_merging_a_judged_and_an_evidenced_score_is_no_judgement_but_its_size_may_be():
    def merged(first, second):
        scores = {**KOREA.scores, ("hedge", IDS["EC1"]): first, ("hedge", IDS["EC2"]): second}
        study = under(replace(KOREA, scores=frozen(scores)), variant="combined_sales")
        return study.scores["hedge", "total_sales"]

    at = (Fraction(60), Fraction(50), Fraction(70))
    judged = Score(*at, judgement=True)
    sized = Score(*at, evidence=("S1",), size_judged=True)
    plain = Score(*at, evidence=("S2",))

    assert not merged(judged, plain).judgement
    assert not merged(plain, judged).judgement
    assert merged(judged, judged).judgement
    assert merged(sized, plain).size_judged
    assert merged(plain, sized).size_judged
    assert not merged(plain, judged).size_judged
    assert merged(sized, plain).evidence == ("S1", "S2")


def test_combined_sales_under_a_scenario_takes_the_mean_of_what_each_becomes():
    study = under(KOREA, variant="combined_sales", scenario="abrupt")
    abrupt = under(KOREA, scenario="abrupt")
    for option in KOREA.options.ids:
        parts = [abrupt.scores[option, IDS[c]].value for c in ("EC1", "EC2")]
        assert study.scores[option, "total_sales"].value == sum(parts) / 2


def test_linear_cost_values_public_cost_along_a_straight_line():
    straight = under(KOREA, variant="linear_cost").criteria["public_cost"].value
    assert [straight.exact(Fraction(cost)) for cost in (0, 150, 500, 1000)] == [100, 85, 50, 0]
    convex = KOREA.criteria["public_cost"].value
    assert [convex.exact(Fraction(cost)) for cost in (50, 500, 1000)] == [85, 30, 0]


def test_compensation_lifts_the_adjustment_of_alliance_and_clean_network_by_ten_and_nothing_else():
    study = under(KOREA, variant="compensated_adjustment")
    moved = {key: study.scores[key].value - KOREA.scores[key].value for key in study.scores}
    assert {key: by for key, by in moved.items() if by} == {
        ("alliance", "adjustment_ease"): 10,
        ("clean_network", "adjustment_ease"): 10,
    }


# Edited copies.


def test_with_score_moves_the_range_along_and_marks_the_copy():
    study = KOREA.with_score("hedge", "feasibility", 60)
    assert score(study, "O2", "FE1").value == 60
    assert (score(study, "O2", "FE1").low, score(study, "O2", "FE1").high) == (42, 76)
    assert study.edits == ("hedge.feasibility = 60",)
    assert study.digest != KOREA.digest
    assert value(KOREA, "O2", "FE1") == 50
    assert study.table.values[2, 10] == 60


def test_with_score_takes_decimals_as_they_are_written():
    assert score(KOREA.with_score("hedge", "feasibility", 60.1), "O2", "FE1").value == Fraction("60.1")


def test_with_score_cuts_the_range_to_the_scale():
    found = score(KOREA.with_score("alliance", "adjustment_ease", 98), "O1", "EC3")
    assert (found.low, found.value, found.high) == (81, 98, 100)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("hedg", "feasibility", 60), "'hedg' is not an option; did you mean 'hedge'?"),
        (("hedge", "feasability", 60), "'feasability' is not a criterion; did you mean 'feasibility'?"),
        (("hedge", "feasibility", 101), "101 is outside the scale of 'feasibility', 0 to 100"),
        (("hedge", "feasibility", float("nan")), "nan is not a finite number"),
    ],
)
def test_with_score_refuses_what_does_not_fit(arguments, message):
    with pytest.raises(McdaError) as error:
        KOREA.with_score(*arguments)
    assert str(error.value) == message


def test_with_score_refuses_a_range_that_leaves_the_value_out():
    with pytest.raises(McdaError, match="expected low <= value <= high, found 61, 60, 76"):
        KOREA.with_score("hedge", "feasibility", 60, low=61)


def test_an_edited_score_moves_with_a_scenario_like_any_other():
    study = under(KOREA.with_score("hedge", "feasibility", 60), scenario="managed")
    assert value(study, "O2", "FE1") == 60 + 8


def test_a_score_edited_under_an_update_holds_under_a_scenario_asked_for_later():
    updated = under(KOREA, update="later_facts").with_score("hedge", "feasibility", 60)
    assert value(updated, "O2", "FE1") == 60
    assert value(under(updated, scenario="managed"), "O2", "FE1") == 68


def test_without_an_option_everything_that_names_it_shrinks():
    study = KOREA.without("joint_committee")
    assert "joint_committee" not in study.options
    assert len(study.scores) == 12 * 12
    assert study.needs["mega_science"] == ((),), "what it needs is not to be had"
    assert study.needs["selective"] == (("defence_tech", "chip_partnership"),)
    assert all("joint_committee" not in synergy.of for synergy in study.portfolio.synergies)
    assert value(under(study, scenario="abrupt"), "O4", "TE1") == 64 - 3 - 12
    assert study.edits == ("without joint_committee",)


def test_without_refuses_an_unknown_option_and_the_last_one():
    with pytest.raises(NameUnknownError, match="did you mean 'hedge'"):
        KOREA.without("hedges")
    study = KOREA
    for option in KOREA.options.ids[1:]:
        study = study.without(option)
    with pytest.raises(McdaError, match="the last option"):
        study.without("status_quo")


# Properties.

cells_of_nothing = st.dictionaries(
    st.sampled_from([IDS[code] for code in (*VALUE_CRITERIA, "FE1", "FE2")]),
    st.sampled_from([CellChange(add=Fraction(0)), CellChange(times=Fraction(1))]),
    max_size=4,
)


@given(cells_of_nothing, st.dictionaries(st.sampled_from(KOREA.options.ids), cells_of_nothing, max_size=4))
@settings(max_examples=25)
def test_a_change_of_zeros_changes_nothing(general, by_option):
    nothing = Change(
        "nothing",
        "scenario",
        KOREA.title,
        everywhere=OptionChange(frozen(general)),
        options=frozen({option: OptionChange(frozen(cells)) for option, cells in by_option.items()}),
    )
    study = with_changes(KOREA, nothing)
    assert under(study, scenario="nothing").scores == KOREA.scores


@given(st.integers(-40, 40), st.sampled_from(VALUE_CRITERIA))
@settings(max_examples=25)
def test_a_shift_of_the_baseline_alone_leaves_every_measures_gain_as_it_was(step, criterion):
    """That is what the carry-over is for; an open scale keeps the ends out of it."""
    opened = replace(KOREA.criteria[IDS[criterion]].scale, open=True)
    criteria = replace(
        KOREA.criteria,
        all=tuple(replace(c, scale=opened) if c.id == IDS[criterion] else c for c in KOREA.criteria),
    )
    change = shift("drift", "scenario", options={"O0": {criterion: CellChange(add=Fraction(step))}})
    changed = under(with_changes(replace(KOREA, criteria=criteria), change), scenario="drift")
    for option in MEASURES:
        gain = value(changed, option, criterion) - value(changed, "O0", criterion)
        assert gain == value(KOREA, option, criterion) - value(KOREA, "O0", criterion)
    for option in POSTURES:
        assert move(changed, option, criterion) == 0


def test_the_table_of_a_changed_study_is_made_of_its_scores():
    abrupt = under(KOREA, scenario="abrupt")
    rows = [[float(abrupt.scores[o, c].value) for c in abrupt.criteria.ids] for o in abrupt.options.ids]
    np.testing.assert_array_equal(abrupt.table.values, np.array(rows))


def test_a_baseline_taken_out_still_carries_over_to_measures():
    """Their scores mean "status quo plus this measure", whether or not the status quo is in the table."""
    study = load_study()
    whole = under(study, update="later_facts", scenario="abrupt")
    less = under(study.without("status_quo"), update="later_facts", scenario="abrupt")
    step_by_step = under(under(study.without("status_quo"), update="later_facts"), scenario="abrupt")
    for option in less.options.ids:
        for criterion in less.criteria.ids:
            assert less.scores[option, criterion] == whole.scores[option, criterion]
            assert step_by_step.scores[option, criterion] == whole.scores[option, criterion]
    assert {option for option, _ in less.scores} == set(less.options.ids)
