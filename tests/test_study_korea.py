"""What the Korea study holds, counted and compared with literal tables of its evidence dossier."""

import re
from fractions import Fraction

import pytest

from mcda.scales import Goal
from mcda.study import check_study, load_study
from mcda.study.rules import AtMost, Needs

CODES = ("EC1", "EC2", "EC3", "TE1", "TE2", "SE1", "SE2", "DI1", "DI2", "DI3", "FE1", "FE2")

# Dossier 2.3, with the ids that stand for the codes.
CRITERIA = {
    "china_market_access": ("EC1", "economic", "S63 S64 S69 S115"),
    "new_market_share": ("EC2", "economic", "S71 S68 S3 P10"),
    "adjustment_ease": ("EC3", "economic", "S70 S67 S42 P6"),
    "us_technology_access": ("TE1", "technology", "S61 S62 S22 S88"),
    "innovation_capacity": ("TE2", "technology", "S72 S108 S23 S117"),
    "alliance_strength": ("SE1", "security", "S120 S4 S103"),
    "supply_chain_security": ("SE2", "security", "S75 S55 S26 P30"),
    "relations_with_china": ("DI1", "diplomacy", "S50 S39 P24 P26"),
    "standing_with_us": ("DI2", "diplomacy", "S81 S82 S57"),
    "strategic_autonomy": ("DI3", "diplomacy", "S53 S34 S114"),
    "feasibility": ("FE1", "implementation", "S99 S110 S48"),
    "public_cost": ("FE2", "implementation", ""),
}

# Dossier 4.1, in the order of CODES; "balanced" is by branches and stands below.
PROFILES = {
    "industry": (22, 14, 16, 16, 8, 1, 7, 6, 3, 3, 2, 2),
    "foreign": (8, 4, 3, 5, 3, 12, 7, 17, 17, 16, 6, 2),
    "defence": (3, 2, 2, 14, 8, 28, 16, 4, 12, 4, 5, 2),
    "science": (4, 6, 3, 18, 26, 4, 7, 4, 6, 7, 9, 6),
    "researchers": (2, 4, 1, 16, 32, 2, 2, 4, 5, 18, 12, 2),
    "treasury": (10, 8, 10, 6, 8, 4, 6, 8, 4, 4, 12, 20),
    "source_reading": (14, 7, 5, 10, 18, 7, 4, 7, 6, 12, 8, 2),
}

# Dossier 2.1 and 5.1: code, kind, diplomatic capital, staff.
OPTIONS = {
    "status_quo": ("O0", "posture", None, None),
    "alliance": ("O1", "posture", 8, 60),
    "hedge": ("O2", "posture", 5, 20),
    "joint_committee": ("O3", "measure", 2, 8),
    "exchanges": ("O4", "measure", 1, 25),
    "mega_science": ("O5", "measure", 3, 25),
    "defence_tech": ("O6", "measure", 4, 30),
    "clean_network": ("O7", "measure", 5, 15),
    "innovation_gap": ("O8", "measure", 1, 40),
    "diversify": ("O9", "measure", 2, 40),
    "open_norms": ("O10", "measure", 4, 30),
    "selective": ("O11", "posture", 5, 40),
    "chip_partnership": ("O12", "measure", 4, 30),
}

# Dossier 2.2, by code: what the words name as needed and as excluded.
NEEDS_IN_WORDS = {"O1": {"O7"}, "O5": {"O3"}, "O11": {"O3", "O6", "O12"}}
EXCLUDES_IN_WORDS = {"O1": {"O2", "O11"}, "O2": {"O1", "O11", "O7"}, "O7": {"O2"}, "O11": {"O1", "O2"}}

# Dossier 5.5.
SYNERGIES = {
    ("O3", "O4"): "1", ("O3", "O5"): "1", ("O4", "O8"): "1.5", ("O4", "O5"): "0.75", ("O4", "O12"): "0.5",
    ("O8", "O9"): "1", ("O8", "O12"): "1", ("O9", "O10"): "0.5", ("O6", "O12"): "0.5", ("O7", "O11"): "0.5",
    ("O1", "O7"): "0.5", ("O1", "O10"): "-2", ("O7", "O10"): "-1", ("O2", "O6"): "-1", ("O2", "O12"): "-0.5",
}  # fmt: skip


