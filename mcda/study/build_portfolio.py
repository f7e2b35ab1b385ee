"""From `portfolio.yaml` to `PortfolioRules`."""

from mcda.frozen import frozen
from mcda.study.models_portfolio import PortfolioModel, RuleModel
from mcda.study.rules import AtLeast, AtMost, External, Limit, Needs, PortfolioRules, Rule, Synergy
from mcda.study.wording import Wording


def build_portfolio(model: PortfolioModel, words: Wording) -> PortfolioRules:
    """Make the rules from a file that passed every check."""
    return PortfolioRules(
        limits=frozen(
            (
                name,
                Limit(
                    name,
                    limit.default,
                    tuple(limit.levels),
                    words.maybe(limit.name),
                    words.maybe(limit.unit),
                    words.maybe(limit.why),
                    tuple(limit.evidence or ()),
                ),
            )
            for name, limit in model.limits.items()
        ),
        rules=tuple(rule for each in model.rules for rule in _rules(each, words)),
        synergies=tuple(
            Synergy(tuple(s.of), s.points, words.maybe(s.why), tuple(s.evidence or ())) for s in model.synergies
        ),
        external=tuple(
            External(e.option, words.text(e.what), words.maybe(e.status), words.maybe(e.why), tuple(e.evidence or ()))
            for e in model.external
        ),
        variants=frozen((name, words.text(variant.name)) for name, variant in model.variants.items()),
        notes=words.all(model.notes),
    )


def _rules(model: RuleModel, words: Wording) -> list[Rule]:
    """Return one rule, or one for each thing that an option needs."""
    why, status, evidence = words.maybe(model.why), words.maybe(model.status), tuple(model.evidence or ())
    only_in, not_in = model.only_in, model.not_in
    if model.at_most is not None:
        return [AtMost(why, evidence, only_in, not_in, status, count=model.at_most, of=tuple(model.of or ()))]
    if model.at_least is not None:
        return [AtLeast(why, evidence, only_in, not_in, status, count=model.at_least, of=tuple(model.of or ()))]
    groups: list[tuple[str, ...]] = [(name,) for name in model.needs or ()]
    if model.needs_any:
        groups.append(tuple(model.needs_any))
    return [Needs(why, evidence, only_in, not_in, status, option=model.option or "", any_of=group) for group in groups]
