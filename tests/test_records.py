"""Records that are made cheaply: in all that the package uses of them they are those of ``typing.NamedTuple``."""

from __future__ import annotations

import pickle
import typing
from typing import Any

import pytest

from mojibake_fix import records
from mojibake_fix.files.discover import Source


def place(base: Any) -> Any:
    """Return the same class, derived from either."""

    class Place(base):  # type: ignore[misc]
        """A place in a text."""

        line: int
        column: int = 1
        _unit = 2

        @property
        def is_first(self) -> bool:
            """Tell whether it begins a line."""
            return self.column == 1

        @classmethod
        def of(cls, line: int) -> Place:
            """Return the first place of a line."""
            return cls(line)

        def __bool__(self) -> bool:
            return self.line > 0

    return Place


Cheap, Costly = place(records.NamedTuple), place(typing.NamedTuple)

UNLIKE = {  # what is the class's own, or tells how it was made
    *("__annotations__", "__annotate_func__", "__annotations_cache__", "__orig_bases__", "__new__", "__dict__", "__weakref__"),
    *("__static_attributes__", "__firstlineno__", "__type_params__"),
}


def test_a_record_lacks_nothing() -> None:
    assert set(vars(Costly)) - UNLIKE == set(vars(Cheap)) - UNLIKE
    assert (Cheap.__doc__, Cheap.__module__, Cheap.__bases__) == (Costly.__doc__, Costly.__module__, (tuple,))
    assert (Cheap._fields, Cheap._field_defaults, repr(Cheap(2))) == (
        ("line", "column"),
        {"column": 1},
        "Place(line=2, column=1)",
    )
    assert list(Cheap.__annotations__) == list(Costly.__annotations__)


def test_a_record_acts_like_a_tuple_with_what_its_class_says() -> None:
    first = Cheap.of(3)
    assert first == (3, 1)
    assert first.is_first
    assert not Cheap(3, 2).is_first
    assert not Cheap(0)
    assert first._replace(column=7) == (3, 7)


def test_a_record_can_be_pickled() -> None:
    """Workers hand them over."""
    again = pickle.loads(pickle.dumps(Source("a", "b")))
    assert again == Source("a", "b")
    assert type(again) is Source


@pytest.mark.parametrize("given", [(), (1, 2, 3)])
def test_a_record_asks_for_its_fields(given: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        Cheap(*given)


def test_no_attribute_can_be_added() -> None:
    with pytest.raises(AttributeError):
        Source("a", "a").other = 1  # type: ignore[attr-defined]