@pytest.fixture(scope="module")
def checked():
    return check_study()


@pytest.fixture(scope="module")
def study():
    return load_study()


@pytest.fixture(scope="module")
def code(study):
    """Codes of the options by id."""
    return {option.id: option.code for option in study.options}


def test_no_fault_no_warning_and_so_no_text_missing_in_either_language(checked):
    assert (checked.faults, checked.warnings) == ((), ())
    assert checked.study.languages == ("en", "ko")


def test_five_branches_in_order(study):
    names = [(branch.id, branch.name.get("en"), branch.name.get("ko")) for branch in study.branches]
    assert names == [
        ("economic", "Economic", "경제"),
        ("technology", "Technology", "기술"),
        ("security", "Security", "안보"),
        ("diplomacy", "Diplomacy", "외교"),
        ("implementation", "Feasibility", "실행"),
    ]


def test_twelve_criteria_with_the_evidence_that_defines_them(study):
    found = {c.id: (c.code, c.branch, " ".join(c.evidence)) for c in study.criteria}
    assert found == CRITERIA
    assert list(found) == list(CRITERIA), "in the order of the dossier"


def test_every_criterion_has_five_anchored_levels_and_public_cost_two(study):
    levels = {c.code: [int(level) for level, _ in c.scale.anchors] for c in study.criteria}
    assert levels.pop("FE2") == [0, 1000]
    assert all(each == [0, 25, 50, 75, 100] for each in levels.values())


def test_only_public_cost_is_better_low_and_only_its_scale_is_open(study):
    assert [c.code for c in study.criteria if c.goal is Goal.MIN] == ["FE2"]
    assert [c.code for c in study.criteria if c.scale.open] == ["FE2"]
    assert {(c.scale.low, c.scale.high) for c in study.criteria if c.code != "FE2"} == {(0, 100)}


def test_public_cost_has_the_dossiers_convex_value_function_and_the_rest_are_values_already(study):
    """Dossier 2.4."""
    assert study.criteria["public_cost"].value_function.points == ((0, 100), (50, 85), (200, 60), (500, 30), (1000, 0))
    for criterion in study.criteria:
        if criterion.id != "public_cost":
            assert [criterion.value.exact(Fraction(x)) for x in (0, 17, 100)] == [0, 17, 100], criterion.id


def test_thresholds_are_five_and_twenty_on_values_without_veto(study):
    for criterion in study.criteria:
        limits = criterion.thresholds
        assert (limits.indifference, limits.preference, limits.veto, limits.on) == (5, 20, None, "values")


def test_feasibility_is_the_success_chance_and_public_cost_the_budget(study):
    assert {c.code: c.role for c in study.criteria if c.role} == {"FE1": "success_chance", "FE2": "budget"}


def test_the_study_has_a_success_chance_on_a_ratio_scale(study):
    assert {c.code: c.scale.level for c in study.criteria if c.scale.level != "interval"} == {
        "FE1": "ratio",
        "FE2": "ratio",
    }


def test_eight_profiles(study):
    assert set(study.weights) == {"balanced", *PROFILES}


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_has_the_dossiers_points(study, profile):
    points = [100 * study.weights[profile].fractions[criterion] for criterion in CRITERIA]
    assert tuple(points) == PROFILES[profile]
    assert sum(PROFILES[profile]) == 100


def test_balanced_gives_each_branch_a_fifth_shared_equally_and_exactly(study):
    """Dossier 4.1 prints 6.67; exactly it is one fifteenth."""
    sizes = {"EC": 3, "TE": 2, "SE": 2, "DI": 3, "FE": 2}
    shares = dict(zip(CODES, (study.weights["balanced"].fractions[c] for c in CRITERIA), strict=True))
    assert shares == {code: Fraction(1, 5 * sizes[code[:2]]) for code in CODES}
    assert {shares["EC1"], shares["FE2"]} == {Fraction(1, 15), Fraction(1, 10)}


