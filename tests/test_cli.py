"""What a person meets at the command line: results in words, and wrong commands answered with the right ones."""

import shlex
from pathlib import Path

import click
import pytest

from mcda import analysis, study
from mcda.cli import choices, program
from mcda.errors import McdaError, MethodError
from mcda.methods import ALL, COMMON

# Where the fixtures `mcda` (run a command) and `small` (a study) come from.
pytest_plugins = ["cli_run"]

# Wrong commands that a person would type, and a piece of the answer that helps.
WRONG = {
    "rnak": (["rnak"], "did you mean 'rank'?"),
    "--wieghts": (["rank", "--wieghts", "industry"], "--weights"),
    "--set x": (["rank", "--set", "x"], "expected CRITERION=SHARE, such as security=0.3"),
    "--set security=2": (["rank", "--set", "security=2"], "'security=2': expected 0 to 1, or per cent: security=2%"),
    "--weights twice": (["rank", "--weights", "industry", "--weights", "science"], "--weights is given twice"),
    "--set by code": (["rank", "--set", "SE1=0.4"], "'SE1' is a code; write the id: --set alliance_strength=..."),
    "--weights list": (["rank", "--weights", "industry,science"], "one profile at a time"),
    "--set security=-1": (["rank", "--set", "security=-1"], "'security=-1' is not a number of zero or more"),
    "--set security=nan": (["rank", "--set", "security=nan"], "is not a number of zero or more"),
    "--set safety=0.2": (["rank", "--set", "safety=0.2"], "'safety' is neither a criterion nor a branch"),
    "--set twice": (["rank", "--set", "security=0.2", "--set", "security=0.3"], "'security' is given twice"),
    "--set 60% and 50%": (["rank", "--set", "security=60%", "--set", "economic=50%"], "the shares set add to 1.1"),
    "--method Topsis": (["rank", "--method", "Topsis"], "did you mean 'topsis'?"),
    "--weights balancd": (["rank", "--weights", "balancd"], "did you mean 'balanced'?"),
    "--scenario abrubt": (["rank", "--scenario", "abrubt"], "did you mean 'abrupt'?"),
    "--update later": (["rank", "--update", "later"], "later_facts"),
    "--variant strickt": (["rank", "--variant", "strickt"], "did you mean 'strict'?"),
    "--on value": (["rank", "--on", "value"], "'values'"),
    "--lang de": (["rank", "--lang", "de"], "'en', 'ko'"),
    "--study nowhere": (["rank", "--study", "nowhere"], "'nowhere' does not exist"),
    "a second argument": (["rank", "balanced"], "unexpected extra argument (balanced)"),
    "--budget abc": (["portfolio", "--budget", "abc"], "'abc' is not a number of zero or more"),
    "--budget 1,200": (["portfolio", "--budget", "1,200"], "write 1200.5, without a comma"),
    "--budget 1e999999999": (["portfolio", "--budget", "1e999999999"], "is not a number of zero or more"),
    "--limit staff": (["portfolio", "--limit", "staff"], "expected NAME=VALUE, such as staff=120"),
    "--limit stuff=3": (["portfolio", "--limit", "stuff=3"], "did you mean 'staff'?"),
    "--require status_quo": (["portfolio", "--require", "status_quo"], "is the baseline"),
    "--forbid hegde": (["portfolio", "--forbid", "hegde"], "did you mean 'hedge'?"),
    "both required and forbidden": (["portfolio", "--require", "hedge", "--forbid", "hedge"], "hedge"),
    "--methods topsis,vikro": (["compare", "--methods", "topsis,vikro"], "did you mean 'vikor'?"),
    "--scenarios base,abrubt": (["compare", "--scenarios", "base,abrubt"], "did you mean 'abrupt'?"),
    "--format pdf": (["report", "--format", "pdf"], "'pdf' is not a format of a report; there are: html, md"),
    "verify nowhere": (["verify", "nowhere.json"], "'nowhere.json' does not exist"),
    "--format with nothing": (["report", "--format", ""], "a name is missing in ''"),
    "--methods with nothing": (["compare", "--methods", "wsm,"], "a name is missing in 'wsm,'"),
    "--at nowhere": (["rank", "--at", "econmic"], "did you mean 'economic'?"),
    "--parameter v": (["rank", "--parameter", "v"], "expected NAME=VALUE, such as v=0.25; found 'v'"),
    "--parameter twice": (["rank", "--parameter", "v=1", "--parameter", "v=2"], "'v' is given twice"),
    "--parameter w=1": (["rank", "--method", "vikor", "--parameter", "w=1"], "is not a parameter of 'vikor'"),
    "--parameter v=3": (["rank", "--method", "vikor", "--parameter", "v=3"], "expected a number from 0 to 1"),
    "rank by a relation": (["rank", "--method", "promethee_i"], "promethee_i does not rank options; use mcda outrank"),
    "outrank by a score": (["outrank", "--method", "topsis"], "topsis does not outrank options; use mcda rank"),
    "sort without a method": (["sort"], "say which: --method NAME"),
    "weights of nobody": (["weights", "industr"], "did you mean 'industry'?"),
    "methods topsys": (["methods", "topsys"], "did you mean 'topsis'?"),
    "new in a folder in use": (["new", Path(__file__).parent], "is not empty; name another one"),
    "new --from nowhere": (["new", "there", "--from", "nowhere"], "expected 'korea' or a study's folder"),
    "new without a folder": (["new"], "DIR"),
}

