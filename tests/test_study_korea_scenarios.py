"""Scenarios, the update and the variants of the Korea study, against literal tables of its evidence dossier."""

from fractions import Fraction

import pytest

from mcda.study import load_study, under

CODES = ("EC1", "EC2", "EC3", "TE1", "TE2", "SE1", "SE2", "DI1", "DI2", "DI3", "FE1", "FE2")
SCENARIOS = {"managed": "SC-M", "partial": "SC-P", "abrupt": "SC-A", "relaxed": "SC-R"}

# Dossier 4.2: plausibility, then the statements the story comes from.
STORIES = {
    "managed": ("0.25", "S31 S39 S33 S37"),
    "partial": ("0.45", "S24 S29 S26 S52 S40"),
    "abrupt": ("0.10", "S42 S45 P94 P95"),
    "relaxed": ("0.20", "S51 S30"),
}

# Dossier 4.3, general shifts, in the order EC1 … FE1.
GENERAL = {
    "managed": (6, -2, 2, 3, 2, 0, 2, 5, 1, 6, 0),
    "partial": (0,) * 11,
    "abrupt": (-22, 3, -12, -3, -8, 0, -12, -14, 0, -14, 0),
    "relaxed": (12, -4, 3, 4, 3, 0, 4, 9, 3, 9, 0),
}

# Dossier 4.3, further shifts by option, and below the table the cost multipliers of SC-A.
FURTHER = """
managed O1  EC2 -4, FE1 -3, SE2 -3
managed O2  DI2 +6, FE1 +8, DI3 +4
managed O3  FE1 +3
managed O4  FE1 +3
managed O5  FE1 +3
managed O7  DI2 -4
managed O10 FE1 +10, EC1 +6, DI3 +5
abrupt  O0  DI2 -12, TE1 -12, FE1 -25
abrupt  O1  EC1 +15, EC2 +10, TE1 +10, SE2 +15, FE1 +20, DI2 +8, SE1 +8, FE2 x2
abrupt  O2  DI2 -18, TE1 -20, FE1 -35, SE1 -10, DI3 -10
abrupt  O4  FE1 -10, TE2 -2
abrupt  O5  FE1 -5
abrupt  O6  SE1 +8, DI2 +4, DI1 -5
abrupt  O7  FE1 +10, SE2 +6, DI2 +4, EC3 +8, FE2 x1.3
abrupt  O8  TE2 +6, SE2 +6
abrupt  O9  EC2 +8, SE2 +10, EC1 +3, FE2 x1.5
abrupt  O10 FE1 -30, EC1 -8, DI3 -10
abrupt  O11 DI2 +4, TE1 +5, FE1 -5
abrupt  O12 TE1 +8, SE2 +6, EC1 -5, FE1 +3
relaxed O0  DI2 +5, FE1 +5
relaxed O1  EC2 -10, DI2 -12, FE1 -10, SE2 -6
relaxed O2  FE1 +15, DI2 +8
relaxed O4  FE1 +3
relaxed O6  DI2 -3
relaxed O7  DI2 -10, FE1 -5, SE2 -4
relaxed O10 FE1 +12, EC1 +3
relaxed O11 DI2 -5
"""

# Dossier 3.4: option, criterion, updated, low, high, inside the base range?, evidence.
UPDATE = """
O0  EC1 40 30 50 yes P2 P12
O0  TE2 36 26 46 yes P74
O1  FE1 55 35 75 no  P38 P41 P42 P43 P44
O1  DI2 70 55 82 yes P42 P61 P12
O1  TE1 66 50 80 yes P40 P11 P12 P13
O1  DI1 32 16 48 yes P39 P28 P29
O1  EC1 23 10 38 yes P2 P46 P96
O2  FE1 38 25 52 yes P14 P38 P45 P52
O3  FE1 90 82 96 no  P55 P56 P58 P59 P60
O3  DI2 60 52 68 yes P56 P59
O4  FE1 72 58 84 yes P62 P70 P71 P61
O4  TE2 68 55 80 yes P72 P64
O5  FE1 57 44 70 yes P56 P59 P84
O6  FE1 55 42 68 yes P93
O8  TE2 76 62 88 yes P74 P80
O9  EC2 72 62 82 yes P2 P15
O9  SE2 62 48 74 yes P30 P31 P97
O10 FE1 54 40 68 yes P100 P101 P99
O11 FE1 74 62 84 no  P38 P41 P42 P48 P53
O11 DI1 42 28 54 yes P39 P53
O12 FE1 67 52 80 yes P47 P48 P49
O12 EC1 36 24 48 yes P46 P12 P13
"""


@pytest.fixture(scope="module")
def study():
    return load_study()


@pytest.fixture(scope="module")
def code(study):
    """Codes of options and criteria by id."""
    return {each.id: each.code for each in [*study.options, *study.criteria]}


