"""A mapping that cannot change: what frozen values hold instead of a dict."""

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict that refuses every change, hashes by its items and survives pickling.

    `types.MappingProxyType` can be neither hashed nor sent to a worker process.

    Examples
    --------
    >>> FrozenDict(a=1)["a"]
    1
    >>> FrozenDict(a=1).update(a=2)
    Traceback (most recent call last):
    TypeError: this mapping cannot be changed; make another one
    """

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this mapping cannot be changed; make another one")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # dict says None; frozen, it can be hashed
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[K, V]]]:
        return (type(self), (dict(self),))


def frozen(source: Mapping[K, V] | Iterable[tuple[K, V]] = ()) -> FrozenDict[K, V]:
    """Return the mapping, or the pairs, as one that cannot change."""
    return FrozenDict(source)


def deep_frozen(data: Any) -> Any:
    """Return plain data (mappings, lists, numbers, words) with every mapping and list in it made unchangeable.

    >>> deep_frozen({"order": ["a", "b"]})["order"]
    ('a', 'b')
    """
    if isinstance(data, Mapping):
        return FrozenDict((key, deep_frozen(each)) for key, each in data.items())
    if isinstance(data, list | tuple):
        return tuple(deep_frozen(each) for each in data)
    return data