TYPES = {
    "BadParameter",
    "MissingParameter",
    "NameUnknownError",
    "NoSuchOption",
    "PortfolioError",
    "UsageError",
    "WeightsError",
}


@pytest.mark.parametrize("command", WRONG)
def test_a_wrong_command_is_answered_with_a_cure_in_words_and_in_json(mcda, command):
    arguments, cure = WRONG[command]

    run = mcda(*arguments, "--json")

    assert run.code == 2
    assert run.err.startswith("error: ")
    assert cure in run.err
    assert "Traceback" not in run.err
    assert run.document.keys() == {"error"}
    assert run.document["error"]["type"] in TYPES
    assert cure in run.document["error"]["message"]


@pytest.mark.parametrize("command", ["rnak", "--set x", "--method Topsis", "--require status_quo"])
def test_a_wrong_command_leaves_stdout_empty(mcda, command):
    arguments, cure = WRONG[command]

    run = mcda(*arguments)

    assert (run.code, run.out) == (2, "")
    assert cure in run.err


def test_the_program_alone_prints_its_help_and_says_that_a_command_is_missing(mcda):
    run = mcda()

    assert (run.code, run.out) == (2, "")
    assert all(f"\n  {command} " in run.err for command in program.COMMANDS)


def test_every_file_that_defines_a_command_is_in_the_list():
    folder = Path(program.__file__).parent
    files = {path.stem for path in folder.glob("*.py") if "@click.command(" in path.read_text(encoding="utf-8")}

    assert files == set(program.COMMANDS)


@pytest.mark.parametrize("command", program.COMMANDS)
def test_the_help_of_every_command_fits_80_columns_and_has_an_example_that_parses(mcda, command):
    run = mcda(command, "--help")

    assert run.code == 0
    assert max(map(len, run.out.splitlines())) <= 80
    found = program.program.get_command(click.Context(program.program), command)
    joined = run.out.replace("\\\n", " ")
    examples = [shlex.split(line)[2:] for line in joined.splitlines() if line.startswith(f"    mcda {command}")]
    assert examples
    for example in examples:
        existing = [word for word in example if not word.endswith(".json")]
        found.make_context(f"mcda {command}", existing)


def test_the_summaries_of_the_commands_are_not_cut_off(mcda):
    assert "..." not in mcda("--help").out.split("Commands:")[1]