def test_four_scenarios_with_codes_plausibilities_and_sources(study):
    found = {name: (s.plausibility, " ".join(s.evidence)) for name, s in study.scenarios.items()}
    assert found == {name: (Fraction(plausibility), cited) for name, (plausibility, cited) in STORIES.items()}
    assert {name: s.code for name, s in study.scenarios.items()} == SCENARIOS
    assert sum(s.plausibility for s in study.scenarios.values()) == 1


def test_partial_decoupling_is_the_reference_and_changes_nothing(study):
    assert study.reference.id == "partial"
    partial = study.scenarios["partial"]
    assert not partial.options
    assert not partial.everywhere.cells
    assert under(study, scenario="partial").scores == study.scores


@pytest.mark.parametrize("scenario", GENERAL)
def test_general_shifts_are_the_dossiers(study, code, scenario):
    cells = {code[c]: cell for c, cell in study.scenarios[scenario].everywhere.cells.items()}
    assert all((cell.times, cell.value) == (None, None) for cell in cells.values())
    shifts = {name: cell.add for name, cell in cells.items()}
    assert shifts == {name: shift for name, shift in zip(CODES, GENERAL[scenario], strict=False) if shift}


def test_further_shifts_are_the_dossiers(study, code):
    found = []
    for scenario in study.scenarios.values():
        for option, change in scenario.options.items():
            shifts = [
                f"{code[c]} x{float(cell.times):g}" if cell.times is not None else f"{code[c]} {int(cell.add):+d}"
                for c, cell in change.cells.items()
            ]
            found.append((scenario.id, code[option], frozenset(shifts)))
    expected = []
    for line in FURTHER.strip().splitlines():
        scenario, option, shifts = line.split(maxsplit=2)
        expected.append((scenario, option, frozenset(shifts.split(", "))))
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert len(found) == 27


def test_every_change_gives_its_reason_in_both_languages(study):
    for change in study.changes.values():
        for option, part in change.options.items():
            for criterion, cell in part.cells.items():
                why = cell.why or part.why
                assert why is not None, f"{change.id} {option} {criterion}"
                assert set(why.languages) == {"en", "ko"}


def test_the_updates_22_scores_are_the_dossiers(study, code):
    assert list(study.updates) == ["later_facts"]
    found = set()
    for option, change in study.updates["later_facts"].options.items():
        for criterion, cell in change.cells.items():
            found.add((code[option], code[criterion], cell.value, cell.low, cell.high, cell.evidence))
    expected = set()
    for line in UPDATE.strip().splitlines():
        option, criterion, value, low, high, _, *cited = line.split()
        expected.add((option, criterion, int(value), int(low), int(high), tuple(cited)))
    assert found == expected
    assert len(found) == 22


def test_nineteen_updated_values_lie_inside_the_base_range_and_three_feasibilities_do_not(study, code):
    inside, outside = [], []
    for option, change in study.updates["later_facts"].options.items():
        for criterion, cell in change.cells.items():
            base = study.scores[option, criterion]
            (inside if base.low <= cell.value <= base.high else outside).append((code[option], code[criterion]))
    told = [tuple(line.split()[:2]) for line in UPDATE.strip().splitlines() if line.split()[5] == "no"]
    assert len(inside) == 19
    assert sorted(outside) == sorted(told) == [("O1", "FE1"), ("O11", "FE1"), ("O3", "FE1")]


def test_the_update_rests_on_facts_after_the_decision(study):
    """Every cell cites at least one item that postdates the source or is of its weeks."""
    cells = [cell for change in study.updates["later_facts"].options.values() for cell in change.cells.values()]
    assert all(any(study.statements[name].timing != "before" for name in cell.evidence) for cell in cells)


def test_the_update_reads_the_joint_committee_anew(study):
    """Dossier 0.1, line 5: in the updated vintage option O3 reads "keep regular and fund"."""
    words = " ".join(
        text.get("en")
        for text in [
            under(study, update="later_facts").options["joint_committee"].name,
            *under(study, update="later_facts").options["joint_committee"].texts.values(),
        ]
    ).lower()
    assert "keep" in words
    assert "regular" in words


def test_three_variants_of_the_model(study, code):
    """Dossier 2.4 and 2.5."""
    assert set(study.variants) == {"combined_sales", "linear_cost", "compensated_adjustment"}
    (merge,) = study.variants["combined_sales"].merges
    assert [code[c] for c in merge.of] == ["EC1", "EC2"]
    assert study.variants["linear_cost"].value_functions == {"public_cost": ()}
    compensated = study.variants["compensated_adjustment"]
    shifts = {
        (code[o], code[c]): cell.add for o, change in compensated.options.items() for c, cell in change.cells.items()
    }
    assert shifts == {("O1", "EC3"): 10, ("O7", "EC3"): 10}
