"""The options that commands share, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from ..config import PROFILES, SCRIPTS, Config, configured
from ..errors import UsageError
from ..files.discover import STDIN
from ..files.settings import settings
from ..output.terminal import Terminal
from ..records import NamedTuple
from ..spans import ALSO, DOCUMENTS

__all__ = ["Request", "common", "jobs", "paths", "reading", "repairing", "strict"]

F = TypeVar("F", bound=Callable[..., Any])


class Request(NamedTuple):
    """What the user asked for, beside the paths."""

    terminal: Terminal
    config: Config
    strict: bool = False
    quiet: bool = False
    verbose: bool = False
    stdin_name: str = STDIN

    @classmethod
    def of(
        cls,
        *,
        color: str,
        strict: bool = False,
        quiet: bool = False,
        verbose: bool = False,
        stdin_filename: str | None = None,
        config: str | None = None,
        isolated: bool = False,
        **options: Any,
    ) -> Request:
        """Return the request that the options make; what is left of them is the Config, over the configuration file.

        Raises UsageError for a name that is not known, and for options that contradict each other.
        """
        if quiet and verbose:
            raise UsageError("--quiet and --verbose contradict each other; nothing was read")
        if isolated and config is not None:
            raise UsageError("--isolated and --config contradict each other; nothing was read")
        table, root = ({}, ".") if isolated else settings(config)
        chosen = configured(table, {name: value for name, value in options.items() if value not in (None, ())}, root)
        return cls(Terminal.standard(color), chosen, strict, quiet, verbose, stdin_filename or STDIN)


def _together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return one decorator for all ``options``, which ``--help`` then shows in this order."""

    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _named(names: dict[str, str]) -> str:
    return "; ".join(f"{name}: {meaning}" for name, meaning in names.items())


def paths(command: F) -> F:
    """Add the paths to look at; none is a usage error with a hint."""
    return click.argument("paths", metavar="PATH...", nargs=-1, callback=_at_least_one)(command)


def _at_least_one(ctx: click.Context, _: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    if not given and not ctx.resilient_parsing:
        raise click.UsageError("no PATH given: name a file, a folder ('.' is this one), or '-' for standard input", ctx)
    return given


def _listed(_: click.Context, __: click.Parameter, given: str | None) -> tuple[str, ...]:
    return () if given is None else tuple(name for name in re.split(r"[,\s]+", given) if name)


repairing = _together(
    click.option("--profile", metavar="NAME", show_default=Config().profile, help=f"What to repair. {_named(PROFILES)}."),
    click.option(
        "--max-risk",
        type=float,
        metavar="SHARE",
        show_default=str(Config().max_risk),
        help="The share of restored places that may be wrong, 0 to 1; 0 restores only what is certain.",
    ),
    click.option(
        "--script",
        metavar="NAME",
        help=f"The Chinese script to write, in documents ({' '.join(sorted(DOCUMENTS))} and standard input); "
        f"other files keep theirs. {_named(SCRIPTS)}. Default: auto in the profile clean, keep in the others.",
    ),
    click.option(
        "--also",
        multiple=True,
        metavar="KIND",
        help=f"What the rules may change beside documents; can be given several times. {_named(ALSO)}.",
    ),
    click.option(
        "--stdin-filename",
        metavar="NAME",
        help="The name that standard input would have as a file; it decides what its text is.",
    ),
)
reading = _together(
    click.option("--encoding", metavar="NAME", help="The encoding of the input; it is detected otherwise."),
    click.option("--languages", metavar="CODES", callback=_listed, help="The languages it can be in, such as zh,ja."),
    click.option("--candidates", metavar="NAMES", callback=_listed, help="The encodings it can be, such as gbk,big5."),
    click.option("--config", metavar="FILE", help="Take options from this TOML file, not from the nearest one."),
    click.option("--isolated", is_flag=True, help="Take options from no file."),
)
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that read and repair. Default: one for each processor where there are many files.",
)
strict = click.option("--strict", is_flag=True, help="Fail (exit code 3) if damage stays that cannot be mended.")
common = _together(
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but what failed."),
    click.option("-v", "--verbose", is_flag=True, help="Name the files that stay as they are, too."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour the output; auto is on a terminal, unless NO_COLOR is set.",
    ),
)
