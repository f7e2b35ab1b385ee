"""The evidence of the Korea study: every statement there, with its sign, its time and someone who cites it."""

import hashlib
import re

import pytest

from mcda.study import load_study

# Dossier 1.3, "The balance of the source by option": counts of +, − and ±, then the statements that support and oppose.
BALANCE = {
    "O0": (0, 25, 0, "", "2 6 7 15 23 24 26 28 29 40 47 51 57 58 64 65 66 67 74 82 83 84 97 116 118"),
    "O1": (
        14, 24, 1,
        "4 9 10 12 17 22 43 49 52 61 62 71 75 78",
        "18 25 32 34 35 39 41 42 45 47 48 50 53 63 64 69 70 76 77 79 81 113 114 115",
    ),
    "O2": (6, 12, 1, "20 31 41 50 63 115", "2 12 13 15 22 28 29 30 52 61 62 82"),
    "O3": (16, 2, 1, "5 73 84 85 86 94 95 96 98 100 109 113 116 117 119 120", "99 110"),
    "O4": (20, 1, 0, "3 5 35 46 73 78 84 85 99 107 108 110 111 112 113 114 116 117 119 120", "2"),
    "O5": (12, 1, 0, "73 84 85 86 87 101 102 109 113 116 119 120", "99"),
    "O6": (10, 0, 1, "4 10 11 80 84 103 105 106 113 120", ""),
    "O7": (8, 11, 2, "10 14 24 55 57 58 68 71", "25 32 34 44 48 56 59 60 67 69 70"),
    "O8": (20, 0, 1, "3 6 7 8 11 16 18 19 20 21 23 32 36 68 71 72 87 90 91 92", ""),
    "O9": (11, 1, 0, "6 7 8 14 19 21 26 63 64 68 71", "70"),
    "O10": (18, 3, 0, "9 20 25 31 33 34 37 38 39 41 42 44 45 46 50 88 114 115", "4 43 99"),
    "O11": (7, 1, 0, "33 43 44 49 71 80 84", "70"),
    "O12": (18, 1, 0, "3 5 13 16 22 36 61 62 65 73 80 84 88 89 91 93 117 119", "90"),
}  # fmt: skip
BOTH = {"O1": ["S54"], "O2": ["S51"], "O3": ["S97"], "O6": ["S104"], "O7": ["S27", "S66"], "O8": ["S78"]}  # 1.1, 1.2

# Dossier 6: "Postdates the source?" is yes (†) or "same time" (‡).
AFTER = """2 3 5 11 12 13 14 15 28 29 30 31 38 39 40 41 42 43 44 45 46 47 48 49 52 53 56 57 58 59 60 61 62 64 69 70 71
72 73 74 76 78 79 80 81 84 91 92 93 94 95 96 97 98 100 101 102"""
SAME_TIME = "22 55 75 99"
CAUTIOUS = "1 6 7 9 16 19 22 24 30 37 57 61 67 68 73 77 78 82 85"  # items with a "Caution"

# Of the quotes as they were compared, word for word, with the source document and with the dossier.
QUOTES = {
    "S": "165e2cc1b3ecd0434f591b29ff5182c1bc0ff271eda1d128227de99e960d3100",
    "P": "395035630963cead11123c0df289db766b5dfb3c88e1aa8ac16ba300f7475c7e",
}
# Dossier 6, by heading: first and last item.
PUBLIC = {
    "chip_trade": (1, 15),
    "huawei_and_clean_network": (16, 23),
    "retaliation": (24, 31),
    "alliance_proposals": (32, 49),
    "hedging": (50, 53),
    "joint_committee": (54, 61),
    "exchanges": (62, 72),
    "technology_base": (73, 83),
    "mega_science_and_defence": (84, 93),
    "decoupling_costs": (94, 96),
    "diversification_and_norms": (97, 103),
}
# Dossier 1.1 and 1.2: how the column "Reading" begins.
READINGS = {
    "Fact", "Claim", "Figure", "Forecast", "Argument", "Recommendation", "Concession by the author",
    "Opinion of the author",
}  # fmt: skip


@pytest.fixture(scope="module")
def study():
    return load_study()


def numbered(letter, words):
    return [f"{letter}{number}" for number in words.split()]


def test_there_are_120_statements_of_the_source_and_103_of_the_public_record(study):
    assert list(study.statements) == [f"P{i}" for i in range(1, 104)] + [f"S{i}" for i in range(1, 121)]


@pytest.mark.parametrize("letter", QUOTES)
def test_no_quote_has_changed_since_it_was_checked(study, letter):
    quotes = [f"{name} {statement.quote}" for name, statement in study.statements.items() if name[0] == letter]
    assert hashlib.sha256("\n".join(quotes).encode()).hexdigest() == QUOTES[letter]


def test_the_sources_statements_say_where_they_stand_and_are_read(study):
    for name, statement in study.statements.items():
        if name.startswith("S"):
            assert re.fullmatch(r"[AB]¶(10|[1-9]), l\. \d+(–\d+)?", statement.place), name
            assert re.split(r"[.,(:]", statement.reading.get("en"))[0].strip() in READINGS, name
            assert statement.timing == "before", name
            assert statement.signs, name


def test_public_items_name_publisher_title_date_fact_and_address(study):
    for name, statement in study.statements.items():
        if name.startswith("P"):
            assert all((statement.publisher, statement.title, statement.date)), name
            assert set(statement.reading.languages) == {"en", "ko"}, name
            assert re.match(r"https?://\S+$", statement.address), name
            assert not any((statement.signs, statement.place)), name


