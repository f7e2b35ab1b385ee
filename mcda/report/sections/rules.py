"""What decides portfolios, each with its reason: limits, rules, pairs of options, and needs from outside."""

from __future__ import annotations

from collections.abc import Sequence

from mcda.language import Text
from mcda.plot.numerals import numeral
from mcda.portfolio import Demand
from mcda.report.blocks import Block, Column, Line, Reference, Row, Section, Table, line
from mcda.report.findings import Findings
from mcda.report.teller import Teller
from mcda.study.rules import AtLeast, AtMost, External, Limit, Needs, Rule, Synergy


def rules(found: Findings, tell: Teller) -> Section:
    """List all that the study's portfolio rules say, also what is not in force or in no portfolio shown."""
    words, given = tell.words, found.study.portfolio
    if given is None:
        return Section("portfolio-rules", words("rules"))
    tables = (
        _limits([*given.limits.values()], tell) if given.limits else None,
        _rules(given.rules, found, tell) if given.rules else None,
        _pairs(given.synergies, tell) if given.synergies else None,
        _external(given.external, tell) if given.external else None,
    )
    blocks: tuple[Block, ...] = tuple(table for table in tables if table is not None)
    return Section("portfolio-rules", words("rules"), blocks)


def demand(each: Demand, tell: Teller) -> str:
    """Say what a portfolio must obey."""
    words = tell.words
    names = tell.options(each.options)
    if each.kind == "limit":
        return words("rule_limit", resource=tell.resource(each.resource), size=numeral(each.amount))
    if each.kind in ("at_most", "at_least"):
        return words(f"rule_{each.kind}", times=each.count, names=", ".join(map(tell.short_option, each.options)))
    if each.kind == "needs":
        other = words.any_of(map(tell.short_option, each.any_of)) or words("not_to_be_had")
        return words("rule_needs", names=names, other=other)
    return words(f"rule_{each.kind}", names=names)


def _reason(why: Text | None, evidence: Sequence[str], tell: Teller) -> Line:
    """Return the reason with the statements it rests on, those that it does not cite itself behind it."""
    said = tell.line(why)
    told = {part.id for part in said if isinstance(part, Reference)}
    more = tell.evidence(each for each in evidence if each not in told)
    return (*said, " (", *more, ")") if said and more else (*said, *more)


def _limits(limits: Sequence[Limit], tell: Teller) -> Table:
    words = tell.words
    columns = (
        Column(words("limit")),
        Column(words("default_head"), side="right"),
        Column(words("levels_head")),
        Column(words("reason")),
    )
    rows = tuple(
        Row(
            (
                line(tell.resource(each.resource)),
                line(words("no_limit") if each.default is None else numeral(each.default)),
                line("; ".join(numeral(level) for level in each.levels)),
                _reason(each.why, each.evidence, tell),
            )
        )
        for each in limits
    )
    return Table(words("limits_table"), columns, rows, shape="text")


def _rules(given: Sequence[Rule], found: Findings, tell: Teller) -> Table:
    words = tell.words
    stated = any(tell.of(each.status) for each in given)
    columns = (
        Column(words("rule_head")),
        Column(words("force_head")),
        *((Column(words("status_head")),) if stated else ()),
        Column(words("reason")),
    )
    rows = tuple(
        Row(
            (
                line(demand(_demand(each), tell)),
                line(_force(each, found.study.variant, tell)),
                *((tell.line(each.status),) if stated else ()),
                _reason(each.why, each.evidence, tell),
            )
        )
        for each in given
    )
    return Table(words("rules_table"), columns, rows, shape="text")


def _demand(rule: Rule) -> Demand:
    if isinstance(rule, AtMost | AtLeast):
        return Demand("at_most" if isinstance(rule, AtMost) else "at_least", rule.of, rule.count)
    assert isinstance(rule, Needs)  # noqa: S101  # there is no other kind of rule
    return Demand("needs", (rule.option,), any_of=rule.any_of)


def _force(rule: Rule, variant: str | None, tell: Teller) -> str:
    """Say whether a rule holds here, and on which variant that depends."""
    said = tell.words("in_force" if rule.holds(variant) else "out_of_force")
    if rule.only_in is not None:
        return tell.words("force_only_in", force=said, variant=tell.variant(rule.only_in))
    if rule.not_in is not None:
        return tell.words("force_not_in", force=said, variant=tell.variant(rule.not_in))
    return said


def _pairs(synergies: Sequence[Synergy], tell: Teller) -> Table:
    words = tell.words
    columns = (
        Column(words("together_head")),
        Column(words("points_head"), side="right"),
        Column(words("reason")),
    )
    rows = tuple(
        Row(
            (
                line(" + ".join(tell.short_option(o) for o in each.of)),
                line(numeral(each.points, sign=True)),
                _reason(each.why, each.evidence, tell),
            )
        )
        for each in synergies
    )
    return Table(words("pairs_table"), columns, rows, shape="text")


def _external(given: Sequence[External], tell: Teller) -> Table:
    words = tell.words
    columns = (
        Column(words("option")),
        Column(words("needs_head")),
        Column(words("status_head")),
        Column(words("reason")),
    )
    rows = tuple(
        Row(
            (
                line(tell.option(each.option)),
                tell.line(each.what),
                tell.line(each.status),
                _reason(each.why, each.evidence, tell),
            )
        )
        for each in given
    )
    return Table(words("needs_table"), columns, rows, shape="text")