def test_thirteen_options_with_kind_and_resources(study):
    found = {}
    for option in study.options:
        resources = dict(option.resources)
        found[option.id] = (option.code, option.kind, resources.pop("diplomatic_capital", None),
                            resources.pop("staff", None))  # fmt: skip
        assert not resources, "public cost is a score and no resource"
    assert found == OPTIONS
    assert list(found) == list(OPTIONS)
    assert study.baseline == "status_quo"


def test_every_option_says_what_the_government_does_and_what_the_source_recommends(study):
    for option in study.options:
        for key in ("summary", "action", "prerequisites", "exclusions", "cost_drivers", "recommended"):
            assert key in option.texts, f"{option.id}: {key}"
        assert "horizon" in option.texts or option.baseline
        assert "time_to_effect" in option.texts


def named_as_binding(words):
    """Codes a text names, unless it begins with "none" ("none; works better with O8", "none; conflicts with O2")."""
    return set() if words.startswith("none") else set(re.findall(r"\bO\d+\b", words))


def test_what_options_need_in_words_is_what_the_rules_need(study, code):
    """The word of O1 "in a strict variant, O7" is the rule of the strict variant."""
    in_words = {}
    for option in study.options:
        if found := named_as_binding(option.texts["prerequisites"].get("en")):
            in_words[option.code] = found
    in_rules = {}
    for rule in study.portfolio.rules:
        if isinstance(rule, Needs):
            in_rules.setdefault(code[rule.option], set()).update(code[name] for name in rule.any_of)
    assert in_words == in_rules == NEEDS_IN_WORDS


def test_what_options_exclude_in_words_is_what_the_rules_exclude(study, code):
    in_words = {}
    for option in study.options:
        if found := named_as_binding(option.texts["exclusions"].get("en")):
            in_words[option.code] = found
    in_rules = {}
    for rule in study.portfolio.rules:
        if isinstance(rule, AtMost) and rule.count == 1:
            for name in rule.of:
                in_rules.setdefault(code[name], set()).update(code[other] for other in rule.of if other != name)
    assert in_words == in_rules == EXCLUDES_IN_WORDS


def test_synergies_in_words_are_the_positive_pairs_and_conflicts_the_negative_ones(study, code):
    for key, sign in (("synergies", 1), ("conflicts", -1)):
        in_words = {
            frozenset((option.code, other))
            for option in study.options
            if key in option.texts
            for other in re.findall(r"\bO\d+\b", option.texts[key].get("en"))
        }
        in_rules = {frozenset(code[o] for o in s.of) for s in study.portfolio.synergies if s.points * sign > 0}
        assert in_words == in_rules, key


def test_fifteen_synergies_with_the_dossiers_points(study, code):
    found = {tuple(code[option] for option in synergy.of): synergy.points for synergy in study.portfolio.synergies}
    assert found == {pair: Fraction(points) for pair, points in SYNERGIES.items()}
    assert len(study.portfolio.synergies) == 15


def test_three_limits_with_levels(study):
    """Dossier 5.3."""
    found = {name: (limit.default, limit.levels) for name, limit in study.portfolio.limits.items()}
    assert found == {
        "public_cost": (800, (150, 400, 800, 1200)),
        "diplomatic_capital": (16, (12, 16, 20)),
        "staff": (180, (140, 180, 220)),
    }
    assert study.defaults.budget == 800


def test_five_rules_and_the_invitation(study, code):
    """Dossier 5.4."""
    found = []
    for rule in study.portfolio.rules:
        if isinstance(rule, AtMost):
            what = ("at most", rule.count, *(code[name] for name in rule.of))
        else:
            what = (code[rule.option], "needs", *(code[name] for name in rule.any_of))
        found.append((*what, rule.only_in, rule.not_in))
    assert found == [
        ("at most", 1, "O1", "O2", "O11", None, None),
        ("at most", 1, "O2", "O7", None, "relaxed"),
        ("O5", "needs", "O3", None, None),
        ("O11", "needs", "O3", "O6", "O12", None, None),
        ("O1", "needs", "O7", "strict", None),
    ]
    assert [(code[each.option], each.evidence) for each in study.portfolio.external] == [("O1", ("S81",))]
    assert set(study.portfolio.variants) == {"strict", "relaxed"}


