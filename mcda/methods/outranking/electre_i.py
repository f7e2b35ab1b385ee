"""ELECTRE I: at least as good where enough weight agrees and no criterion objects too much."""

from dataclasses import dataclass
from typing import ClassVar

from mcda.methods.about import About, Breach, both
from mcda.methods.method import number
from mcda.methods.outranking._concordance import TIE, concordance, range_discordance, scaled
from mcda.methods.outranking._one_range import ByRange
from mcda.methods.outranking_method import Found
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class ElectreI(ByRange):
    """Elimination et choix traduisant la réalité: which few options are worth choosing among.

    An option outranks another if the criteria on which it is at least as good hold at least the share `c` of the
    weight, and if its largest shortfall, as a share of a range, is at most `d`. The kernel of the relation is the
    choice.

    Parameters
    ----------
    scale
        "none": performances as they are. "sum": each column divided by its sum first.
    discordance
        "largest_range": shortfalls over the largest range of all criteria, which must then be on one scale.
        "criterion_range": over the range of their own criterion.
    c, d
        Least concordance and largest discordance, each from 0 to 1.

    References
    ----------
    Roy, B. (1968). Classement et choix en présence de points de vue multiples (la méthode ELECTRE). *RIRO* 2(8), 57-75.
    doi:10.1051/ro/196802V100571

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> ElectreI(c=0.5).outrank(table, [1, 1]).kernel
    ('a1', 'a2')
    """

    c: float = 0.65
    d: float = 0.35

    id: ClassVar[str] = "electre_i"
    about: ClassVar[About] = About(
        name=both("ELECTRE I", "ELECTRE I(핵 선택)"),
        summary=both(
            "An option outranks another where enough weight agrees and nothing objects strongly; those kept do not "
            "outrank each other.",
            "가중치의 다수가 동의하고 큰 반대가 없을 때 앞선다고 보며, 서로 앞서지 않는 대안들만 후보로 남긴다.",
        ),
        reference=(
            "Roy, B. (1968). Classement et choix en présence de points de vue multiples (la méthode ELECTRE). "
            "RIRO 2(8), 57-75."
        ),
        doi="10.1051/ro/196802V100571",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=both(
            'A share of the vote: what a criterion adds to the coalition that says "at least as good".',
            "'적어도 그만큼 좋다'는 쪽에 한 기준이 보태는 표의 몫을 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Shortfalls are measured against the range of the options at hand, which an option can widen.",
                    "뒤지는 정도를 현재 대안들의 범위로 나누므로, 대안 하나가 범위를 바꾸면 관계도 바뀐다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A higher score can widen the range, and with it shrink the objections to other options.",
                    "점수가 오르면 범위가 넓어져, 다른 대안에 대한 반대가 작아질 수 있다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        number(self, "c", 0.0, 1.0)
        number(self, "d", 0.0, 1.0)

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare all pairs; the details are `concordance` and `discordance`, shape (n_options, n_options)."""
        columns = scaled(table.values, self.scale) * table.criteria.signs
        agreed = concordance(columns, columns, shares)
        objected = range_discordance(columns, self.discordance)
        return Found(
            (agreed >= self.c - TIE) & (objected <= self.d + TIE), {"concordance": agreed, "discordance": objected}
        )
