"""The arrows of the package go down only, and each kind of access has one owner.

The checker reads the source with ``ast``; that it can fail is shown on a small package with planted faults.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mojibake_fix"

# From the top: a room sees the rooms of every level below its own.
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"cli"}),
    frozenset({"output", "runner"}),
    frozenset({"workers"}),
    frozenset({"files", "pipeline", "config"}),
    frozenset({"account"}),
    frozenset({"detection", "restore", "normalise", "script"}),
    frozenset({"language", "encodings", "spans"}),
    frozenset({"model", "errors", "native"}),
    frozenset({"patterns", "records"}),
)

# Arrows within a level: the output shows a report, the pipeline obeys a Config, a plan that does not fit is an error, and
# which quotation marks a text has follows its script.
SIDEWAYS = frozenset({("output", "runner"), ("pipeline", "config"), ("model", "errors"), ("normalise", "script")})

# The same within restore/: its folders from the top, which see those below their own, and of the modules beside them only these.
FOLDERS = ("injected", "inverse", "lost_bytes", "evidence", "acceptance", "likelihood")
SEEN_BY_FOLDERS = frozenset({"channels", "post_steps", "mention"})

# What stands beside the levels, and all it may see.
ROOT = "__init__"
BESIDE: dict[str, frozenset[str]] = {
    ROOT: frozenset({"api", "config", "errors", "model"}),
    "__main__": frozenset({"cli"}),
    "api": frozenset({"runner", "files", "pipeline", "config", "detection", "model"}),
    "integrations": frozenset({ROOT}),
}
SEES_ROOT = frozenset({"cli"})  # the version

OWNERS = {"click": "cli", **dict.fromkeys(("pyarrow", "datatrove", "ray", "pyspark"), "integrations")}
HEAVY = frozenset(
    {"opencc", "ftfy", "charset_normalizer", "pathspec", "pygments", "yaml", "markdown_it"}
)  # tens of milliseconds each: never at the start

DISK_OWNER = "files"
DISK_FUNCTIONS = frozenset({"open", "io.open", "codecs.open"})
DISK_MODULES = frozenset({"os", "shutil", "tempfile"})
NO_DISK = frozenset(  # what of these modules touches no file of the user
    {
        "os.path.splitext",
        "os.path.basename",
        "os.path.join",
        "os.path.dirname",
        "os.fspath",
        "os.environ.get",
        "os.dup2",
        "os.getpid",
        "os._exit",
        "os.sched_getaffinity",
        "os.cpu_count",
    }
)
DISK_METHODS = frozenset({"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "touch", "mkdir", "iterdir", "rglob"})
OWN_PLACE = frozenset({"__file__", "__package__"})  # where a room finds its own data
_UP = re.compile(r"\.parent|dirname\(")
_DOTTED = re.compile(r"[\w.]+")


@dataclass(frozen=True)
class Module:
    """One parsed file: its place below the package, without suffix, and its room."""

    place: tuple[str, ...]
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.place[0]

    @property
    def package(self) -> tuple[str, ...]:
        """The folder that its relative imports start from."""
        return self.place[:-1]

    @property
    def name(self) -> str:
        return "/".join(self.place) + ".py"


def modules(package: Path) -> Iterator[Module]:
    """Parse every file of a package."""
    for path in sorted(package.rglob("*.py")):
        yield Module(path.relative_to(package).with_suffix("").parts, ast.parse(path.read_text(encoding="utf-8")))


def faults(package: Path) -> list[str]:
    """Return what is wrong with a package, one sentence each."""
    found = list(modules(package))
    rooms = {module.room for module in found}
    return [
        f"{module.name}: {fault}"
        for module in found
        for fault in (
            *_strange_room(module),
            *_arrows(module, rooms, package.name),
            *_arrows_of_folders(module, package.name),
            *_foreign_imports(module),
            *_disk(module),
        )
    ]


def may_see(room: str, other: str) -> bool:
    """Tell whether an import from one room to another follows the arrows."""
    if room == other:
        return True
    if room in BESIDE:
        return other in BESIDE[room]
    if other == ROOT:
        return room in SEES_ROOT
    if other in BESIDE:
        return False
    return level(room) < level(other) or (room, other) in SIDEWAYS


def level(room: str) -> int:
    return next((k for k, rooms in enumerate(LEVELS) if room in rooms), len(LEVELS))


def _strange_room(module: Module) -> Iterator[str]:
    if module.room not in BESIDE and level(module.room) == len(LEVELS):
        yield f"nobody has said on which level {module.room} is"


def _imports(module: Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield every import, in functions too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Import | ast.ImportFrom))


def _arrows(module: Module, rooms: set[str], package: str) -> Iterator[str]:
    """Yield imports that lead where the room may not look."""
    for node in _imports(module):
        for path, names in _paths(module, node, package):
            # Without a path the names are rooms, or something that the root itself offers.
            targets = [path[0]] if path else [name if name in rooms else ROOT for name in names]
            for target in targets:
                if not may_see(module.room, target):
                    yield f"line {node.lineno} imports {target}, against the arrows"


def _arrows_of_folders(module: Module, package: str) -> Iterator[str]:
    """Yield imports that lead from a folder of restore/ to one above it, or to what uses them all."""
    if module.room != "restore" or len(module.package) < 2:
        return
    folder = module.package[1]
    for node in _imports(module):
        for path, names in _paths(module, node, package):
            if path[:1] == ["restore"] and path[1:2] != [folder]:
                yield from (
                    f"line {node.lineno} imports {target}, against the arrows"
                    for target in (path[1:2] or names)
                    if target not in SEEN_BY_FOLDERS and not _is_below(target, folder)
                )


def _is_below(target: str, folder: str) -> bool:
    return target in FOLDERS and FOLDERS.index(target) > FOLDERS.index(folder)


def _paths(module: Module, node: ast.Import | ast.ImportFrom, package: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield where in the package an import looks, as a path from its root, and the names it takes from there."""
    if isinstance(node, ast.Import):
        paths = [(alias.name.split("."), [ROOT]) for alias in node.names]
        yield from ((path[1:], names) for path, names in paths if path[0] == package)
        return
    names = [alias.name for alias in node.names]
    path = node.module.split(".") if node.module else []
    if node.level:
        yield [*module.package[: len(module.package) - node.level + 1], *path], names
    elif path[0] == package:
        yield path[1:], names


