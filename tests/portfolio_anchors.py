"""PROBE's projects, which several tests choose from."""

from fractions import Fraction

from mcda.portfolio import PortfolioProblem

# PROBE's four projects: Lourenço, Morton & Bana e Costa (2012), table 1.
FOUR = {"1": 3, "2": 4, "3": 3, "4": 2}
FOUR_COSTS = {"1": 4, "2": 8, "3": 10, "4": 8}

# PROBE's twelve projects, the same paper: department, cost, scores on four benefits with weights .31, .19, .29, .21.
TWELVE = {
    "P01": ("A", "1.1", (67, 40, 30, 50)),
    "P02": ("A", "1.9", (55, 37, 40, 20)),
    "P03": ("A", "0.9", (100, 90, 80, 90)),
    "P04": ("A", "0.9", (90, 80, 70, 95)),
    "P05": ("B", "1.8", (48, 35, 40, 33)),
    "P06": ("B", "1.3", (43, 32, 25, 44)),
    "P07": ("B", "1.3", (42, 64, 80, 55)),
    "P08": ("B", "1.1", (40, 50, 44, 20)),
    "P09": ("C", "0.9", (80, 90, 78, 66)),
    "P10": ("C", "1.3", (88, 66, 80, 70)),
    "P11": ("D", "0.7", (41, 48, 49, 25)),
    "P12": ("D", "0.8", (86, 88, 90, 72)),
}
TWELVE_WEIGHTS = [Fraction(w, 100) for w in (31, 19, 29, 21)]


def four(budget):
    return PortfolioProblem(tuple(FOUR), FOUR, {"cost": FOUR_COSTS}, {"cost": budget})


def twelve(*rules, budget=5):
    values = {
        p: sum(w * s for w, s in zip(TWELVE_WEIGHTS, scores, strict=True)) for p, (_, _, scores) in TWELVE.items()
    }
    costs = {p: Fraction(cost) for p, (_, cost, _) in TWELVE.items()}
    return PortfolioProblem(tuple(TWELVE), values, {"cost": costs}, {"cost": budget}, rules)
