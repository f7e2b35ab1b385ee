"""Figures: true to their data, the same bytes every time, legible at every size, and deaf to hostile names."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from mcda.criteria import Criteria
from mcda.language import Text
from mcda.methods import named
from mcda.options import Options
from mcda.plot import Group, Plot, performance_heatmap, places_by_profile, ranked_contributions
from mcda.plot.canvas import _NIGHT, FAMILY, ink_on, shade
from mcda.plot.fitting import width_of, wrap
from mcda.plot.numerals import decimals_for, numeral, percent
from mcda.robustness.study_ranking import rank_study
from mcda.scales import ValueFunction
from mcda.study import load_study
from mcda.study.contents import Branch
from mcda.study.study import Study
from mcda.table import PerformanceTable

HOSTILE = (
    r"$\frac{1}{$",
    "$x_1$",
    r"\input{a}",
    "<script>alert(1)</script>",
    "]]>&amp;",
    "a\x1b[31mb\u202ec",
    "漢字 ≻ 😀",
    "",
)


@pytest.fixture(scope="module")
def korea() -> Study:
    return load_study()


@pytest.fixture(scope="module")
def plots(korea: Study) -> dict[str, Plot]:
    return figures_of(korea)


def figures_of(study: Study) -> dict[str, Plot]:
    ranking = rank_study(study)
    group = Group(Text.of("Profiles"), tuple(p.name for p in study.profiles.values()), 0)
    columns = [(group, [rank_study(study, weights=name) for name in study.profiles])]
    return {
        "ranking": ranked_contributions(ranking, criteria=study.criteria, branches=study.branches),
        "performance": performance_heatmap(study.table, ranking=ranking, branches=study.branches),
        "places": places_by_profile(study.options, columns, order=ranking),
    }


def figures_of_table(
    options: int, criteria: int, name: str = "{} of a rather long name, as they come"
) -> dict[str, Plot]:
    """Draw a table of any size, every option and criterion with a long name."""
    values = np.random.default_rng(7).integers(0, 101, size=(options, criteria))
    goals = [("max", "min")[i % 2] for i in range(criteria)]
    plain = PerformanceTable.of(values.tolist(), goals=goals, scales={f"c{i + 1}": (0, 100) for i in range(criteria)})
    rows = tuple(replace(o, name=Text.of(name.format(f"Option {o.id}"))) for o in plain.options)
    columns = tuple(
        replace(c, name=Text.of(name.format(f"Criterion {c.id}")), code=c.id.upper()) for c in plain.criteria
    )
    table = PerformanceTable(Options(rows), Criteria(columns), plain.values)
    ranking = named("additive").rank(table, [1] * criteria)
    group = Group(Text.of("Profiles"), tuple(Text.of(name.format(f"Profile {i}")) for i in range(criteria)), 0)
    return {
        "ranking": ranked_contributions(ranking, criteria=table.criteria),
        "performance": performance_heatmap(table, ranking=ranking),
        "places": places_by_profile(table.options, [(group, [ranking] * criteria)], order=ranking),
    }


def check_layout(plot: Plot, language: str) -> list[str]:
    """No text leaves the figure, and no two texts overlap; return the texts."""
    figure = plot.figure(language)
    width, height = figure.get_size_inches() * figure.dpi
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [text for text in figure.axes[0].texts if text.get_text().strip()]
    placed = [(text.get_text(), text.get_window_extent(renderer).extents.tolist()) for text in texts]
    for text, (x0, y0, x1, y1) in placed:
        assert x0 >= -1, text
        assert y0 >= -1, text
        assert x1 <= width + 1, text
        assert y1 <= height + 1, text
    for (first, a), (second, b) in combinations(placed, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        assert across <= 1.5 or down <= 2.5, f"{first!r} runs into {second!r}"
    assert placed
    return [text for text, _ in placed]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["ranking", "performance", "places"])
def test_no_name_of_the_korea_study_is_cut_or_runs_into_another(
    plots: dict[str, Plot], name: str, language: str
) -> None:
    assert not [text for text in check_layout(plots[name], language) if "…" in text]


@pytest.mark.parametrize("name", ["ranking", "performance", "places"])
@pytest.mark.parametrize(("options", "criteria"), [(1, 1), (2, 2), (3, 14)])
def test_figures_of_any_size_stay_legible(options: int, criteria: int, name: str) -> None:
    check_layout(figures_of_table(options, criteria)[name], "en")


@pytest.mark.parametrize(("name", "criteria"), [("ranking", 30), ("performance", 30), ("places", 12)])
def test_forty_options_by_thirty_criteria_stay_legible(name: str, criteria: int) -> None:
    check_layout(figures_of_table(40, criteria)[name], "en")


def test_many_criteria_without_branches_are_drawn_as_the_largest_and_the_rest() -> None:
    plot = figures_of_table(3, 30)["ranking"]

    assert len(plot.parts) == 9
    assert str(plot.parts[-1]) == "22 other criteria"
    np.testing.assert_allclose(plot.amounts.sum(axis=1), plot.scores)


@pytest.mark.parametrize("name", ["ranking", "performance", "places"])
def test_the_same_data_gives_the_same_bytes(plots: dict[str, Plot], korea: Study, name: str) -> None:
    first, second = plots[name], figures_of(korea)[name]

    assert first.svg("ko") == second.svg("ko")
    assert first.png("en", dpi=40) == second.png("en", dpi=40)


def test_a_figure_holds_no_date_no_text_element_and_no_address_to_fetch(plots: dict[str, Plot]) -> None:
    for plot in plots.values():
        svg = plot.svg("ko")
        root = ET.fromstring(svg)  # noqa: S314  # our own figure
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {"svg", "defs", "style", "g", "path", "use", "clipPath", "rect"}
        assert "metadata" not in svg
        links = [v for e in root.iter() for k, v in e.attrib.items() if k.endswith("href")]
        assert all(link.startswith("#") for link in links)


def test_the_users_own_settings_and_fonts_are_left_alone(plots: dict[str, Plot]) -> None:
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"font.size": 23.0, "axes.facecolor": "red", "svg.fonttype": "none"}):
        plain = plots["ranking"].svg()
    assert plain == plots["ranking"].svg()
    assert dict(matplotlib.rcParams) == before
    assert FAMILY != "Pretendard"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_drawn_as_they_are(name: str) -> None:
    for plot in figures_of_table(2, 2, name=name.replace("{", "{{").replace("}", "}}")).values():
        ET.fromstring(plot.svg())  # noqa: S314  # our own figure
        assert "script" not in plot.svg()
        assert plot.png(dpi=30).startswith(b"\x89PNG")


def test_letters_that_no_font_has_become_a_box() -> None:
    assert wrap("漢字 ok", 200, 9) == ("□□ ok",)


def test_long_words_are_broken_and_long_texts_end_with_an_ellipsis() -> None:
    lines = wrap("x" * 500, 50, 9, most=3)

    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width_of(line, 9) <= 50 for line in lines)


def test_the_parts_of_each_bar_add_up_to_its_score(korea: Study) -> None:
    for branches in (korea.branches, ()):
        plot = ranked_contributions(rank_study(korea), criteria=korea.criteria, branches=branches)
        np.testing.assert_allclose(plot.amounts.sum(axis=1), plot.scores)
    assert [round(s, 2) for s in plot.scores[:3].tolist()] == [63.87, 61.52, 60.07]  # korea-case dossier, balanced


def test_a_method_that_is_no_sum_has_whole_bars(korea: Study) -> None:
    plot = ranked_contributions(rank_study(korea, method="topsis"), criteria=korea.criteria, branches=korea.branches)

    assert plot.parts == ()
    check_layout(plot, "ko")


def test_parts_below_zero_go_to_the_left() -> None:
    table = PerformanceTable.of([[1, 9], [5, 5]], goals=["max", "max"])
    ranking = named("wsm", normalization="none").rank(table, [1, 1])
    plot = ranked_contributions(
        replace(ranking, contributions=np.array([[-2.0, 7.0], [2.5, 2.5]])), criteria=table.criteria
    )
    check_layout(plot, "en")


def test_the_alternative_text_is_made_of_the_numbers(plots: dict[str, Plot]) -> None:
    assert "1. O4 Expand exchanges" in plots["ranking"].alt("en")
    assert "63.9" in plots["ranking"].alt("en")
    assert "1위" in plots["places"].alt("ko")
    assert "FE2: O0 0, O8 500" in plots["performance"].alt("en")


def test_the_alternative_text_of_the_heat_map_names_every_option_that_ties() -> None:
    rows = [[9, 5, 1], [9, 5, 2], [3, 5, 2], [3, 5, 3]]
    scales = {"c1": (0, 10), "c2": (0, 10), "c3": (0, 10)}
    table = PerformanceTable.of(rows, goals=["max", "max", "min"], scales=scales, options=["a", "b", "c", "d"])
    plot = performance_heatmap(table, ranking=named("additive").rank(table, [1, 1, 1]))

    assert plot.alt("en").endswith("c1: a and b 9, c and d 3; c2: all 4 options 5; c3: a 1, d 3.")
    assert plot.alt("ko").endswith("c1: a·b 9, c·d 3; c2: 대안 4개 모두 5; c3: a 1, d 3.")


def test_the_alternative_text_tells_performances_apart_that_have_the_same_value() -> None:
    table = PerformanceTable.of([[1, 1], [5, 2], [9, 3]], goals=["max", "max"], scales={"c1": (0, 10), "c2": (0, 10)})
    flat = replace(table.criteria["c1"], value_function=ValueFunction(((0, 0), (5, 100), (10, 100))))
    table = replace(table, criteria=Criteria((flat, table.criteria["c2"])))
    plot = performance_heatmap(table, ranking=named("additive").rank(table, [1, 1]))

    assert "c1: a3 9 and a2 5, a1 1; c2: a3 3, a1 1." in plot.alt("en")


def test_branches_that_do_not_hold_every_criterion_are_not_used(korea: Study) -> None:
    plot = ranked_contributions(rank_study(korea), criteria=korea.criteria, branches=[Branch("economic", Text.of("x"))])

    assert len(plot.parts) == 9


def test_numbers_on_colours_can_be_read() -> None:
    """WCAG 2.2 asks for a contrast of 4.5 to 1 for small text; the worst grey allows just that."""

    def luminance(colour: tuple[float, ...]) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for value in np.linspace(0, 1, 101):
        colour = shade(float(value))
        ink = 0.0 if ink_on(colour) == "#000000" else 1.0
        light, dark = sorted([ink, luminance(colour)], reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_night_version_only_adds_a_rule(plots: dict[str, Plot]) -> None:
    plot = plots["places"]

    day, night = plot.svg(), plot.svg(night=True)

    start = night.index("<style>@media")
    end = night.index("</style>", start) + len("</style>")
    assert night[:start] + night[end:] == day
    assert all(colour in night for colour in _NIGHT.values())


def test_without_matplotlib_the_error_says_what_to_install(tmp_path) -> None:
    code = (
        "import sys\n"
        "sys.modules['matplotlib'] = None\n"
        "from mcda.errors import OutputError\n"
        "from mcda.robustness.study_ranking import rank_study\n"
        "from mcda.plot import ranked_contributions\n"
        "from mcda.study import load_study\n"
        "study = load_study()\n"
        "try:\n"
        "    ranked_contributions(rank_study(study), criteria=study.criteria).svg()\n"
        "except OutputError as problem:\n"
        "    print(problem)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert 'pip install "policy-mcda[report]"' in run.stdout


def test_numbers_look_as_a_reader_expects() -> None:
    assert [numeral(x) for x in (0, 1234.5, -2, 0.00001, 12.345, -1e-9)] == [
        "0",
        "1,234",
        "−2",
        "1.0e-05",
        "12.35",
        "−1.0e-09",
    ]
    assert numeral(-0.001, 1) == "0.0"
    assert percent(0.125) == "12.5%"
    assert decimals_for([1.0, 1.0 + 1e-12], tolerance=1e-9) == 1
