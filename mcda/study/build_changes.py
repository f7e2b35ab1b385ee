"""From a file in `scenarios/` to a `Change`."""

from collections.abc import Mapping

from mcda.frozen import frozen
from mcda.study.contents import CellChange, Change, Merge, OptionChange
from mcda.study.models import CellModel, ChangeModel
from mcda.study.wording import Wording


def build_change(name: str, model: ChangeModel, words: Wording) -> Change:
    """Make a change from a file that passed every check."""
    everywhere = model.everywhere
    return Change(
        id=name,
        kind=model.kind,
        name=words.text(model.name),
        code=model.code or "",
        story=words.maybe(model.story),
        why=words.maybe(model.why),
        evidence=tuple(model.evidence or ()),
        plausibility=model.plausibility,
        reference=model.reference,
        everywhere=OptionChange()
        if everywhere is None
        else OptionChange(
            _cells(everywhere.scores, words), why=words.maybe(everywhere.why), evidence=tuple(everywhere.evidence or ())
        ),
        options=frozen(
            (
                option,
                OptionChange(
                    _cells(change.scores, words),
                    frozen((key, words.text(text)) for key, text in change.texts.items()),
                    words.maybe(change.why),
                    tuple(change.evidence or ()),
                ),
            )
            for option, change in model.options.items()
        ),
        value_functions=frozen((c, tuple((x, y) for x, y in points)) for c, points in model.value_functions.items()),
        merges=tuple(
            Merge(m.id, tuple(m.of), words.text(m.name), m.code or "", words.maybe(m.why)) for m in model.merge
        ),
        notes=words.all(model.notes),
    )


def _cells(cells: Mapping[str, CellModel], words: Wording) -> Mapping[str, CellChange]:
    return frozen(
        (c, CellChange(m.add, m.times, m.value, m.low, m.high, tuple(m.evidence or ()), words.maybe(m.why)))
        for c, m in cells.items()
    )
