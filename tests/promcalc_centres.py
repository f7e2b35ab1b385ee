"""Distribution centres: Brans & Mareschal (1994), The PROMCALC & GAIA decision support system, full data.

The print read says "300" for the threshold of the fifth criterion; only 3.00 gives the published results.
"""

from mcda.methods import Gaussian, Level, Linear, VShape
from mcda.table import PerformanceTable

CENTRES = PerformanceTable.of(
    [
        [21.0, 425, 500, 2, 1],
        [21.3, 475, 522, 2, 0],
        [8.2, 120, 860, 5, 2],
        [6.6, 45, 722, 3, 1],
        [4.9, 52, 1050, 4, 3],
        [21.3, 755, 850, 3, 5],
        [17.9, 625, 200, 2, 5],
        [17.3, 524, 780, 2, 5],
        [14.2, 540, 690, 4, 6],
        [10.4, 80, 675, 4, 3],
        [12.9, 310, 786, 5, 2],
        [9.6, 275, 1020, 2, 3],
    ],
    goals=["min", "max", "max", "max", "min"],
    options=[f"A{i}" for i in range(1, 13)],
    criteria=["cost", "population", "parking", "access", "competitors"],
)
FUNCTIONS = {
    "cost": Linear(0.5, 3.2),
    "population": Gaussian(75),
    "parking": Gaussian(225),
    "access": Level(1, 2),
    "competitors": VShape(3),
}
POINTS = {"cost": 3, "population": 1, "parking": 1, "access": 1, "competitors": 2.5}
RETURNS = [426, 645, 76, 226, 275, 822, 1026, 692, 601, 464, 516, 602]

POSITIVE = [0.2440, 0.3126, 0.4969, 0.4956, 0.5133, 0.1566, 0.1992, 0.2021, 0.2765, 0.3396, 0.4353, 0.4146]
NEGATIVE = [0.4280, 0.4043, 0.1703, 0.1421, 0.1699, 0.4928, 0.5642, 0.4765, 0.4478, 0.2785, 0.2582, 0.2537]
NET = [-0.1840, -0.0917, 0.3266, 0.3535, 0.3434, -0.3361, -0.3649, -0.2744, -0.1713, 0.0611, 0.1771, 0.1609]
EIGENVALUES = [0.80826, 0.29461, 0.09203, 0.07031, 0.01351]
