"""Numbers as a reader sees them: thousands separated, a true minus, no more digits than they bear."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

MINUS: Final = "−"

Number = Fraction | int | float


def numeral(value: Number, decimals: int | None = None, *, sign: bool = False) -> str:
    """Write a number.

    Parameters
    ----------
    decimals
        Digits after the point; None: whole numbers without, others with up to four significant digits.
    sign
        True to write a plus before positive numbers.

    Examples
    --------
    >>> numeral(1234567), numeral(-0.5), numeral(Fraction(1, 3)), numeral(2, 1), numeral(0.5, 1, sign=True)
    ('1,234,567', '−0.5', '0.3333', '2.0', '+0.5')
    """
    text = _short(value) if decimals is None else f"{float(value):,.{decimals}f}"
    if text.startswith("-"):
        text = MINUS + text[1:] if any(digit in text for digit in "123456789") else text[1:]
    elif sign and value > 0:
        text = f"+{text}"
    return text


def percent(share: Number, decimals: int = 1) -> str:
    """Write a share as a percentage, without idle zeros.

    >>> percent(Fraction(1, 15)), percent(0.2), percent(1e-9)
    ('6.7%', '20%', '0%')
    """
    return f"{_trimmed(numeral(float(share) * 100, decimals))}%"


def decimals_for(values: Sequence[float], *, tolerance: float = 0.0, least: int = 1, most: int = 6) -> int:
    """Return how many decimals it takes for different values to look different.

    Parameters
    ----------
    tolerance
        Values this close are meant to look alike.

    Examples
    --------
    >>> decimals_for([56.46, 56.47, 56.47]), decimals_for([0.50001, 0.5]), decimals_for([3.0])
    (2, 5, 1)
    """
    ordered = sorted(values)
    apart = [(a, b) for a, b in pairwise(ordered) if b - a > tolerance]
    for decimals in range(least, most):
        if all(f"{a:.{decimals}f}" != f"{b:.{decimals}f}" for a, b in apart):
            return decimals
    return most


def _short(value: Number) -> str:
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    size = abs(float(value))
    if size >= 1000:
        return f"{float(value):,.0f}"
    if size < 0.0001:
        return f"{float(value):.1e}"
    return _trimmed(f"{float(value):.{4 if size < 1 else 3 if size < 10 else 2 if size < 100 else 1}f}")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
