"""Build the vectors in tests/vectors/ from what real decoders make of texts and bytes.

    python tools/build_vectors.py                       write all files
    python tools/build_vectors.py utf8-as-gbk/java …    write these
    python tools/build_vectors.py --check               name the files that are not what would be written
    python tools/build_vectors.py --observed PAIRS      take the observed damage from mined pairs
    python tools/build_vectors.py --differences         print how decoders of one family differ: the table in the README

Needs java (17), iconv (glibc), uconv (ICU), node, chromium, wine and x86_64-w64-mingw32-gcc; a file whose decoders are not
all there is left as it is, and said so. Nothing of mojibake_fix is used.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from vectors.decoders import DECODERS
from vectors.differences import table
from vectors.files import in_pieces, lines_of, path_of, read
from vectors.making import LEAST, Made, Vector, made
from vectors.observed import OBSERVED, observed
from vectors.rows import ROWS, Row
from vectors.steps import STEPS, changed, needed

File = tuple[dict[str, object], list[dict[str, object]]]


def decoders_of(row: Row) -> set[str]:
    """Return the decoders, and for written legacy encodings the encoders, that a row needs."""
    own = {reader.decoder for reader in row.readers} | (set() if row.written == "utf8" else {"java"})
    return own | (decoders_of(ROWS[row.below]) if row.below else set())


def lacking(decoders: Iterable[str]) -> list[str]:
    """Return the commands that are not installed."""
    return sorted({command for name in decoders for command in DECODERS[name].missing()})


def file_of(result: Made) -> File:
    """Return the header and the vectors of a row."""
    row = result.row
    first, *others = row.readers
    header: dict[str, object] = {
        "channel": row.layers if row.below else row.name,
        "decoder": DECODERS[first.decoder].version(),
        "charset": first.charset,
        "checked_by": [f"{DECODERS[reader.decoder].version()}: {reader.charset}" for reader in others],
        "built": _built(row),
    }
    if result.left_out:
        header["left_out"] = len({data for data, *_ in result.left_out})
    return header, [_record(vector) for vector in result.vectors]


def _record(vector: Vector) -> dict[str, object]:
    return (
        {"bytes": vector.data.hex()}
        | ({} if vector.original is None else {"original": vector.original})
        | {"garbled": in_pieces(vector.garbled)}
    )


def _built(row: Row) -> str:
    said = f"texts written as {row.written}, read by the decoder"
    if row.below:
        said += f" as {row.layers[0]}, the result written as UTF-8 and read as {row.layers[1]}"
    if row.family:
        said += "; then bytes that are no text, without an original"
    return f"{said}; kept: {row.agreement.value}" if len(row.readers) > 1 else said


def file_of_step(name: str) -> File:
    """Return the header and the vectors of a post-step."""
    pairs, left_out, asked = changed(name)
    header: dict[str, object] = {"step": name, "programs": asked, "built": STEPS[name].said}
    if left_out:
        header["left_out"] = left_out
    return header, [{"original": before, "garbled": after} for before, after in pairs]


def build(names: Sequence[str], check: bool) -> int:
    """Write the files of rows, then those of steps, which are tried on the rows' texts; or compare them."""
    buildable = []
    for name in names:
        missing = lacking(decoders_of(ROWS[name]) if name in ROWS else needed(name.removeprefix("steps/")))
        if missing:
            print(f"not rebuilt, {', '.join(missing)} not installed: {name}", file=sys.stderr)
        else:
            buildable.append(name)
    faults = 0
    for result in made([ROWS[name] for name in buildable if name in ROWS]):
        _tell(result)
        faults += _settle(result.row.name, file_of(result), check)
    for name in buildable:
        if name not in ROWS:
            faults += _settle(name, file_of_step(name.removeprefix("steps/")), check)
    print(f"{len(buildable)} of {len(names)} files {'compared' if check else 'written'}, {faults} with faults")
    return 1 if faults else 0


def _tell(result: Made) -> None:
    for who, count in Counter(who for _, who, *_ in result.left_out).items():
        data, _, theirs, first = next(entry for entry in result.left_out if entry[1] == who)
        print(f"{result.row.name}: {who} differs in {count}, as in {data.hex()}: {theirs!a} instead of {first!a}")


def _settle(name: str, file: File, check: bool) -> bool:
    """Write or compare a file; tell whether something is wrong with it."""
    header, vectors = file
    with_original = sum("original" in vector for vector in vectors)
    if with_original < LEAST:
        print(f"{name}: only {with_original} vectors", file=sys.stderr)
    path = path_of(name)
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(lines_of([header, *vectors]), encoding="utf-8", newline="\n")
        return with_original < LEAST
    same = path.exists() and lines_of(read(path)[1]) == lines_of(vectors)  # another version that gives the same is welcome
    if not same:
        print(f"{name}: not what the tool makes", file=sys.stderr)
    return not same or with_original < LEAST


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the conformance vectors from real decoders.")
    parser.add_argument("names", nargs="*", help="rows, or steps/NAME; all if none is given")
    parser.add_argument("--check", action="store_true", help="only compare the committed files")
    parser.add_argument("--observed", type=Path, metavar="PAIRS", help="take the observed damage from mined pairs (JSON lines)")
    parser.add_argument("--differences", action="store_true", help="print the table of differences between decoders")
    options = parser.parse_args()
    everything = [*ROWS, *(f"steps/{name}" for name in STEPS)]
    unknown = [name for name in options.names if name not in everything]
    if unknown:
        parser.error(f"no such row or step: {', '.join(unknown)}")
    if options.differences:
        print(table())
        return 0
    if options.observed:
        OBSERVED.write_text(lines_of(observed(options.observed)), encoding="utf-8", newline="\n")
        return 0
    return build(options.names or everything, options.check)


if __name__ == "__main__":
    raise SystemExit(main())
