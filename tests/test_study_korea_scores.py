"""The scores of the Korea study, cell by cell, as section 3 of its evidence dossier has them."""

from fractions import Fraction

import pytest

from mcda.study import load_study

# Dossier 3.2: central values. FE2 in KRW bn a year, the others on 0 to 100.
VALUES = """
                   EC1  EC2  EC3  TE1  TE2  SE1  SE2  DI1  DI2  DI3  FE1  FE2
status_quo          45   50   95   47   42   47   43   50   38   45   70    0
alliance            17   66   17   73   54   71   63   22   80   17   25  300
hedge               53   48   92   39   43   38   45   62   30   60   50   40
joint_committee     45   52   95   56   53   55   46   49   55   50   76    5
exchanges           46   57   94   64   72   56   46   50   54   59   84  100
mega_science        45   54   91   60   62   54   47   49   56   52   52  150
defence_tech        41   55   86   62   56   78   53   40   64   40   60  150
clean_network       37   60   48   54   44   61   63   30   63   27   38  100
innovation_gap      54   70   75   54   80   53   63   50   48   64   80  500
diversify           43   68   57   48   50   48   70   45   43   69   60  130
open_norms          54   56   94   48   52   47   49   62   42   77   48   15
selective           37   59   50   65   55   60   62   36   65   43   56  120
chip_partnership    43   64   63   72   62   56   57   44   62   44   63  200
"""

# Dossier 3.3: low and high of each score.
RANGES = """
                     EC1    EC2    EC3    TE1    TE2    SE1    SE2    DI1    DI2    DI3    FE1      FE2
status_quo         35-55  40-60 80-100  36-55  30-52  40-53  32-52  40-60  26-50  33-55  55-85      0-0
alliance            5-32  50-80   0-35  56-86  42-68  58-82  46-78   6-38  66-92   6-32  12-40  100-800
hedge              42-64  38-58 75-100  25-50  33-54  25-48  35-55  48-74  16-44  45-72  32-66    20-80
joint_committee    40-50  48-57 80-100  50-64  47-60  50-62  42-53  43-54  48-64  45-57  60-88     2-15
exchanges          41-52  50-66  80-99  54-75  58-84  50-63  42-52  45-55  47-63  50-68  72-93   40-200
mega_science       40-50  48-62  78-97  50-70  50-74  48-61  42-55  42-54  47-66  45-60  38-66   60-350
defence_tech       30-48  48-65  70-94  46-75  46-68  63-90  45-63  28-50  52-76  30-50  46-74   60-300
clean_network      22-48  48-74  28-70  46-64  38-52  50-72  48-75  16-44  50-75  14-42  22-54   30-300
innovation_gap     42-66  58-82  58-88  46-63  66-90  47-60  50-75  43-57  38-58  53-75  68-90 250-1000
diversify          35-52  56-78  40-72  42-54  43-58  42-54  56-82  36-53  33-52  56-80  46-73   60-300
open_norms         45-64  48-65  80-99  40-56  44-62  38-55  42-58  50-74  30-53  64-88  32-62     8-30
selective          25-48  48-70  33-66  52-76  46-66  50-70  50-74  22-50  53-76  32-55  42-70   50-250
chip_partnership   30-54  52-76  45-78  56-84  50-74  48-64  47-68  32-54  50-73  34-55  48-76   80-400
"""

# Dossier 3.3: confidence, by its first letter: high, medium, low.
CONFIDENCE = """
                  EC1 EC2 EC3 TE1 TE2 SE1 SE2 DI1 DI2 DI3 FE1 FE2
status_quo          m   m   m   m   m   m   m   m   h   m   m   h
alliance            m   m   m   m   l   m   m   m   m   h   m   l
hedge               m   m   m   m   l   m   l   m   m   m   m   l
joint_committee     h   l   h   m   m   m   l   h   m   m   h   m
exchanges           h   m   h   m   h   m   l   h   m   m   m   m
mega_science        h   l   m   m   m   l   l   m   m   l   m   m
defence_tech        m   l   m   m   m   m   l   m   m   m   m   m
clean_network       m   m   m   l   l   m   m   m   m   m   m   l
innovation_gap      m   m   m   l   m   l   m   m   l   m   m   m
diversify           m   m   m   l   l   l   m   l   l   m   m   m
open_norms          l   l   m   l   l   l   l   m   l   m   m   l
selective           m   m   m   m   m   m   m   m   m   m   m   l
chip_partnership    m   m   m   m   m   l   m   m   m   m   m   l
"""