def test_rank_prints_recipe_places_needs_and_the_places_within_each_kind(mcda):
    run = mcda("rank")

    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[0].startswith("Korea between the US and China in technology (")
    assert lines[1] == "Additive(), weights: balanced, on values"
    assert any(line.split()[:2] == ["9", "O0"] for line in lines)
    assert any(line.split()[:2] == ["9", "O9"] for line in lines)
    assert next(line for line in lines if " O5 " in line).endswith("needs O3")
    assert next(line for line in lines if " O11 " in line).endswith("needs O3/O6/O12")
    assert "  posture: 1 O11, 2 O0, 3 O2, 4 O1" in lines
    assert max(map(len, lines)) <= 80


def test_rank_takes_names_in_korean(mcda):
    assert "한미 과학기술공동위원회 재가동" in mcda("rank", "--lang", "ko").out


def test_rank_takes_every_choice_into_the_recipe(mcda):
    run = mcda(
        *("rank", "--method", "topsis", "--weights", "industry", "--set", "security=30%", "--set", "public_cost=0.05"),
        *("--scenario", "abrupt", "--update", "later_facts", "--variant", "linear_cost", "--on", "units", "--json"),
    )

    recipe = run.document["recipe"]
    assert recipe["method_id"] == "topsis"
    assert recipe["weights"] == "industry with security=0.3, public_cost=0.05"
    assert recipe["shares"]["public_cost"] == 0.05
    assert recipe["shares"]["alliance_strength"] + recipe["shares"]["supply_chain_security"] == pytest.approx(0.3)
    changes = {name: recipe[name] for name in ("scenario", "update", "variant", "on")}
    assert changes == {"scenario": "abrupt", "update": "later_facts", "variant": "linear_cost", "on": "units"}


def test_shares_are_set_on_the_criteria_that_a_variant_leaves(mcda):
    plain = mcda("rank", "--variant", "combined_sales", "--json").document["recipe"]["shares"]
    merged = next(iter(plain.keys() - mcda("rank", "--json").document["recipe"]["shares"].keys()))

    run = mcda("rank", "--variant", "combined_sales", "--set", f"{merged}=0.5", "--json")

    assert run.document["recipe"]["shares"][merged] == 0.5


def test_vikor_says_what_it_proposes(mcda):
    assert "compromise: O12 (both conditions of acceptance are met)" in mcda("rank", "--method", "vikor").out


def test_a_warning_of_the_method_stands_below_the_ranking(mcda):
    assert "note: TOPSIS needs ratio scales" in mcda("rank", "--method", "topsis").out


def test_compare_says_where_the_rankings_agree_and_that_weights_mean_different_things(mcda):
    run = mcda(
        "compare", "--methods", "additive,wsm", "--methods", "vikor", "--weights", "balanced", "--scenarios", "base"
    )

    assert run.code == 0
    assert "Places of 13 options in 3 rankings: 3 methods x 1 weight profile, on values." in run.out
    assert "The rankings do not agree on the first place. First of 3 rankings: O4 in 2, O12" in run.out
    assert "mean Kendall correlation" in run.out
    assert "The same weights ask different questions of different methods." in run.out
    assert "additive: How much the swing" in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_compare_of_one_ranking_says_that_there_is_nothing_to_compare(mcda):
    run = mcda(
        "compare", "--methods", "wsm", "--weights", "balanced", "--scenarios", "abrupt", "--update", "later_facts"
    )

    assert "1 scenario, update later_facts, on values." in " ".join(run.out.split())
    assert "There are not two rankings to compare." in run.out


def test_compare_tells_why_a_method_could_not_rank(mcda, monkeypatch):
    from mcda.methods import Wpm

    def refuse(self: object, *_: object) -> None:
        raise MethodError("a zero in a product")

    monkeypatch.setattr(Wpm, "bind", refuse)

    run = mcda("compare", "--methods", "wsm,wpm", "--weights", "balanced,industry", "--scenarios", "base")

    assert run.code == 0
    assert run.out.count("wpm could not rank: a zero in a product") == 1


