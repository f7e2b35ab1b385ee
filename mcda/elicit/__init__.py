"""From judgements and from data to weights."""

from mcda.elicit.judged import judged

__all__ = ["judged"]
