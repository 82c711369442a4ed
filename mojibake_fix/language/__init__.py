"""How likely a text is: the character model that every decision about damage weighs with."""

from __future__ import annotations

__all__ = ["STEP"]

STEP = 14
"""Stored bytes are nats * 14: steps of 1/14 nat, 18.2 nats at most."""