def test_the_portfolio_at_800_is_told_to_be_won_by_a_hair(mcda):
    run = mcda("portfolio")

    assert run.code == 0
    assert "5 options worth 34.47 points more than the baseline (proven optimal)" in run.out
    assert "Won by a hair: 2 other sets within 2%:" in run.out
    assert "0.16 points (0.5%) less: O6, O9, O12 in place of O8, O10" in run.out
    assert "  public_cost: at most 800 (+9.10)" in run.out
    assert "If options could be taken in part, 38.56 points could be had" in run.out
    assert "note: innovation_capacity: gains add up to" in run.out
    assert max(map(len, run.out.splitlines())) <= 80


def test_a_budget_of_nothing_leaves_it_at_the_baseline(mcda):
    run = mcda("portfolio", "--budget", "0", "--limit", "diplomatic_capital=0")

    assert run.code == 0
    assert "The best is to leave it at the baseline: no set of options is worth more (proven optimal)" in " ".join(
        run.out.split()
    )


def test_the_portfolio_takes_every_choice(mcda):
    run = mcda(
        *("portfolio", "--weights", "industry", "--set", "security=0.2", "--scenario", "managed"),
        *("--update", "later_facts", "--variant", "strict", "--budget", "1200", "--limit", "staff=150"),
        *("--require", "exchanges,open_norms", "--require", "diversify", "--forbid", "hedge", "--json"),
    )

    recipe = run.document["recipe"]
    assert recipe["budget"] == 1200
    assert recipe["limits"]["staff"] == 150
    assert (recipe["require"], recipe["forbid"]) == (["exchanges", "open_norms", "diversify"], ["hedge"])
    changes = (recipe["scenario"], recipe["update"], recipe["variant"])
    assert changes == ("managed", "later_facts", "strict")
    assert {"exchanges", "open_norms", "diversify"} <= set(run.document["options"])


def test_an_infeasible_portfolio_names_the_rules_that_clash_and_exits_1(mcda):
    arguments = ("portfolio", "--budget", "20", "--require", "mega_science")

    run, machine = mcda(*arguments), mcda(*arguments, "--json")

    assert (run.code, machine.code) == (1, 1)
    assert "No portfolio satisfies the rules. These cannot hold together:" in run.out
    assert "  - require mega_science (public_cost 150)" in run.out
    assert "the least public_cost that would do is 155" in run.out
    assert machine.document["status"] == "infeasible"
    assert machine.document["options"] == []
    assert len(machine.document["clashes"]) == 2


def test_a_portfolio_of_a_study_without_a_baseline_is_a_question_without_sense(mcda, small):
    run = mcda("portfolio", "--study", small)

    assert run.code == 2
    assert "no option says `baseline: true`" in run.err


def test_a_sound_study_is_told_to_be_sound_and_where_it_was_found(mcda, small):
    assert mcda("check", small) == (0, f"Checked 6 files of {small} (folder given): sound.\n", "")


def test_warnings_are_marked_and_leave_a_study_sound(mcda, small):
    (small / "study.yaml").write_text("title: Two\nquestion: Which?\nlanguages: [en, ko]\n")

    run, machine = mcda("check", small), mcda("check", small, "--json")

    *warnings, verdict = run.out.splitlines()
    assert (run.code, machine.code) == (0, 0)
    assert warnings
    assert all(": warning: " in line for line in warnings)
    assert verdict == f"Checked 6 files of {small} (folder given): sound, with {len(warnings)} warnings."
    assert len(machine.document["warnings"]) == len(warnings)


def test_faults_are_printed_one_a_line_and_nothing_else_on_stdout(mcda, small):
    (small / "options" / "wild.yaml").write_text("name: Wild\nscores:\n  gain: {value: 90, evidence: judgement}\n")
    (small / "criteria" / "cost.yaml").write_text("nme: Cost\n")

    run = mcda("check", small)

    lines = run.out.splitlines()
    assert run.code == 1
    assert len(lines) >= 3
    assert all(line.split(":")[1].isdigit() and line.split(":")[2].isdigit() for line in lines)
    assert f"of {small} (folder given): {len(lines)} faults" in run.err


