"""Build mojibake_fix/restore/evidence/data/oddity.bin: how odd each character is, from the models and the tables.

    python tools/build_oddity.py           write the file
    python tools/build_oddity.py --check   only compare

To be run again when a model, a table or a channel changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
from table_file import write_or_compare

from mojibake_fix.encodings import codec
from mojibake_fix.language.arrays import arrays
from mojibake_fix.language.misreadings import READERS, garbled
from mojibake_fix.language.model import Model
from mojibake_fix.language.models import chinese, japanese, korean
from mojibake_fix.language.tables import STEP
from mojibake_fix.restore import lost
from mojibake_fix.restore.channels import CHANNELS, Channel, corrupt, table_written
from mojibake_fix.restore.evidence.characters import CJK, LEAST, LEAST_CJK
from mojibake_fix.restore.evidence.oddity import BMP, LINE_END, ORDINARY, SIGN, THRICE
from mojibake_fix.restore.likelihood import prices

TARGET = Path(__file__).resolve().parent.parent / "mojibake_fix" / "restore" / "evidence" / "data" / "oddity.bin"

PICTURES = (*range(0x2600, 0x27C0), *range(0x1F300, 0x1F700), *range(0x1F900, 0x1FA00))
PICTURED = -9.5  # nats: about what they are worth in documentation and in messages of programs

REPLACED = "\N{REPLACEMENT CHARACTER}"
BETWEEN = -4  # steps: nobody misreads ASCII, but the more of it stands between odd characters the less they are a row
ODD_ENOUGH = 9 * STEP  # a word that is odder needs no sign: others have its characters, too
COARSE = ~3
SPOKEN: dict[str, Callable[[], Model]] = {
    "gbk": partial(chinese, "hans"),
    "big5": partial(chinese, "tw"),
    "shift-jis": japanese,
    "euc-jp": japanese,
    "euc-kr": korean,
}
CROSSED = -1.0  # nats: fewer texts are in a legacy encoding and read as another one than are read by those readers otherwise
CROSSED_ENOUGH = 16  # steps: what such a character is more at least, and in what steps; finer ones take twice the room
ASCII, CONTROLS, SURROGATES = slice(0, 0x80), slice(0x80, 0xA0), slice(0xD800, 0xE000)


def oddities() -> npt.NDArray[np.int64]:
    """Return how much likelier each character of the BMP is in what some reader leaves than in clean text, in steps."""
    every = np.arange(BMP)[:, None]
    misread = np.max([arrays(garbled(reader)).rows(every)[:, 0] for reader in READERS], axis=0)
    misread[pictured()] = np.maximum(misread[pictured()], PICTURED)
    clean = np.maximum(prices.alone_in_clean_text(), np.where(every[:, 0] < CJK, LEAST, LEAST_CJK))
    steps: npt.NDArray[np.int64] = np.rint((misread - clean) * STEP).astype(int)
    crossed_steps = np.rint((crossed() - clean) * STEP).clip(-CROSSED_ENOUGH).astype(int) // CROSSED_ENOUGH * CROSSED_ENOUGH
    is_odder = (crossed_steps >= np.maximum(CROSSED_ENOUGH, steps + CROSSED_ENOUGH)) & (every[:, 0] >= CJK)
    steps[is_odder] = crossed_steps[is_odder]
    steps[ASCII] = BETWEEN
    steps[ord("?")] = steps[-1] = 0  # a token is anything, and so are emoji, for which the last one stands
    return steps


def crossed() -> npt.NDArray[np.floating]:
    """Return log P of each character of the BMP in what is left of CJK encodings that were read as one another.

    Of text, that is counted; of these, a character that two bytes are in both is as likely as what it was is in its language.
    """
    found = np.full(BMP, -np.inf)
    for channel in CHANNELS.values():
        if channel.written in SPOKEN and channel.reader.is_wide:
            found = np.maximum(found, left_by(channel))
    return found + CROSSED


def left_by(channel: Channel) -> npt.NDArray[np.floating]:
    """Return log P of each character of the BMP in what one such channel leaves."""
    share = np.zeros(BMP)
    table = codec(table_written(channel.written))
    nats = arrays(SPOKEN[channel.written]()).rows(np.arange(BMP)[:, None])[:, 0]
    for code in (*range(CONTROLS.stop, SURROGATES.start), *range(SURROGATES.stop, BMP)):
        written = table.encoded(chr(code)) or b""
        left = channel.reader.read(written)
        if len(written) > 1 and len(left) == 1 and left != channel.reader.token:
            share[ord(left)] += np.exp(nats[code])
    with np.errstate(divide="ignore"):
        found: npt.NDArray[np.floating] = np.log(share)
    return found


def pictured() -> list[int]:
    """Return the characters that readers of two bytes leave of ticks, crosses and emoji, of which the models have seen few."""
    wide = [channel for channel in CHANNELS.values() if channel.written == "utf8" and channel.reader.is_wide]
    left = {character for channel in wide for picture in PICTURES for character in corrupt(channel, chr(picture))}
    return sorted(code for code in map(ord, left) if CJK <= code < BMP)


def signs(steps: npt.NDArray[np.int64]) -> Iterator[str]:
    """Yield what no text has: controls, halves of characters, and of each word that U+FFFD became the rarest character.

    Not of a word that is odd enough as a whole.
    """
    yield REPLACED
    yield from map(chr, (*range(BMP)[CONTROLS], *range(BMP)[SURROGATES]))
    for unit in lost.units():
        codes = [ord(character) for character in unit.characters]
        if steps[codes].min() < 0 or steps[codes].sum() < ODD_ENOUGH:
            yield chr(min(codes, key=lambda code: float(prices.alone()[code])))


def table() -> bytes:
    """Return the level of each character of the BMP."""
    steps = oddities()
    levels = (ORDINARY - steps).clip(THRICE + 1, LINE_END - 1)
    levels[levels > ORDINARY] &= COARSE  # how ordinary something is need not be known so well, and takes room
    levels[[ord(character) for character in "\n\r"]] = LINE_END
    levels[[ord(character) for character in lost.fills()]] = THRICE
    levels[[ord(character) for character in signs(steps)]] = SIGN
    return levels.astype(np.uint8).tobytes()


def main() -> int:
    return write_or_compare("Build the table of odd characters.", TARGET, table, _told)


def _told(levels: bytes) -> str:
    return f"{sum(level < ORDINARY for level in levels)} odd characters, {levels.count(SIGN)} signs"


if __name__ == "__main__":
    raise SystemExit(main())
