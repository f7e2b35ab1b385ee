"""What many rankings agree on, in plain words."""

from collections.abc import Mapping, Sequence

from mcda.language import Text
from mcda.robustness.agreement import Agreement, ComparisonRow
from mcda.robustness.agreement import agreement as agreement_of


def agreement_in_words(rows: Sequence[ComparisonRow], codes: Mapping[str, str]) -> list[str]:
    """Say where rankings agree and where they do not, a sentence or two a line.

    Parameters
    ----------
    rows
        The rankings compared.
    codes
        By option id, in the order of the study, what the option is called.
    """
    ids = tuple(codes)
    agreement = agreement_of(rows, ids)
    lines = list(dict.fromkeys(f"{row.method} could not rank: {row.problem}" for row in rows if row.problem))
    if agreement.rankings < 2:
        return [*lines, "There are not two rankings to compare."]
    lines += [_first_places(agreement, codes), *_firsts_by_weights(rows, codes), _steadiness(agreement, codes)]
    if agreement.kendall is not None and agreement.least is not None:
        lines.append(
            f"Any two rankings agree with a mean Kendall correlation of {agreement.kendall:.2f};"
            f" the lowest is {agreement.least:.2f} (1: the same order, 0: unrelated, -1: reversed)."
        )
    return [*lines, *_pairs(agreement, codes)]


def _first_places(agreement: Agreement, codes: Mapping[str, str]) -> str:
    everywhere = agreement.always_first
    if everywhere:
        first = " and ".join(codes[o] for o in everywhere)
        others = [f"{codes[o]} in {count}" for o, count in agreement.winners if o not in everywhere]
        tied = f", tied with {', '.join(others)} of {agreement.rankings}" if others else ""
        return f"First in all rankings: {first}{tied}."
    shares = ", ".join(f"{codes[o]} in {count}" for o, count in agreement.winners)
    return f"The rankings do not agree on the first place. First of {agreement.rankings} rankings: {shares}."


def _firsts_by_weights(rows: Sequence[ComparisonRow], codes: Mapping[str, str]) -> list[str]:
    profiles = dict.fromkeys(row.weights for row in rows if row.ranking is not None)
    if len(profiles) < 2:
        return []
    lines = ["First places by weight profile:"]
    for profile in profiles:
        part = agreement_of([row for row in rows if row.weights == profile], tuple(codes))
        shares = ", ".join(f"{codes[o]} in {count}" for o, count in part.winners)
        lines.append(f"  {profile}: {shares} of {part.rankings}")
    return lines


def _steadiness(agreement: Agreement, codes: Mapping[str, str]) -> str:
    by_spread = sorted(agreement.ranges, key=lambda each: each[2] - each[1])
    (steady, high, low), (loose, best, worst) = by_spread[0], by_spread[-1]
    if worst == best:
        return "Every option keeps its place in all rankings."
    if low - high == worst - best:
        return f"The places of all options spread alike, over {_counted(worst - best, 'place')}."
    return (
        f"The steadiest option is {codes[steady]}, never off {_span(high, low)};"
        f" the least steady is {codes[loose]}, anywhere from {best} to {worst}."
    )


def _span(high: int, low: int) -> str:
    return f"place {high}" if high == low else f"places {high} to {low}"


def _pairs(agreement: Agreement, codes: Mapping[str, str]) -> list[str]:
    told = [pair for pair in agreement.pairs if pair.kendall is not None]
    if not told:
        return []
    lines = ["Pairs of methods, the closest first (mean Kendall correlation; same first place; largest difference):"]
    for pair in sorted(told, key=lambda each: -(each.kendall or 0.0)):
        option, places = pair.furthest
        apart = f"{codes[option]} by {_counted(places, 'place')}" if places else "none"
        lines.append(f"  {pair.first}, {pair.second}: {pair.kendall:.2f}; {pair.same_winner:.0%}; {apart}")
    return lines


def meanings_in_words(weights_mean: Sequence[tuple[str, Text]]) -> list[str]:
    """Say what a weight means to each method."""
    lines = ["The same weights ask different questions of different methods. To each, a weight means:"]
    return [*lines, *(f"  {method}: {meaning}" for method, meaning in weights_mean)]


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
