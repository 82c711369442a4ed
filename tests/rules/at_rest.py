"""Every rule, every two of them and every script, on text that gives them something to do: what a second run would change.

The test takes a sample; `tools/report_idempotence.py` takes whole texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mojibake_fix.config import SCRIPTS, Config
from mojibake_fix.normalise import RULES
from mojibake_fix.pipeline import _Task
from mojibake_fix.spans import PROSE, Format

__all__ = ["CONFIGURATIONS", "changed_again", "spoiled"]

_CONTRARY = {"curly-quotes", "corner-quotes"}
_SPOILING = str.maketrans(
    {
        **dict(zip("，：；！？（）“”「」", ',:;!?()""""', strict=True)),
        "…": "...",
        "—": "-",
        "。": "。。",
        "、": " 、 ",
        "用": "\u2f64",
        "é": "e\u0301",
        "a": "ａ",
        "1": "１",
        "が": "ｶﾞ",
        "ㅎ": "\uffbe",
        "\t": "\u00a0",
    }
)


def _configurations() -> Iterator[tuple[str, Config]]:
    """Yield each way to switch rules and scripts on, with its name."""
    names = [rule.id for rule in RULES]
    sets: list[tuple[str, ...]] = [(name,) for name in names]
    sets += [pair for pair in combinations(names, 2) if set(pair) != _CONTRARY]
    for chosen in sets:
        yield " + ".join(chosen), Config("repair", rules=dict.fromkeys(chosen, "on"))
    for script in SCRIPTS:
        yield script, Config("repair", script=script)
        yield f"{script} in clean", Config("clean", script=script)
        for left_out in sorted(_CONTRARY):
            rules = dict.fromkeys((name for name in names if name != left_out), "on")
            yield f"{script}, all but {left_out}", Config("clean", script=script, rules=rules)


CONFIGURATIONS = dict(_configurations())


def spoiled(text: str) -> str:
    """Return a text with marks, widths and spaces as they should not be.

    >>> spoiled("你好，世界…")
    '你好,世界...'
    """
    return text.translate(_SPOILING)


def changed_again(text: str, config: Config, kind: Format = PROSE) -> list[str]:
    """Return the lines that a second run of the rules finds something in."""
    task = _Task(config, kind, damaged=False)
    once = task.steps(text)[1]
    twice = once if once is text else task.steps(once)[1]
    return [] if once == twice else [line for line in once.split("\n") if line not in set(twice.split("\n"))]
