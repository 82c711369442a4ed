"""Records that are made cheaply: in all that the package uses of them they are those of ``typing.NamedTuple``."""

from __future__ import annotations

import pickle
import typing

import pytest

from mojibake_fix import records
from mojibake_fix.files.discover import Source


class Cheap(records.NamedTuple):
    """A place in a text."""

    line: int
    column: int = 1
    _unit = 2

    @property
    def is_first(self) -> bool:
        """Tell whether it begins a line."""
        return self.column == 1

    @classmethod
    def of(cls, line: int) -> Cheap:
        """Return the first place of a line."""
        return cls(line)

    def __bool__(self) -> bool:
        return self.line > 0


class Costly(typing.NamedTuple):
    """A place in a text."""

    line: int
    column: int = 1
    _unit = 2

    @property
    def is_first(self) -> bool:
        """Tell whether it begins a line."""
        return self.column == 1

    @classmethod
    def of(cls, line: int) -> Costly:
        """Return the first place of a line."""
        return cls(line)

    def __bool__(self) -> bool:
        return self.line > 0


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
        "Cheap(line=2, column=1)",
    )
    assert list(Cheap.__annotations__) == list(Costly.__annotations__)


def test_a_record_acts_like_a_tuple_with_what_its_class_says() -> None:
    place = Cheap.of(3)
    assert place == (3, 1)
    assert place.is_first
    assert not Cheap(3, 2).is_first
    assert not Cheap(0)
    assert place._replace(column=7) == (3, 7)
    assert pickle.loads(pickle.dumps(place)) == place
    assert type(pickle.loads(pickle.dumps(place))) is Cheap


@pytest.mark.parametrize("given", [(), (1, 2, 3)])
def test_a_record_asks_for_its_fields(given: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        Cheap(*given)


def test_no_attribute_can_be_added() -> None:
    with pytest.raises(AttributeError):
        Source("a", "a").other = 1  # type: ignore[attr-defined]