def test_other_commands_tell_all_faults_of_an_unsound_study(mcda, small):
    (small / "options" / "wild.yaml").write_text("nme: Wild\n")
    faults = mcda("check", small).out.splitlines()

    run, machine = mcda("rank", "--study", small), mcda("rank", "--study", small, "--json")

    assert (run.code, machine.code, run.out) == (1, 1, "")
    assert all(fault in run.err for fault in faults)
    assert machine.document["error"]["type"] == "StudyError"
    told = [f"{f['file']}:{f['line']}:{f['column']}: {f['message']}" for f in machine.document["error"]["faults"]]
    assert told == faults


def test_a_folder_that_is_not_there_is_a_fault_of_check(mcda):
    run, machine = mcda("check", "nowhere"), mcda("check", "nowhere", "--json")

    assert (run.code, machine.code) == (1, 1)
    assert run.out == "nowhere:1:1: there is no such folder\n"
    fault = {"file": "nowhere", "line": 1, "column": 1, "message": "there is no such folder"}
    assert machine.document == {"faults": [fault], "warnings": []}


def test_a_folder_that_cannot_be_read_is_a_fault_of_check(mcda, monkeypatch):
    def refuse(_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "secret")

    monkeypatch.setattr(study, "check_study", refuse)

    run = mcda("check", "secret", "--json")

    assert run.code == 1
    message = "the folder cannot be read: Permission denied"
    fault = {"file": "secret", "line": 1, "column": 1, "message": message}
    assert run.document == {"faults": [fault], "warnings": []}


def test_names_cannot_drive_the_terminal(mcda, small):
    run = mcda("rank", "--study", small)

    assert 'Two "[red]small[/red]" ones (folder given)' in run.out
    assert "[red]Danger[/red] :warning:" in run.out
    assert "\x1b" not in mcda("rank", "--\x1b[31mset").err


def test_a_small_study_without_codes_kinds_or_scenarios_ranks_and_compares(mcda, small):
    assert "place  id" in mcda("rank", "--study", small).out
    assert "Within each kind" not in mcda("rank", "--study", small).out
    assert "Under the scores as given:" in mcda("compare", "--study", small).out


def test_a_formula_that_cannot_be_applied_is_an_unsound_result(mcda, small):
    run = mcda("rank", "--study", small, "--method", "wpm", "--on", "units")

    assert run.code == 1
    assert "tame" in run.err
    assert "gain" in run.err


