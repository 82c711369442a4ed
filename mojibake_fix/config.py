"""Every option, in one frozen place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .errors import UsageError, unknown_name
from .normalise import RULES, Rule
from .records import NamedTuple
from .spans import ALSO

__all__ = ["BOMS", "MODES", "PROFILES", "SCRIPTS", "SWITCHED", "Config", "FileOptions", "configured"]

PROFILES = {
    "repair": "encoding and damage only",
    "clean": "repair, then punctuation, width, stray script and invisible characters",
    "corpus": "repair, invisible characters and line ends; never script, width or punctuation",
}

SCRIPTS = {
    "keep": "leave every character in the script it is written in",
    "auto": "convert characters that the document's own script does not have",
    "hans": "Simplified Chinese, as written on the mainland",
    "hant": "Traditional Chinese, OpenCC's standard",
    "tw": "Traditional Chinese, Taiwan's characters",
    "twp": "Traditional Chinese, Taiwan's characters and words",
    "hk": "Traditional Chinese, Hong Kong's characters",
    "jp": "Japanese: Traditional characters as Japan writes them",
}

MODES = {
    "on": "change it",
    "report": "say it, change nothing",
    "off": "leave it",
}

BOMS = {
    "keep": "as it is",
    "remove": "never",
    "add": "always, but in ASCII",
}

# Who reads these stumbles over a byte order mark: JSON has none, a script begins with #!. Excel and Windows PowerShell need
# theirs, so in .csv and .ps1, as everywhere else, one that is there stays.
_WITHOUT_BOM = (".json", ".jsonl", ".ndjson", ".py", ".sh", ".bash", ".zsh")

# What can be switched: every rule, and the conversion of the script, which obeys ``script``, too.
SWITCHED = (*(rule.id for rule in RULES), "script")


class FileOptions(NamedTuple):
    """Options for the files that patterns name, written as in ``.gitignore``; ``options`` are fields of Config."""

    patterns: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Config:
    """Say what may be changed.

    ``profile`` is a key of ``PROFILES``. ``max_risk`` (0 to 1) is the share of restored places that may be wrong; 0
    restores only what is certain. ``script`` is a key of ``SCRIPTS``, or None for the profile's own (``auto`` in clean,
    ``keep`` elsewhere). ``encoding`` names the encoding of the bytes, None lets it be detected; ``languages`` (such as
    ``zh``) and ``candidates`` (encodings) are all that it can be then, if there are any. ``rules`` switches single rules,
    by name, to a key of ``MODES``; ``files`` has other options for some files, the last that fits first, whose patterns
    start from the folder ``root``. ``also`` has keys of ``ALSO``: what beside documents the rules may change. ``glossary``
    has words that are never converted into another script. ``bom`` is a key of ``BOMS``, or None for what those who read
    such files expect.

    Raises UsageError for a name that is not known or a risk outside its range.

    >>> Config(script="hans").target
    'hans'
    >>> Config(profile="repair").target
    'keep'
    >>> Config(rules={"punctuation": "report"}).mode("punctuation")
    'report'
    """

    profile: str = "clean"
    max_risk: float = 0.01
    script: str | None = None
    encoding: str | None = None
    rules: Mapping[str, str] = field(default_factory=dict, hash=False)
    files: tuple[FileOptions, ...] = ()
    root: str = "."
    also: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    bom: str | None = None
    languages: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise unknown_name("profile", self.profile, PROFILES)
        if self.script is not None and self.script not in SCRIPTS:
            raise unknown_name("script", self.script, SCRIPTS)
        if self.encoding or self.languages or self.candidates:
            _check_encodings(self)
        if not 0 <= self.max_risk <= 1:
            raise UsageError(f"max_risk is a share between 0 and 1, not {self.max_risk}")
        if self.bom is not None and self.bom not in BOMS:
            raise unknown_name("way with a byte order mark", self.bom, BOMS)
        for what in self.also:
            if what not in ALSO:
                raise unknown_name("kind of text", what, ALSO)
        for rule, mode in self.rules.items():
            if rule not in SWITCHED:
                raise unknown_name("rule", rule, SWITCHED)
            if mode not in MODES:
                raise unknown_name(f"mode of the rule {rule}:", mode, MODES)
        if self.mode("curly-quotes") == self.mode("corner-quotes") == "on":
            raise UsageError("the rules curly-quotes and corner-quotes undo each other; switch one of them off")

    @property
    def target(self) -> str:
        """Return the script to aim at."""
        return self.script or ("auto" if self.profile == "clean" else "keep")

    @cached_property
    def changes_text(self) -> bool:
        """Tell whether more is to be done than to restore: whether a rule is on, or a script is aimed at.

        >>> Config("repair").changes_text, Config("clean").changes_text, Config("repair", script="tw").changes_text
        (False, True, True)
        """
        return self.target != "keep" or any(self.mode(rule.id) == "on" for rule in self.switched_on)

    @cached_property
    def reports(self) -> bool:
        """Tell whether there is a rule of which only a report is wanted."""
        return any(self.mode(rule.id) == "report" for rule in self.switched_on)

    @cached_property
    def switched_on(self) -> list[Rule]:
        """Return the rules that are not off, in their order."""
        return [rule for rule in RULES if self.mode(rule.id) != "off"]

    @cached_property
    def _modes(self) -> dict[str, str]:
        return {**_DEFAULTS[self.profile], **self.rules}

    def mode(self, rule: str) -> str:
        """Return what becomes of what a rule finds, a key of ``MODES``."""
        return self._modes.get(rule, "off")

    def bom_of(self, name: str) -> str:
        """Return what becomes of the byte order mark of a file, a key of ``BOMS``.

        >>> Config().bom_of("a.csv"), Config().bom_of("a.JSON"), Config("repair").bom_of("a.json")
        ('keep', 'remove', 'keep')
        """
        if self.bom is not None:
            return self.bom
        return "remove" if self.profile == "clean" and name.lower().endswith(_WITHOUT_BOM) else "keep"

    def of_file(self, path: str) -> Config:
        """Return the options for one file, its path written with slashes.

        >>> config = Config(files=(FileOptions(("docs/*.md",), {"script": "tw"}),))
        >>> config.of_file("docs/a.md").script, config.of_file("a.md").script
        ('tw', None)
        """
        config = self
        for special in self.files:
            if _fits(path, special.patterns):
                options = dict(special.options)
                rules = {**config.rules, **options.pop("rules", {})}
                config = replace(config, **options, rules=rules)
        return config


def _check_encodings(config: Config) -> None:
    """Raise UsageError for an encoding or a language nobody knows."""
    from .detection.candidates import among  # and with it all encodings, which few calls name
    from .encodings.names import codec_of

    if config.encoding is not None:
        codec_of(config.encoding)
    among(config.languages, config.candidates)


_DEFAULTS: dict[str, dict[str, str]] = {
    profile: {
        "script": "on",
        **{rule.id: "report" if rule.reports else "on" for rule in RULES if profile in rule.profiles},
    }
    for profile in PROFILES
}


def _fits(path: str, patterns: Iterable[str]) -> bool:
    from pathspec import GitIgnoreSpec  # heavy, and few projects need it

    return GitIgnoreSpec.from_lines(patterns).match_file(path)


# What a configuration file may say, and of which type it is.
_SETTINGS: dict[str, tuple[type, ...]] = {
    "profile": (str,),
    "max-risk": (int, float),
    "script": (str,),
    "encoding": (str,),
    "languages": (list,),
    "candidates": (list,),
    "rules": (dict,),
    "also": (list,),
    "glossary": (list,),
    "bom": (str,),
}


def configured(table: Mapping[str, Any], given: Mapping[str, Any], root: str = ".") -> Config:
    """Return the options that a configuration file in ``root`` sets in ``table``, except where others are ``given``.

    Raises UsageError for a setting that is not known or has a value of another type.

    >>> config = configured({"script": "tw", "rules": {"width": "off"}}, {"script": "hk"})
    >>> config.target, config.mode("width")
    ('hk', 'off')
    """
    special = table.get("files", [])
    if not isinstance(special, list) or not all(isinstance(entry, dict) for entry in special):
        raise UsageError("the setting files is a list of tables, [[tool.mojibake-fix.files]]")
    options = _options({name: value for name, value in table.items() if name != "files"})
    config = Config(**{**options, **given}, files=tuple(_file_options(entry, given) for entry in special), root=root)
    for entry in config.files:  # a wrong name is to be found before the first file that it concerns
        replace(config, **entry.options)
    return config


def _file_options(entry: Mapping[str, Any], given: Mapping[str, Any]) -> FileOptions:
    patterns = entry.get("match")
    if isinstance(patterns, str):
        patterns = [patterns]
    if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
        raise UsageError("each of the settings files says in match which files it is for: a pattern or a list of patterns")
    options = _options({name: value for name, value in entry.items() if name != "match"})
    return FileOptions(tuple(patterns), {name: value for name, value in options.items() if name not in given})


def _options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as fields of Config."""
    for name, value in settings.items():
        if name not in _SETTINGS:
            raise unknown_name("setting", name, (*_SETTINGS, "files"))
        if not isinstance(value, _SETTINGS[name]) or isinstance(value, bool):
            raise UsageError(f"the setting {name} cannot be {value!r}")
    for rule, mode in settings.get("rules", {}).items():
        if not isinstance(mode, str):
            raise UsageError(f"the setting rules.{rule} is one of {', '.join(MODES)}, not {mode!r}")
    for name in ("also", "glossary", "languages", "candidates"):
        for word in settings.get(name, []):
            if not isinstance(word, str) or not word:
                raise UsageError(f"the setting {name} is a list of words, and {word!r} is none")
    return {name.replace("-", "_"): tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
