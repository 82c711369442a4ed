"""Errors keep what they say, wherever they go."""

from __future__ import annotations

import pickle

import pytest

from mojibake_fix import Config, MojibakeFixError, errors, fix_bytes, fix_text
from mojibake_fix.errors import UndecodableError

CLASSES = [getattr(errors, name) for name in errors.__all__ if isinstance(getattr(errors, name), type)]


@pytest.mark.parametrize("kind", CLASSES)
def test_errors_come_through_a_pool(kind: type[MojibakeFixError]) -> None:
    """Each error is the same after it was sent to another process."""
    error = kind("a sentence", encoding="big5", offset=7) if kind is UndecodableError else kind("a sentence")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.exit_code, vars(again)) == (kind, "a sentence", error.exit_code, vars(error))


def test_wrong_types_are_named() -> None:
    """Bytes where text belongs, and the other way round, are said to be that."""
    with pytest.raises(TypeError, match="fix_text takes str, not bytes; fix_bytes takes bytes"):
        fix_text(b"abc")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="fix_bytes takes bytes, not str; fix_text takes str"):
        fix_bytes("abc")  # type: ignore[arg-type]


def test_an_unknown_encoding_is_a_wrong_call() -> None:
    """A name that nobody knows is refused before anything is read."""
    with pytest.raises(errors.UsageError, match="did you mean 'big5'"):
        Config(encoding="big6")


def test_ascii_is_no_other_encoding() -> None:
    """Bytes that would be written as they are read do not count as changed, whatever their encoding was called."""
    assert not fix_bytes(b"plain", config=Config(encoding="gb18030")).changed
