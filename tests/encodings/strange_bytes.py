"""Bytes that try the edges of every family of encodings, and the names of all tables."""

from __future__ import annotations

from hypothesis import strategies as st

from mojibake_fix.encodings.tables import TABLES

names = st.sampled_from(sorted(TABLES))
# Bytes that mean something to one family or another, more often than chance has them side by side.
striking = st.sampled_from(list(b"\x1a(0159@A~\x7f\x80\x81\x84\x8e\x8f\x90\xa0\xa1\xa2\xc9\xd0\xdf\xe3\xf0\xfd\xfe\xff"))
some_bytes = st.one_of(st.binary(max_size=40), st.lists(striking | st.integers(0, 255), max_size=40).map(bytes))
