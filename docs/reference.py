"""Writes docs/reference.md and docs/commands.md from the code.

    python -m docs.reference

A test holds that they are what this writes.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from factbox.commands.main import command_parser
from factbox.kinds import KINDS
from factbox.model.mentions import Mention
from factbox.model.prose import Prose
from factbox.reading.fields import Field, field_of, fields_of, short_keys
from factbox.reading.schemas import LISTS, MAPPINGS

HERE = Path(__file__).parent

FILES = {
    "site": "`content/site.yaml`: the site",
    "people": "`content/people.yaml`: everyone quoted or credited",
    "source": "`seeds/<id>.yaml`: a source",
    "article": "`content/<explainer>/article.md`: the front matter",
    **{kind.name: f"`content/<explainer>/{kind.file}`: {kind.name}" for kind in KINDS},
    "site-words": "`content/site.<tag>.yaml`: the words of the site in a language",
    "people-words": "`content/people.<tag>.yaml`: those of people",
    "source-words": "`seeds/<id>.<tag>.yaml`: those of a source",
    "article-words": "`content/<explainer>/article.<tag>.md`: the front matter of a "
    "translation",
    **{
        f"{kind.name}-words": f"`content/<explainer>/{kind.name}.<tag>.yaml`: "
        f"the words of {kind.name}"
        for kind in KINDS
    },
}

REFERENCE = """\
# Every key of every file

Made from the code by `python -m docs.reference`. An editor that knows JSON Schema tells
the same as you type: see `factbox schema` in [commands](commands.md).

A **text** is plain; **Markdown** may have references such as `[](figure:cost)`. How
quantities and dates may be written stands in the [tutorial](tutorial.md).
"""

COMMANDS = """\
# The commands

Made from the code by `python -m docs.reference`. In this repository, `python3 build.py
<command>` runs the same.

| exit code | means |
|---|---|
| 0 | done |
| 1 | there are problems; they were told, and nothing was changed |
| 2 | the command was called in a wrong way |
| 130 | stopped by Ctrl-C |
"""


def reference() -> str:
    """The page on keys."""
    return "\n".join([REFERENCE, *_documents()])


def _documents() -> Iterator[str]:
    for name, title in FILES.items():
        entry = LISTS.get(name) or MAPPINGS[name]
        yield f"## {title}\n"
        if name in LISTS:
            yield "A list; each entry has these keys.\n"
        fields = fields_of(entry)
        yield from _table(fields)
        for short_for in getattr(entry, "SHORT_FOR", ())[:1]:
            alone = ", ".join(f"`{key}`" for key in short_keys(entry))
            yield f"\nWithout `{short_for}`, an entry has the keys of one: {alone}."
        for key, field in fields.items():
            if field.entry:
                yield f"\nEach of `{key}`:\n"
                yield from _table(fields_of(field.entry))
        yield ""


def _table(fields: dict[str, Field]) -> Iterator[str]:
    yield "| key | what it is | written as | for example |"
    yield "|---|---|---|---|"
    for name, field in fields.items():
        must = " **(needed)**" if field.required else ""
        example = f"`{field.meta.examples[0]}`" if field.meta.examples else ""
        said = (field.meta.description or "").replace("|", "\\|")
        yield f"| `{name}` | {said}{must} | {_written(field.type)} | {example} |"


WRITTEN = {
    str: "text",
    bool: "`true` or `false`",
    Prose: "Markdown",
    Mention: "an id",
    "When": "a date",
    "Dating": "a date, or `undated`",
    "Day": "a day",
    "Quantity": "a quantity",
    "WebAddress": "an address",
    "SiteAddress": "an address",
}


def _written(type: Any) -> str:
    """What stands after a key, in a word."""
    if get_origin(type) is tuple:
        inner = field_of("", True, get_args(type)[0])
        return "a list" if inner.entry else f"a list: {_written(inner.type)}"
    if hasattr(type, "__struct_fields__") and field_of("", True, type).entry:
        return "lines of `key: text`"
    if get_origin(type) is dict:
        return "lines of `name: text`"
    if get_origin(type) is Literal:
        return " or ".join(f"`{each}`" for each in get_args(type))
    return WRITTEN.get(type) or WRITTEN.get(getattr(type, "__name__", ""), "text")


def commands() -> str:
    """The page on commands."""
    return "\n".join([COMMANDS, *_commands()])


def _commands() -> Iterator[str]:
    for name, help, parser in _parsers():
        yield f"## `factbox {name}`\n"
        yield f"{help[0].upper()}{help[1:]}.\n"
        if parser.description:
            yield f"{parser.description}\n"
        yield "| argument | what it is |"
        yield "|---|---|"
        for action in parser._actions[1:]:  # The first is --help.
            yield f"| `{_called(action)}` | {_said(action)} |"
        yield ""


def _parsers() -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """The name of each command, its help, and its parser."""
    [among] = command_parser()._subparsers._group_actions
    for action, parser in zip(
        among._choices_actions, among.choices.values(), strict=True
    ):
        yield action.dest, action.help, parser


def _called(action: argparse.Action) -> str:
    name = action.metavar or action.dest
    if isinstance(action.metavar, tuple) or not action.option_strings:
        return str(name)
    if action.choices:
        name = "\\|".join(map(str, action.choices))
    takes = (
        "" if action.nargs == 0 else f" {name if action.choices else str(name).upper()}"
    )
    return f"{action.option_strings[-1]}{takes}"


def _said(action: argparse.Action) -> str:
    """What the help says of an argument, with its default filled in."""
    return (action.help or "").replace("%(default)s", str(action.default))


PAGES = {"reference.md": reference, "commands.md": commands}

if __name__ == "__main__":
    for name, write in PAGES.items():
        (HERE / name).write_text(write(), "utf-8")