# Dossier 3.3: evidence of each score, in the order of the options; "none" is a judgement, "*" marks a judged size.
EVIDENCE = {
    "EC1": """
        O0  S28 S15 S65 S66 S64 S8 P1 P8
        O1  S63 S64 S76 S75 S115 P1 P9
        O2  S50 S115 S62
        O3  S113 S96
        O4  S113
        O5  S113 P85
        O6  S104 S4 P88
        O7  S56 S69 S66 P6 P9
        O8  S72 S6 S20 S23 P76
        O9  S71 *
        O10 S34 S44 S41 S46 S115
        O11 S43 S75 S76
        O12 S65 S62 P21 *
    """,
    "EC2": """
        O0  S71 S7 P10 P77
        O1  S76 S71 S68 P10
        O2  S71 P77 *
        O3  S96 *
        O4  S111 S108
        O5  S101 *
        O6  S4 S106 *
        O7  S68 S71 P10
        O8  S72 S71 S21 S19
        O9  S71 S14
        O10 S46 P99 *
        O11 S71 S80
        O12 S93 S88 S16
    """,
    "EC3": """
        O0  S57 S58
        O1  S70 S69 S25 S47 P6
        O2  S50 *
        O3  S96
        O4  S112
        O5  S101 P85
        O6  S104 *
        O7  S59 S60 S70 S67 S27 P23 P18
        O8  S72 *
        O9  S70
        O10 S39 *
        O11 S70 S75 *
        O12 S62 S16 *
    """,
    "TE1": """
        O0  S62 S65
        O1  S61 S80 S22
        O2  S62 S12 S13
        O3  S96 S95
        O4  S108 S117 S5 P67 P66
        O5  S101 S85
        O6  S104 S106 P87
        O7  S57 P16
        O8  S18 S90 P75 *
        O9  none
        O10 S114 *
        O11 S80 S43
        O12 S61 S88 S89 S93
    """,
    "TE2": """
        O0  S23 S78 S118
        O1  S80 S45 S78 S32
        O2  none
        O3  S96 S98 S99
        O4  S107 S108 S110 S119 P66 P68 P65
        O5  S86 S87 S101 P83 P82
        O6  S103 S106 P89
        O7  none
        O8  S72 S36 S91 S92 P78
        O9  none
        O10 S46 S45 S114
        O11 S80 S84
        O12 S88 S91 S93
    """,
    "SE1": """
        O0  S82
        O1  S52 S17 S12
        O2  S82 S12 P50
        O3  S94 S120
        O4  S120 S107
        O5  S120 S84 *
        O6  S103 S105 S106 P89
        O7  S58 S55 S10
        O8  S4 S11 *
        O9  none
        O10 none
        O11 S43 S80
        O12 S93 S120 *
    """,
    "SE2": """
        O0  S26 S59
        O1  S75 S76
        O2  none
        O3  none
        O4  none
        O5  S101 *
        O6  S104 S10 *
        O7  S55 S59 P17
        O8  S72 P78
        O9  S26 S71 *
        O10 S34 *
        O11 S43 S75 S80
        O12 S93 S61
    """,
    "DI1": """
        O0  S50
        O1  S53 S76 P24 P26 P27 *
        O2  S50 S115
        O3  S113
        O4  S113 S114
        O5  S113 P85
        O6  S104 P24
        O7  S56 S69 P24
        O8  S68
        O9  none
        O10 S39 S44 S38 S114
        O11 S43 S50
        O12 S93 S115 *
    """,
    "DI2": """
        O0  S81 S82 S57 S58 P16 P20
        O1  S52 S81 S17
        O2  S82 S12 P50 P34
        O3  S94 S98
        O4  S107 S113
        O5  S101 S102
        O6  S105 S106
        O7  S57 S58 P16 P20
        O8  S18 *
        O9  none
        O10 S34 *
        O11 S80 S49 S84
        O12 S93 S73
    """,
    "DI3": """
        O0  S53 S74
        O1  S53 S34 S35 S114 S115 P34
        O2  S50 S29
        O3  S94
        O4  S110 S113 S114
        O5  S101 *
        O6  S104
        O7  S48 S44 S56
        O8  S72 S90 P78
        O9  S50 S71
        O10 S34 S39 S44 S9 S46 S114
        O11 S43 S53
        O12 S62
    """,
    "FE1": """
        O0  S74 S58 S83 S116
        O1  S81 S18 S77 S79 S48 P32 P34 P51
        O2  S50 S29 S51 P51
        O3  S95 S97 S100 S109 P54
        O4  S110 S99 S112 P63
        O5  S101 S102 S99
        O6  S105 P87 P86
        O7  S60 S48 P20 P17
        O8  S72 P73
        O9  S70 *
        O10 S31 S34 S99
        O11 S84 S49 S54
        O12 S93 S73 S16
    """,
    "FE2": """
        O0  none
        O1  P97 *
        O2  none
        O3  P57 *
        O4  P69 P81
        O5  P84 P85
        O6  P92 P91
        O7  P23 P18 *
        O8  P79 P78 P73
        O9  P98
        O10 none
        O11 none
        O12 P81 P79 *
    """,
}
CELLS_PER_CONFIDENCE = {"high": 12, "medium": 108, "low": 36}
JUDGEMENTS = {
    "TE1": ["O9"],
    "TE2": ["O2", "O7", "O9"],
    "SE1": ["O9", "O10"],
    "SE2": ["O2", "O3", "O4"],
    "DI1": ["O9"],
    "DI2": ["O9"],
    "FE2": ["O0", "O2", "O10", "O11"],
}