def _foreign_imports(module: Module) -> Iterator[str]:
    """Yield imports of other packages by who does not own them, and of heavy ones where every start would pay."""
    at_start = set(_run_at_import(module.tree))
    for node in _imports(module):
        for name in _foreign_names(node):
            if OWNERS.get(name, module.room) != module.room:
                yield f"line {node.lineno} imports {name}, which only {OWNERS[name]}/ may"
            if name in HEAVY and node in at_start:
                yield f"line {node.lineno} imports {name} at every start"
            imported = name == "importlib" and (isinstance(node, ast.Import) or node.module == "importlib")
            if imported and not _imports_neighbours(module.tree):
                yield f"line {node.lineno} imports importlib, which hides arrows"


def _imports_neighbours(tree: ast.Module) -> bool:
    """Tell whether import_module is called for what lies beside the module only: an arrow that leads nowhere else."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "import_module"]
    return bool(calls) and all(_NEIGHBOUR.match(ast.unparse(call)) for call in calls)


_NEIGHBOUR = re.compile(r"""import_module\(f['"]\.\{.*, __package__\)$""")


def _foreign_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    return [node.module.split(".")[0]] if node.module and not node.level else []


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: no bodies of functions, and nothing that only type checkers read."""
    for child in ast.iter_child_nodes(node):
        typing_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not typing_only:
            yield child
            yield from _run_at_import(child)


def _disk(module: Module) -> Iterator[str]:
    """Yield calls that reach the user's disk from outside its owner."""
    if module.room == DISK_OWNER:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _touches_disk(node):
            yield f"line {node.lineno} touches the disk: {ast.unparse(node.func)}, which only {DISK_OWNER}/ may"


def _touches_disk(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    if name in DISK_FUNCTIONS or (_DOTTED.fullmatch(name) and name.split(".")[0] in DISK_MODULES and name not in NO_DISK):
        return not (call.args and (ast.unparse(call.args[0]) == "os.devnull" or _is_own_data(call.args[0])))
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in DISK_METHODS:
        return False
    return not _is_own_data(call.func.value)


def _is_own_data(path: ast.expr) -> bool:
    """Tell whether a path starts at the module itself and stays in its folder."""
    names = {node.id for node in ast.walk(path) if isinstance(node, ast.Name)}
    return bool(names & OWN_PLACE) and len(_UP.findall(ast.unparse(path))) <= 1 and ".." not in ast.unparse(path)


def test_package_keeps_its_layers() -> None:
    """Imports go down, and only the owners reach the disk, click and the engines."""
    assert faults(PACKAGE) == []


def test_every_level_has_somebody() -> None:
    """The table of levels speaks of rooms that are there, so that a renamed one does not slip through."""
    rooms = {module.room for module in modules(PACKAGE)}
    assert set().union(*LEVELS) <= rooms
    assert set(BESIDE) - {"integrations"} <= rooms
    of_restore = {module.place[1] for module in modules(PACKAGE) if module.room == "restore"}
    assert {*FOLDERS, *SEEN_BY_FOLDERS} <= of_restore


INNOCENT = {
    "__init__.py": "from .config import Config\nfrom .model import Plan\n",
    "config.py": "from .errors import UsageError\n",
    "errors.py": "",
    "model.py": "from .errors import PlanError\n",
    "cli/app.py": "import click\nfrom .. import __version__\nfrom ..output.human import x\nfrom ..files import read\n",
    "output/human.py": "from ..runner import Report\nfrom .visible import visible\n",
    "output/visible.py": "import os\nname = os.path.basename('a/b')\nnothing = os.open(os.devnull, os.O_WRONLY)\n",
    "normalise/rule.py": "from importlib import import_module\nfound = import_module(f'.{1}', __package__)\n",
    "files/read.py": "def read(path):\n    with open(path, 'rb') as file:\n        return file.read()\n",
    "restore/table.py": "from pathlib import Path\ntable = (Path(__file__).parent / 'data' / 'a.tsv').read_text()\n",
    "restore/plain.py": "import os\nfile = open(os.path.join(os.path.dirname(__file__), 'data', 'a.bin'), 'rb')\n",
    "restore/inverse/soft.py": "from .. import channels\nfrom ..channels import CHANNELS\nfrom ..likelihood.prices import x\n",
    "script/table.py": "from importlib.resources import files\nt = files(__package__).joinpath('a.tsv').read_bytes()\n",
    "detection/other.py": (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import ftfy\ndef look():\n    import charset_normalizer\n"
    ),
}


def build(folder: Path, files: dict[str, str]) -> Path:
    """Write a small package."""
    package = folder / "mojibake_fix"
    for name, source in files.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(source, encoding="utf-8")
    return package


def test_checker_accepts_what_is_right(tmp_path: Path) -> None:
    """Nothing is found in a package without fault."""
    assert faults(build(tmp_path, INNOCENT)) == []


@pytest.mark.parametrize(
    ("name", "source", "fault"),
    [
        ("model.py", "from .config import Config", "line 1 imports config, against the arrows"),
        ("errors.py", "from .model import Plan", "line 1 imports model, against the arrows"),
        ("config.py", "from . import __version__", "line 1 imports __init__, against the arrows"),
        ("config.py", "from .files import read", "line 1 imports files, against the arrows"),
        ("restore/a.py", "from ..detection import detect", "line 1 imports detection, against the arrows"),
        ("restore/a.py", "from .. import runner, model", "line 1 imports runner, against the arrows"),
        ("restore/a.py", "def f():\n    from ..cli.app import main", "line 2 imports cli, against the arrows"),
        ("restore/a.py", "import mojibake_fix.api", "line 1 imports api, against the arrows"),
        ("restore/a.py", "import mojibake_fix", "line 1 imports __init__, against the arrows"),
        ("restore/a.py", "from mojibake_fix.cli import app", "line 1 imports cli, against the arrows"),
        ("restore/inverse/a.py", "from ...files import read", "line 1 imports files, against the arrows"),
        ("restore/likelihood/a.py", "from ..inverse.soft import undone", "line 1 imports inverse, against the arrows"),
        ("restore/evidence/a.py", "from ..search import find", "line 1 imports search, against the arrows"),
        ("restore/evidence/a.py", "from .. import channels, judging", "line 1 imports judging, against the arrows"),
        ("runner.py", "from .output import human", "line 1 imports output, against the arrows"),
        ("api.py", "from .cli import main", "line 1 imports cli, against the arrows"),
        ("__main__.py", "from .runner import run", "line 1 imports runner, against the arrows"),
        ("integrations/ray.py", "from ..pipeline import repair_text", "line 1 imports pipeline, against the arrows"),
        ("utils.py", "", "nobody has said on which level utils is"),
        ("output/a.py", "import click", "line 1 imports click, which only cli/ may"),
        ("runner.py", "def f():\n    import ray", "line 2 imports ray, which only integrations/ may"),
        ("script/a.py", "import opencc", "line 1 imports opencc at every start"),
        (
            "script/a.py",
            "try:\n    from ftfy import badness\nexcept ImportError:\n    pass",
            "imports ftfy at every start",
        ),
        ("script/a.py", "class A:\n    import charset_normalizer", "line 2 imports charset_normalizer at every start"),
        ("detection/a.py", "import importlib", "line 1 imports importlib, which hides arrows"),
        ("detection/a.py", "from importlib import import_module", "line 1 imports importlib, which hides arrows"),
        (
            "detection/a.py",
            "from importlib import import_module\nimport_module(f'..{1}', __package__)",
            "line 1 imports importlib, which hides arrows",
        ),
        ("output/a.py", "open('a')", "line 1 touches the disk: open, which only files/ may"),
        ("output/a.py", "import os\nos.open('a', 0)", "line 2 touches the disk: os.open"),
        ("output/a.py", "import os\nos.remove('a')", "line 2 touches the disk: os.remove"),
        ("output/a.py", "import os\nos.path.exists('a')", "line 2 touches the disk: os.path.exists"),
        ("api.py", "import shutil\nshutil.copy('a', 'b')", "line 2 touches the disk: shutil.copy"),
        ("cli/a.py", "from pathlib import Path\nPath('a').read_text()", "line 2 touches the disk: Path('a').read_text"),
        ("cli/a.py", "def f(path):\n    path.write_bytes(b'')", "line 2 touches the disk: path.write_bytes"),
        (
            "script/a.py",
            "import os\nopen(os.path.join(os.path.dirname(os.path.dirname(__file__)), 'restore', 'a.tsv'))",
            "line 2 touches the disk: open",
        ),
        (
            "script/a.py",
            "from pathlib import Path\n(Path(__file__).parent.parent / 'restore/injected/data/a.tsv').read_text()",
            "line 2 touches the disk",
        ),
    ],
)
def test_checker_finds(name: str, source: str, fault: str, tmp_path: Path) -> None:
    """Each planted fault is found, and nothing else."""
    found = faults(build(tmp_path, {**INNOCENT, "runner.py": "", "api.py": "", "__main__.py": "", name: source}))
    assert len(found) == 1, found
    assert found[0].startswith(f"{name}: ")
    assert fault in found[0]


SLOW = sorted({*HEAVY, "click", "pypinyin", "numpy"})


def loaded_by(statement: str) -> list[str]:
    """Return which of the slow packages a fresh interpreter has loaded after a statement."""
    program = f"import sys\n{statement}\nprint(*[name for name in {SLOW} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], cwd=PACKAGE.parent, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_import_is_light() -> None:
    """``import mojibake_fix`` loads neither the engines nor click; ASCII text needs none of them either."""
    assert loaded_by("import mojibake_fix") == []
    assert loaded_by("import mojibake_fix; mojibake_fix.fix_text('plain text')") == []


def test_correct_text_is_light() -> None:
    """Where there is nothing to mend, the rules load none of them."""
    setup = "from mojibake_fix import Config, pipeline; from mojibake_fix.spans import PROSE"
    for profile in ("clean", "corpus"):
        for text in ("他说：“这是对的。”", "他說：「這是對的。」\\n", "これでいい。", "이것이 맞다.", "That’s right, `f(x)`."):
            work = f"pipeline._Task(Config({profile!r}), PROSE, damaged=False).steps('{text}' * 100)"
            assert loaded_by(f"{setup}; {work}") == []


def test_light_import_test_can_fail() -> None:
    """What is loaded is seen."""
    assert loaded_by("import mojibake_fix.cli") == ["click"]