def test_statements_stand_under_the_dossiers_headings(study):
    found = {}
    for name, statement in study.statements.items():
        found.setdefault(statement.collection, []).append(int(name[1:]))
    assert found.pop("source_section_a") == list(range(1, 47))
    assert found.pop("source_section_b") == list(range(47, 121))
    assert {name: (numbers[0], numbers[-1]) for name, numbers in found.items()} == PUBLIC


@pytest.mark.parametrize("code", BALANCE)
def test_the_signs_of_an_option_are_the_balance_of_the_source(study, code):
    option = next(option.id for option in study.options if option.code == code)
    by_sign = {sign: [] for sign in "+-±0"}
    for name, statement in study.statements.items():
        if option in statement.signs:
            by_sign[statement.signs[option]].append(name)
    plus, minus, both, supporting, opposing = BALANCE[code]
    assert (len(by_sign["+"]), len(by_sign["-"]), len(by_sign["±"])) == (plus, minus, both)
    assert by_sign["+"] == numbered("S", supporting)
    assert by_sign["-"] == numbered("S", opposing)
    assert by_sign["±"] == BOTH.get(code, [])
    assert by_sign["0"] == ["S1"], "S1 is context for every option"


def test_258_signs_are_given_beside_the_context_of_s1(study):
    counts = [sum(each[:3]) for each in BALANCE.values()]
    assert sum(counts) == sum(len(s.signs) for s in study.statements.values()) - 13


def test_later_items_are_marked(study):
    timing = {"after": [], "same_time": [], "before": []}
    for name, statement in study.statements.items():
        timing[statement.timing].append(name)
    assert timing["after"] == numbered("P", AFTER)
    assert timing["same_time"] == numbered("P", SAME_TIME)
    assert [len(names) for names in timing.values()] == [57, 4, 162]


def test_later_items_stand_behind_base_scores_only_where_the_dossier_lets_them(study):
    """Section 0: as data on 2020 or earlier, or as cost anchors."""
    late = {
        (option, criterion, name)
        for (option, criterion), score in study.scores.items()
        for name in score.evidence
        if study.statements[name].timing == "after"
    }
    beside_cost = {(option, criterion, name) for option, criterion, name in late if criterion != "public_cost"}
    assert beside_cost == {
        ("innovation_gap", "china_market_access", "P76"),
        ("innovation_gap", "innovation_capacity", "P78"),
        ("innovation_gap", "supply_chain_security", "P78"),
        ("innovation_gap", "strategic_autonomy", "P78"),
        ("innovation_gap", "feasibility", "P73"),
    }


def every_citation(study):
    """Pairs (who cites, number) over the parts of the study that can cite."""
    for criterion in study.criteria:
        yield from (("criterion", name) for name in criterion.evidence)
    for option in study.options:
        yield from (("option", name) for name in option.evidence)
    for score in study.scores.values():
        yield from (("score", name) for name in score.evidence)
    for change in study.changes.values():
        for part in [change, change.everywhere, *change.options.values()]:
            yield from ((change.kind, name) for name in part.evidence)
        for part in [change.everywhere, *change.options.values()]:
            yield from ((change.kind, name) for cell in part.cells.values() for name in cell.evidence)
    for entry in study.ledger:
        yield from (("ledger", name) for name in entry.evidence)
    rules = study.portfolio
    for part in [*rules.limits.values(), *rules.rules, *rules.synergies, *rules.external]:
        yield from (("portfolio", name) for name in part.evidence)


def test_every_citation_exists(study):
    profiles = [("profile", name) for profile in study.profiles.values() for name in profile.evidence]
    assert {name for _, name in [*every_citation(study), *profiles]} <= set(study.statements)


def test_every_statement_is_cited_or_is_background(study):
    """By a score, a criterion, an option, a change, the ledger or the portfolio; a weight profile is not enough."""
    cited = {name for _, name in every_citation(study)}
    background = {name for name, statement in study.statements.items() if statement.background}
    assert background == {"S1", "P25"}
    assert set(study.statements) - cited == background


def test_the_statements_about_scenarios_name_them(study):
    """Dossier 1.1 and 1.2: "scenarios" in the column "Criteria" means section 4.2."""
    named = [name for name, statement in study.statements.items() if statement.scenarios and name[0] == "S"]
    assert named == numbered("S", "24 26 29 30 31 37 40 42 45 51")
    known = set(study.scenarios)
    assert all(set(statement.scenarios) <= known for statement in study.statements.values())


def test_the_ledger_has_nine_contradictions_with_their_statements(study):
    """Dossier 0.1."""
    assert [entry.number for entry in study.ledger] == list(range(1, 10))
    first = [entry.evidence[0] for entry in study.ledger]
    assert first == ["S63", "S69", "S59", "S81", "S97", "S103", "S95", "S86", "S57"]
    records = [sorted(int(name[1:]) for name in entry.evidence if name[0] == "P") for entry in study.ledger]
    assert records == [
        [1, 2, 3, 4, 5], [6, 7], [19], [32, 33, 34, 35, 36, 37], [54, 55, 56, 57], [90], [54, 58], [82], [20, 21, 22],
    ]  # fmt: skip


def test_ten_gaps_are_told(study):
    """Dossier 6.12."""
    assert len(study.gaps) == 10
    assert "GSSCA" in study.gaps[0].get("en")
    assert "twelfth meeting" in study.gaps[9].get("en")


def test_a_statement_nobody_should_score_by_is_cited_by_no_score(study):
    """P22: "Do not use for scoring"."""
    assert "Do not use for scoring" in study.statements["P22"].caution.get("en")
    assert "P22" not in {name for who, name in every_citation(study) if who == "score"}


def test_nineteen_public_items_carry_a_caution(study):
    cautious = [name for name, statement in study.statements.items() if statement.caution is not None]
    assert cautious == numbered("P", CAUTIOUS)