def test_an_unexpected_failure_is_told_without_a_traceback_unless_asked_for(mcda, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(analysis, "rank", fail)
    monkeypatch.delenv("MCDA_DEBUG", raising=False)

    plain, machine, debug = mcda("rank"), mcda("rank", "--json"), mcda("rank", "--debug")
    monkeypatch.setenv("MCDA_DEBUG", "1")
    by_variable = mcda("rank")

    assert [run.code for run in (plain, machine, debug, by_variable)] == [1, 1, 1, 1]
    assert plain.err.startswith("error: the program failed: ZeroDivisionError: oh\n")
    assert "--debug" in plain.err
    assert "Traceback" not in plain.err
    assert "Traceback" in debug.err
    assert "Traceback" in by_variable.err
    assert machine.document == {"error": {"type": "ZeroDivisionError", "message": "ZeroDivisionError: oh"}}


def test_a_number_that_json_cannot_hold_is_a_failure_and_not_bad_json(mcda, monkeypatch):
    class Odd:
        def to_dict(self) -> dict:
            return {"recipe": {}, "ranking": [{"score": float("nan")}]}

    monkeypatch.setattr(analysis, "rank", lambda *_, **__: Odd())

    run = mcda("rank", "--json")

    assert run.code == 1
    assert run.document["error"]["type"] == "ValueError"


def test_an_interrupted_run_says_so_in_one_line_and_exits_130(mcda, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(analysis, "rank", interrupt)

    run = mcda("rank")

    assert (run.code, run.out, run.err.strip()) == (130, "", "interrupted")


def test_an_error_message_cannot_drive_the_terminal(mcda, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise McdaError("no \x1b[31mred")

    monkeypatch.setattr(analysis, "rank", fail)

    assert mcda("rank").err == "error: no [31mred\n"


def test_check_knows_the_methods_that_a_study_may_name(mcda, small):
    with (small / "study.yaml").open("a", encoding="utf-8") as stream:
        stream.write("default:\n  method: topsys\n")

    run = mcda("check", small)

    assert run.code == 1
    assert run.out == "study.yaml:5:11: 'topsys' is not a method; did you mean 'topsis'?\n"


def test_the_help_names_the_methods_compared_by_default():
    assert choices.METHODS.split(", ") == [method.id for method in COMMON]


def test_rank_looks_at_one_branch_with_a_parameter_of_the_method(mcda):
    run = mcda("rank", "--at", "economic", "--method", "vikor", "--parameter", "v=0.2", "--json")
    assert run.document["recipe"]["at"] == "economic"
    assert run.document["recipe"]["method"] == "Vikor(v=0.2)"
    assert set(run.document["recipe"]["shares"]) == {"china_market_access", "new_market_share", "adjustment_ease"}


def test_outrank_shows_relations_and_the_kernel(mcda):
    run = mcda("outrank")
    assert run.code == 0
    assert "kernel: O4, O8" in run.out
    assert run.out.splitlines()[3].split() == [f"O{i}" for i in range(13)]
    document = mcda("outrank", "--json").document
    assert document["kernel"] == ["exchanges", "innovation_gap"]
    assert document["relations"]["exchanges"]["status_quo"] == "P"
    assert document["relations"]["status_quo"]["exchanges"] == "P-"


def test_weights_shows_the_tree(mcda):
    run = mcda("weights", "industry")
    first = next(line for line in run.out.splitlines() if line.startswith("Economic"))
    assert first.split()[:3] == ["Economic", "52.0%", "EC1"]
    assert first.split()[-2:] == ["42.3%", "22.0%"]
    document = mcda("weights", "industry", "--json").document
    assert document["branches"]["economic"] == pytest.approx(0.52)
    assert document["criteria"][0]["local"] == pytest.approx(0.22 / 0.52)


def test_methods_lists_every_method_and_tells_of_one(mcda):
    document = mcda("methods", "--json").document
    assert [each["id"] for each in document["methods"]] == [method.id for method in ALL]
    page = mcda("methods", "topsis", "--lang", "ko").out
    assert "이상점" in page
    assert "doi:10.1007/978-3-642-48318-9" in page


def test_sort_puts_options_into_categories_by_the_example_of_its_help(mcda):
    """By hand: with a limit of 50 per cent, the options whose chance of success is at least 50 are "yes"."""
    given = ["sort", "--at", "feasibility", "--method", "mr_sort", "--parameter", 'categories=["no","yes"]']
    run = mcda(*given, "--parameter", 'profiles={"feasibility":[50]}', "--json")
    scores = {o: study.load_study().scores[o, "feasibility"].value for o in study.load_study().options.ids}
    assert {row["option"] for row in run.document["sorting"] if row["highest"] == "yes"} == {
        o for o, score in scores.items() if score >= 50
    }
    shown = mcda(*given, "--parameter", 'profiles={"feasibility":[50]}', "--lang", "ko").out
    assert "yes" in shown
    assert "인력" in shown or "교류" in shown


def test_weights_say_what_a_point_trades(mcda):
    """By hand: industry gives access to China 22 and the alliance 1 of 100 points: 1/22 of a point."""
    document = mcda("weights", "industry", "--trade", "alliance_strength", "--json").document
    first = document["trade"]["exchanges"][0]
    assert first["criterion"] == "china_market_access"
    assert first["change"] == pytest.approx(1 / 22)
    assert "+0.04545" in mcda("weights", "industry", "--trade", "alliance_strength").out


def test_compare_tells_the_notes_of_its_rankings(mcda):
    assert "notes" in mcda("compare", "--methods", "additive", "--weights", "balanced", "--json").document


def test_weights_of_a_study_without_branches_are_one_column(mcda, small):
    lines = [line.split() for line in mcda("weights", "--study", small).out.splitlines()]
    assert ["id", "criterion", "share"] in lines
    assert ["cost", "Cost", "50.0%"] in lines