@pytest.fixture(scope="module")
def study():
    return load_study()


@pytest.fixture(scope="module")
def scores(study):
    """Scores by (option id, criterion code)."""
    code = {criterion.id: criterion.code for criterion in study.criteria}
    return {(option, code[criterion]): score for (option, criterion), score in study.scores.items()}


def cells(table):
    """Read a literal table into {(option id, criterion code): text}."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return {(row[0], code): cell for row in rows for code, cell in zip(head, row[1:], strict=True)}


def test_there_are_156_scores(scores):
    assert len(scores) == 13 * 12 == 156


def test_every_central_value_is_the_dossiers(scores):
    assert {cell: score.value for cell, score in scores.items()} == {
        cell: Fraction(value) for cell, value in cells(VALUES).items()
    }


def test_every_range_is_the_dossiers(scores):
    assert {cell: f"{score.low}-{score.high}" for cell, score in scores.items()} == cells(RANGES)


def test_every_value_lies_in_its_range(scores):
    assert all(score.low <= score.value <= score.high for score in scores.values())


def test_only_the_baselines_cost_has_no_range(scores):
    assert [cell for cell, score in scores.items() if score.low == score.high] == [("status_quo", "FE2")]


def test_every_confidence_is_the_dossiers(scores):
    words = {word[0]: word for word in CELLS_PER_CONFIDENCE}
    assert {cell: score.confidence for cell, score in scores.items()} == {
        cell: words[letter] for cell, letter in cells(CONFIDENCE).items()
    }


@pytest.mark.parametrize("confidence", CELLS_PER_CONFIDENCE)
def test_confidence_is_spread_as_the_dossier_spreads_it(scores, confidence):
    found = sum(score.confidence == confidence for score in scores.values())
    assert found == CELLS_PER_CONFIDENCE[confidence]


@pytest.mark.parametrize("code", EVIDENCE)
def test_every_citation_of_a_score_is_the_dossiers(study, scores, code):
    options = {option.code: option.id for option in study.options}
    for line in EVIDENCE[code].strip().splitlines():
        option, *cited = line.replace("*", "").split()
        score = scores[options[option], code]
        assert list(score.evidence) == [number for number in cited if number != "none"], (option, code)
        assert score.judgement == (cited == ["none"]), (option, code)
        assert score.size_judged == ("*" in line), (option, code)


def test_a_score_is_a_judgement_exactly_where_the_dossier_found_no_evidence(study, scores):
    codes = {option.id: option.code for option in study.options}
    found = {}
    for (option, criterion), score in scores.items():
        if score.judgement:
            found.setdefault(criterion, []).append(codes[option])
    assert found == JUDGEMENTS


def test_only_a_score_with_evidence_has_a_judged_size(scores):
    judged = [score for score in scores.values() if score.size_judged]
    assert len(judged) == 32
    assert all(score.evidence and not score.judgement for score in judged)


def test_scores_cite_378_times(scores):
    assert sum(len(score.evidence) for score in scores.values()) == 378


def test_every_score_says_why_in_both_languages(scores):
    assert all(score.why is not None and score.why.has("en") and score.why.has("ko") for score in scores.values())


def test_what_the_reason_calls_a_judgement_is_marked_as_one(scores):
    """A reason that says "analyst judgement" stands beside `judgement` or `size: judgement`."""
    told = {cell for cell, score in scores.items() if "analyst judgement" in score.why.get("en").lower()}
    assert told - {cell for cell, score in scores.items() if score.judgement or score.size_judged} == set()
    unsaid = {cell for cell, score in scores.items() if score.judgement} - told
    assert unsaid == {("status_quo", "FE2")}, "costs nothing by definition"
