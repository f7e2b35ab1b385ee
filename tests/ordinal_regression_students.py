"""Fifteen students on eight leaves of a tree of three levels, with the tables the paper prints.

Corrente, S., Greco, S. & Słowiński, R. (2012). Multiple criteria hierarchy process in robust ordinal regression.
Decision Support Systems 53(3), 660-674. doi:10.1016/j.dss.2012.03.004. Letters are marks, from very bad to very
good.
"""

from mcda.table import PerformanceTable

_MARKS = """
A VB VG VB G  VG VG VB B
B B  VG M  VG VB B  VB VB
C VG M  M  VB VG G  B  M
D M  VB B  VB VB B  M  VB
E VG VG M  M  B  VG B  VB
F G  B  B  M  VB VB VG VG
H M  VB B  B  VG VB VB VB
I G  G  G  M  M  B  G  VB
L G  VB B  G  G  VB VG G
M M  M  M  B  M  M  VG G
N G  B  VG M  B  VG VG M
O G  M  B  B  M  B  VG VB
P B  VB B  M  B  VG M  VB
Q VG VG M  VB B  M  M  B
R G  G  B  VB B  B  M  M
"""
_LEVELS = {mark: level for level, mark in enumerate(["VB", "B", "M", "G", "VG"])}

NODES = {
    "algebra": ["g1", "g2"],
    "analysis": ["g3", "g4"],
    "mathematics": ["g1", "g2", "g3", "g4"],
    "analytical": ["g5", "g6"],
    "organic": ["g7", "g8"],
    "chemistry": ["g5", "g6", "g7", "g8"],
}
STATEMENTS = [
    {"prefer": "I", "over": "H", "at": "chemistry"},
    {"prefer": "E", "over": "H", "at": "analytical"},
    {"prefer": "N", "over": "Q", "at": "mathematics"},
    {"prefer": "L", "over": "P", "at": "chemistry"},
]
# How many pairs are necessary at each node; all but one pair of chemistry as printed.
COUNTS = {"mathematics": 41, "algebra": 83, "analysis": 79, "chemistry": 41, "analytical": 82, "organic": 94}
MATHEMATICS = {
    "B": "AP", "C": "D", "E": "CDFHMOPQR", "F": "DHP", "H": "D", "I": "DFHMOPR", "L": "DHP", "M": "DH",
    "N": "CDFHPQR", "O": "DH", "Q": "CDR", "R": "D",
}  # fmt: skip
# The paper leaves E out of the row of L: a misprint, for L beats P by statement, and P is above E by dominance.
CHEMISTRY = {
    "A": "BH", "C": "BH", "D": "B", "E": "BH", "I": "BDH", "L": "BDEHP", "M": "BDHIOQR", "N": "BDEHPQR",
    "O": "BDHI", "P": "BDEH", "Q": "BD", "R": "BD",
}  # fmt: skip
DOMINANCE = {"I": "D", "M": "D", "N": "DP", "O": "D", "Q": "D", "R": "D"}
# Necessary pairs for all leaves, with none, one, two, three and four of the statements.
ALL_LEAVES = [7, 10, 12, 14, 17]


def students() -> PerformanceTable:
    """Return the table, with marks as 0 to 4."""
    rows = [line.split() for line in _MARKS.split("\n") if line]
    marks = [[float(_LEVELS[mark]) for mark in row[1:]] for row in rows]
    return PerformanceTable.of(
        marks, goals=["max"] * 8, options=[row[0] for row in rows], criteria=[f"g{j}" for j in range(1, 9)]
    )
