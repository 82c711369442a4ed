"""The program: its commands, and what happens when something goes wrong outside of a file."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from .. import __version__
from ..errors import MojibakeFixError
from .texts import INTERRUPTED, examples

__all__ = ["main"]

PROGRAM = "mojibake-fix"
NOBODY_READS = 141  # what a shell expects of a program whose output nobody reads any more: 128 + SIGPIPE

HELP_NAMES = ["-h", "--help"]
EXIT_CODES = """\b
Exit codes:
  0  nothing to do (detect, explain: done)
  1  check: something would change, or is damaged; fix: something changed
  2  the call itself is wrong; nothing was read or written
  3  a file failed; under --strict also: damage stays"""
EXAMPLES = examples("samples/", "fix samples/", "fix page.html --diff", "fix - < in.txt > out.txt")


def _check() -> click.Command:
    from .check import check

    return check


def _detect() -> click.Command:
    from .detect import detect

    return detect


def _explain() -> click.Command:
    from .explain import explain

    return explain


def _fix() -> click.Command:
    from .fix import fix

    return fix


COMMANDS = {"check": _check, "detect": _detect, "explain": _explain, "fix": _fix}
"""What imports each command: most of the start of another one would be the imports of all."""


class _Program(click.Group):
    """A group in which whatever is not the name of a command is a path for ``check``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported if it has to be."""
        return COMMANDS[cmd_name]() if cmd_name in COMMANDS else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``check`` in front of arguments that name no command."""
        if not args or (args[0] not in COMMANDS and args[0] not in (*HELP_NAMES, "--version")):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end quietly when nobody reads its output any more."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _abandon_stdout()
            return NOBODY_READS


@click.group(
    cls=_Program,
    epilog=f"{EXIT_CODES}\n\n{EXAMPLES}",
    context_settings={"help_option_names": HELP_NAMES, "max_content_width": 100},
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
def program() -> None:
    """Repair broken text: encodings, CJK mojibake, injected pinyin, punctuation, script.

    `mojibake-fix PATH...` is short for `mojibake-fix check PATH...`. The name of a command is that command; write
    ./fix for a file of that name.
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line with ``args`` (without the name of the program) and return the exit code."""
    try:
        code: Any = program.main(args=args, prog_name=PROGRAM, standalone_mode=False)
        return int(code or 0)
    except click.ClickException as error:
        return _fail(_usage(error), error.exit_code)
    except MojibakeFixError as error:
        _abandon_stdout_if_broken()
        return _fail(str(error), error.exit_code)
    except click.Abort:
        return _fail("stopped; nothing was written", INTERRUPTED)
    except OSError as error:
        _abandon_stdout_if_broken()
        return _fail(_sentence(error), FAILED)
    except Exception as error:  # Python's own exit code for it is 1, which here means "changed"
        _abandon_stdout_if_broken()
        return _fail(_fault(error), FAILED)


FAILED = MojibakeFixError.exit_code
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def _sentence(error: OSError) -> str:
    """Say what the system refused outside of any file: to take more of a help text, or to name the folder that this runs in."""
    if error.errno in _FULL and error.filename is None:
        return f"standard output cannot be written ({error.strerror}); the rest was not shown"
    if error.errno == errno.ENOENT and error.filename is None:
        return "the folder that this was started in is gone; nothing was read or written; change to one that is there"
    return _fault(error)


def _fault(error: Exception) -> str:
    return f"stopped by {type(error).__name__}: {error}; files are whole; please report it"


def _usage(error: click.ClickException) -> str:
    """Return what click complains about as one sentence with a way out."""
    message = " ".join(error.format_message().split()).rstrip(".").replace(". (", " (").replace(". Did", "; did")
    message = f"{message[:1].lower()}{message[1:]}"
    if message.endswith("?"):
        return message
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context is not None else PROGRAM
    return f"{message}; '{path} --help' shows what there is"


def _fail(message: str, code: int) -> int:
    from ..output.terminal import Terminal
    from ..output.visible import visible

    Terminal.standard().message(f"{PROGRAM}: {visible(message)}")
    return code


def _abandon_stdout_if_broken() -> None:
    """Give up a standard output that takes nothing more, or the interpreter complains about it at its end."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            _abandon_stdout()


def _abandon_stdout() -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
