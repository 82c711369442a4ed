"""How likely a text is, character by character, in one language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from .slots import slot
from .tables import STEP, Tables

if TYPE_CHECKING:
    from .mapped import Mapped

__all__ = ["Model"]

_Node = tuple[int, int]  # the length of an n-gram, and its place in the level


class Model:
    """An n-gram model of characters.

    A character costs what its symbol costs behind the symbols before it, and what it costs itself among the characters that
    share the symbol: the forms of one Han character, the members of a class of rare characters. All is in nats.
    """

    def __init__(self, tables: Tables, variant: int = 0) -> None:
        self.tables = tables
        self.within = tables.within[variant]
        self.order = len(tables.levels)
        self.logp = lru_cache(maxsize=1 << 16)(self._logp)

    @cached_property
    def mapped(self) -> Mapped | None:
        """Return the same for the compiled core, which has to be there."""
        from .mapped import mapped  # and with it the core, which a few characters have no need of

        return mapped(self.tables, self.within)

    def alone(self, character: str) -> float:
        """Return log P(character) without context.

        >>> from .models import chinese
        >>> chinese().alone("的") > chinese().alone("釙")
        True
        """
        return -self.cost(character) / STEP

    def cost(self, character: str) -> int:
        """Return the same in steps, as the tables have it: what a character costs without context.

        >>> from .models import chinese
        >>> chinese().cost("的") < chinese().cost("釙")
        True
        """
        code = ord(character)
        place = code if code < 0x10000 else slot(code)
        return self.tables.levels[0].cost[self.tables.symbol[place]] + self.within[place]

    def forms(self, text: str) -> float:
        """Return log P(characters | their symbols): what is left of ``score`` if contexts say nothing.

        >>> from .models import chinese
        >>> chinese("tw").forms("經濟") > chinese("tw").forms("经济")
        True
        """
        return -sum(map(self.within.__getitem__, map(slot, map(ord, text)))) / STEP

    def _logp(self, before: str, character: str) -> float:
        """Return log P(character | characters before), of which the last ``order - 1`` count; ``before`` may be empty.

        >>> from .models import chinese
        >>> chinese().logp("經", "濟") > chinese().logp("經", "河")
        True
        """
        return self.score(character, before)

    def score(self, text: str, before: str = "") -> float:
        """Return log P(text | characters before).

        >>> from .models import chinese
        >>> chinese().score("中文") > chinese().score("涓枃")
        True
        """
        core = self.mapped if len(text) > 1 else vars(self).get("mapped")  # one takes less time than to load it
        if core is not None:
            known = before[max(0, len(before) - self.order + 1) :]
            return core.text_cost(known + text, len(known)) / -STEP
        symbol, within = self.tables.symbol, self.within
        context = self._context(before)
        total = 0
        for character in text:
            code = ord(character)
            place = code if code < 0x10000 else slot(code)
            cost, context = self._step(context, symbol[place])
            total += cost + within[place]
        return -total / STEP

    def last(self, texts: Sequence[str]) -> list[float]:
        """Return log P of the last character of each of some texts of one length, given those before it.

        >>> from .models import chinese
        >>> chinese().last(["經濟", "經河"]) == [chinese().logp("經", "濟"), chinese().logp("經", "河")]
        True
        """
        if len(texts) > 1 and (core := self.mapped):
            known = texts if len(texts[0]) <= self.order else [text[-self.order :] for text in texts]
            return [cost / -STEP for cost in core.last_costs(known)]
        return [self.score(text[-1], text[:-1]) for text in texts]

    def _context(self, before: str) -> list[_Node]:
        """Return the n-grams that end ``before``, the longest first."""
        context: list[_Node] = []
        for character in before[1 - self.order :] if self.order > 1 else "":
            context = self._step(context, self.tables.symbol[slot(ord(character))])[1]
        return context

    def _step(self, context: list[_Node], symbol: int) -> tuple[int, list[_Node]]:
        """Return what a symbol costs behind a context, and the context with it."""
        levels = self.tables.levels
        cost, added = -1, 0
        ahead: list[_Node] = []
        for n, node in context:
            starts, following = levels[n - 1].starts, levels[n]
            end = starts[node + 1]
            k = bisect_left(following.symbol, symbol, starts[node], end)
            if k < end and following.symbol[k] == symbol:
                if cost < 0:
                    cost = added + following.cost[k]
                if n + 1 < self.order:
                    ahead.append((n + 1, k))
            elif cost < 0:
                added += levels[n - 1].backoff[node]
        if cost < 0:
            cost = added + levels[0].cost[symbol]
        if self.order > 1:
            ahead.append((1, symbol))
        return cost, ahead
