"""Undo a channel: all that a damaged text can have been before it."""