def test_every_rule_limit_and_synergy_gives_its_reason_in_both_languages(study):
    parts = [*study.portfolio.limits.values(), *study.portfolio.rules, *study.portfolio.synergies]
    assert all(part.why.has("en") and part.why.has("ko") for part in parts)


def test_the_remarks_are_all_there(study):
    """Dossier 0 (six findings), 2.5 (ten notes), 7 (ten limits)."""
    remarks = study.remarks
    assert [len(each) for each in (remarks.findings, remarks.double_counting, remarks.limits)] == [6, 10, 10]
    assert [note.weight_above for note in remarks.double_counting if note.weight_above] == [Fraction(3, 10)]
    assert {variant for note in remarks.double_counting for variant in note.variants} == {
        "combined_sales",
        "compensated_adjustment",
    }
    assert any("one author" in text.get("en") for text in remarks.circularity)


def texts(value, path=""):
    """Every {en:, ko:} of the study's files, with its place."""
    if isinstance(value, dict):
        if set(value) == {"en", "ko"}:
            yield path, value["en"], value["ko"]
        else:
            for key, each in value.items():
                yield from texts(each, f"{path}/{key}")
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from texts(each, f"{path}/{i}")


@pytest.fixture(scope="module")
def pairs(study):
    from ruamel.yaml import YAML

    found = []
    for name in ("study.yaml", "portfolio.yaml", "criteria", "options", "scenarios", "evidence"):
        path = study.folder / name
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            found.extend(texts(YAML(typ="safe").load(file.read_bytes()), file.relative_to(study.folder).as_posix()))
    return found


def test_there_are_hundreds_of_texts_in_two_languages(pairs):
    assert len(pairs) > 700


def test_korean_texts_are_korean(pairs):
    """Some are only a number, a code or a name: "25%", "O7."."""
    strange = [(path, ko) for path, en, ko in pairs if re.search("[a-z]{3}", en) and not re.search("[가-힣]", ko)]
    assert strange == []


def test_english_texts_hold_hangul_nowhere(pairs):
    assert [(path, en) for path, en, _ in pairs if re.search("[가-힣]", en)] == []


def test_korean_texts_name_the_same_statements_options_and_criteria(pairs):
    """Every code of the English text, with its mark of time, stands in the Korean text as often, and the reverse."""
    named = re.compile(r"(?<![A-Za-z])(?:[SPO]\d{1,3}|(?:EC|TE|SE|DI|FE)\d|SC-[MPAR])(?!\d)[†‡]?")
    different = []
    for path, en, ko in pairs:
        first, second = (sorted(named.findall(text)) for text in (en, ko))
        if first != second:
            different.append((path, first, second))
    assert different == []


def test_korean_texts_keep_what_is_quoted_of_the_source(study, pairs):
    """Two or more words in double quotes that are the source's own stand in the Korean text as they are."""
    source = " ".join(s.quote for name, s in study.statements.items() if name[0] == "S")
    lost = []
    for path, en, ko in pairs:
        for quoted in re.findall(r'"([^"]+)"', en):
            pieces = [piece.strip() for piece in quoted.split("…")]
            if " " in quoted and all(piece in source for piece in pieces) and quoted not in ko:
                lost.append((path, quoted))
    assert lost == []


def test_quotes_are_never_translated(study):
    """Quotes are one text in their own language; only P68 is a Korean source."""
    assert all(isinstance(statement.quote, str) for statement in study.statements.values())
    korean = [name for name, s in study.statements.items() if re.search("[가-힣]", s.quote)]
    assert korean == ["P68"]


def test_a_study_says_where_it_was_found_and_hashes_its_files(study):
    assert (study.folder / "study.yaml").is_file()
    assert re.fullmatch("[0-9a-f]{64}", study.digest)
    assert study.origin
