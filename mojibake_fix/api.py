"""The public functions; everything else may move."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

from .config import Config
from .files import write
from .files.read import read
from .model import Detection, Outcome, Plan
from .pipeline import repair_bytes, repair_text, repaired
from .runner import Surroundings

__all__ = ["apply_plan", "detect", "explain", "fix_bytes", "fix_file", "fix_text", "revert_plan"]


def fix_text(
    text: str,
    *,
    profile: str = "clean",
    max_risk: float = 0.01,
    script: str | None = None,
    config: Config | None = None,
) -> str:
    """Return the text repaired; the same object if there is nothing to change.

    ``profile``, ``max_risk`` and ``script`` are those of Config; ``config`` is used instead of them if given. Raises
    UsageError for a name that is not known.

    >>> fix_text("# 楠岃瘉璁″垝:完成")
    '# 验证计划：完成'
    >>> clean = "# 验证计划：完成"
    >>> fix_text(clean) is clean
    True
    """
    if not isinstance(text, str):
        raise TypeError(f"fix_text takes str, not {type(text).__name__}; fix_bytes takes bytes")
    return repaired(text, config or _config(profile, max_risk, script))


_config = lru_cache(maxsize=64)(Config)


def fix_bytes(
    data: bytes,
    *,
    profile: str = "clean",
    max_risk: float = 0.01,
    script: str | None = None,
    config: Config | None = None,
) -> Outcome:
    """Decode and repair bytes; the outcome has the text, the encoding found, the plan and the findings.

    Raises NotTextError for bytes that are no text, UndecodableError for text that no encoding explains.

    >>> outcome = fix_bytes("紅樓夢，第一回".encode("big5"))
    >>> outcome.text, outcome.encoding
    ('紅樓夢，第一回', 'big5')
    """
    if not isinstance(data, bytes):
        raise TypeError(f"fix_bytes takes bytes, not {type(data).__name__}; fix_text takes str")
    return repair_bytes(data, config or Config(profile, max_risk, script))


def fix_file(
    path: str | os.PathLike[str],
    *,
    output: str | os.PathLike[str] | None = None,
    profile: str = "clean",
    max_risk: float = 0.01,
    script: str | None = None,
    config: Config | None = None,
) -> Outcome:
    """Repair a file in place, or into ``output``; it is written whole or not at all.

    Rules and script act on files that people read (.txt, .md, ...), on others only the repair. Raises FileError if a file
    cannot be read or written, FileChangedError if it changed meanwhile, and what fix_bytes raises.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "plan.txt")
    ...     _ = path.write_text("楠岃瘉璁″垝", encoding="utf-8")
    ...     _ = fix_file(path)
    ...     path.read_text(encoding="utf-8")
    '验证计划'
    """
    snapshot = read(os.fspath(path))
    options = config or Config(profile, max_risk, script)
    outcome = Surroundings(options).repair(snapshot, snapshot.path)
    if output is not None:
        write.create(os.fspath(output), outcome.encoded if outcome.changed else snapshot.content, like=snapshot.path)
    elif outcome.changed:
        write.replace(snapshot, outcome.encoded)
    return outcome


def explain(
    text_or_bytes: str | bytes,
    *,
    profile: str = "clean",
    max_risk: float = 0.01,
    script: str | None = None,
    config: Config | None = None,
) -> Outcome:
    """Return what is wrong with a text or bytes, why, how sure that is, and what else it could be; nothing is written.

    >>> [finding] = explain("楠岃瘉璁″垝").findings
    >>> finding.rule, finding.after, finding.evidence.channel
    ('mojibake', '验证计划', 'utf8-as-gbk')
    """
    repair = config or Config(profile, max_risk, script)
    return repair_bytes(text_or_bytes, repair) if isinstance(text_or_bytes, bytes) else repair_text(text_or_bytes, repair)


def detect(
    data: bytes,
    *,
    languages: Sequence[str] | None = None,
    candidates: Sequence[str] | None = None,
    declared: str | None = None,
    neighbours: Sequence[str] = (),
) -> Detection:
    """Return which encoding some bytes are in, with a probability, the alternatives with theirs, and the evidence.

    ``languages`` (such as ``["zh", "ja"]``) and ``candidates`` (encodings) restrict what it can be; ``declared`` is what the
    source of the bytes claims, ``neighbours`` are the encodings of files beside it: evidence that the bytes may overrule. Raises
    UsageError for a language or an encoding nobody knows.

    >>> found = detect("系统".encode("gbk"), languages=["zh"])
    >>> found.encoding, found.language
    ('gb18030', 'zh')
    """
    from .detection import detect as detected  # and with it the models of all languages

    return detected(data, languages=languages, candidates=candidates, declared=declared, neighbours=neighbours)


def apply_plan(text: str, plan: Plan) -> str:
    """Return the text after every step of the plan.

    Raises PlanError if the plan does not fit the text.

    >>> outcome = explain("楠岃瘉璁″垝")
    >>> apply_plan(outcome.original, outcome.plan)
    '验证计划'
    """
    return plan.apply(text)


def revert_plan(text: str, plan: Plan) -> str:
    """Return the text before every step of the plan.

    Raises PlanError if the plan does not fit the text.

    >>> outcome = explain("楠岃瘉璁″垝")
    >>> revert_plan(outcome.text, outcome.plan)
    '楠岃瘉璁″垝'
    """
    return plan.inverse().apply(text)
