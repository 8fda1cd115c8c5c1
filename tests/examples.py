"""The examples of the components, each printed as a page would print it.

    python -m tests.examples OUT

writes OUT/light.html and OUT/dark.html, which show all of them.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from pkgutil import walk_packages
from types import UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin

import msgspec
import yaml
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

import factbox
from factbox.kinds import KINDS
from factbox.model.prose import Prose
from factbox.output.assets import Assets
from factbox.output.printing import Printer, templates_in
from factbox.pages import layout_of, routes_of
from factbox.problems import Place
from factbox.reading.files import read_project
from factbox.reading.markdown import read_text
from factbox.reading.nodes import Scalar
from tests.making import read_site

ROOT = Path(__file__).parents[1]
COMPONENTS = ROOT / "templates/components"
DRESS = {
    path: content
    for path, content in read_project(ROOT).items()
    if path.startswith(("templates/", "assets/"))
}
ASSETS = Assets(DRESS)


class Parameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A parameter of a macro; `type` is a type of the package, or "html"."""

    name: str
    type: str
    required: bool
    description: str


class Macro(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A macro of a component."""

    name: str
    parameters: tuple[Parameter, ...] = ()


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A macro called with these parameters; `caller` is the template of its content.

    What it prints stands `within` an element of this name. Of a kind of sidebar,
    `entries` are what an editor writes, by the kinds' names; its card is that of the
    entry `lead`; `weave` is as in the front matter.
    """

    name: str
    macro: str
    within: str = "div"
    parameters: Mapping[str, Any] = {}
    entries: Mapping[str, Any] = {}
    lead: str = ""
    weave: tuple[str, ...] = ()


class Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What examples.yaml says of a component."""

    description: str
    macros: tuple[Macro, ...]
    examples: tuple[Example, ...]


def names() -> list[str]:
    """The components there are."""
    return sorted(folder.name for folder in COMPONENTS.iterdir())


@cache
def component(name: str) -> Component:
    """What is written of a component."""
    text = (COMPONENTS / name / "examples.yaml").read_text("utf-8")
    # Every scalar is a text here, as in what editors write.
    return msgspec.convert(yaml.load(text, yaml.BaseLoader), Component, strict=False)


# ------------------------------------------------------------------ parameters as values


@cache
def types() -> dict[str, Any]:
    """The types of the package by their names."""
    from importlib import import_module

    modules = [
        import_module(module.name)
        for module in walk_packages(factbox.__path__, "factbox.")
        if not module.name.endswith("__main__")
    ]
    return {
        name: value
        # Of two types of one name, that of the model is meant, which comes first.
        for module in reversed(modules)
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, msgspec.Struct)
    }


def value(given: Any, as_type: Any) -> Any:
    """What is given in YAML, as a value of this type, which a template can print."""
    origin, inner = get_origin(as_type), get_args(as_type)
    if origin is Annotated:
        return value(given, inner[0])
    if origin in (Union, UnionType):
        members = [member for member in inner if member is not type(None)]
        is_struct = isinstance(given, dict)
        fitting = [m for m in members if hasattr(m, "__struct_fields__") == is_struct]
        return value(given, (fitting or members)[0])
    if origin is tuple:
        return tuple(value(each, inner[0]) for each in given)
    if origin is dict:
        return {name: value(each, inner[1]) for name, each in given.items()}
    if as_type is Prose:
        return read_text(Scalar(given, Place("examples.yaml"), given))
    if hasattr(as_type, "read"):
        return as_type.read(Scalar(given, Place("examples.yaml"), given))
    if hasattr(as_type, "parse"):
        return as_type.parse(given)
    if hasattr(as_type, "__struct_fields__"):
        return struct(given, as_type)
    return msgspec.convert(given, as_type, strict=False)


EMPTY = {str: "", bool: False, tuple: (), dict: {}, Place: Place("examples.yaml")}


def struct(given: Mapping[str, Any], as_type: Any) -> Any:
    """The struct with these fields; what is left out is empty, as far as it may be."""
    fields = {field.name: field for field in msgspec.structs.fields(as_type)}
    unknown = given.keys() - fields.keys()
    assert not unknown, f"{as_type.__name__} has no {unknown}"
    values = {name: value(each, fields[name].type) for name, each in given.items()}
    for name, field in fields.items():
        outer = get_origin(field.type) or field.type
        if outer in EMPTY and field.required:
            values.setdefault(name, EMPTY[outer])
        elif type(None) in get_args(field.type) and field.required:
            values.setdefault(name, None)
    return as_type(**values)


# ------------------------------------------------------------------------------ printing


class Compiled(BytecodeCache):
    """What templates are compiled to, for all examples."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.kept.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


PROJECT = {
    "content/site.yaml": "title: Stories\npublisher: The Gazette\nlanguage: en-GB\n",
    "content/people.yaml": """
- {id: council, name: City Council, kind: organisation}
- {id: engineer, name: Ada Engineer, short: Engineer, role: Bridge engineer}
- {id: gazette, name: The Gazette, kind: organisation}
""",
    "seeds/minutes.yaml": """
title: Minutes of the council
notes: {cost: What the council says of the cost.}
""",
}


def printed(name: str, example: Example) -> str:
    """The HTML of an example."""
    if example.entries:
        front = {"lead": example.lead} if example.lead else {}
        macro = "{{ card(page.lead) }}" if example.macro == "card" else SIDEBAR
        return page(macro.replace("NAME", name), {}, example, front)
    parameters = dict(example.parameters)
    caller = parameters.pop("caller", None)
    (macro,) = [m for m in component(name).macros if m.name == example.macro]
    declared = {parameter.name: parameter.type for parameter in macro.parameters}
    assert parameters.keys() <= declared.keys(), parameters.keys() - declared.keys()
    values = {
        key: value(given, eval(declared[key], dict(types())))
        for key, given in parameters.items()
    }
    path = f"components/{name}/template.html"
    call = f"{example.macro}(**example)"
    body = f"{{{{ {call} }}}}"
    if caller is not None:
        body = f"{{% call {call} %}}{caller}{{% endcall %}}"
    source = f'{{% from "{path}" import {example.macro} with context %}}{body}'
    return page(source, values, example, {})


SIDEBAR = """{% from "components/section/template.html" import section %}
{% for each in sections if each.id == "NAME" %}
{% call section(each.id, each.title) %}{{ each.html }}{% endcall %}
{% endfor %}"""


def page(
    source: str,
    values: Mapping[str, Any],
    example: Example,
    front: Mapping[str, str],
) -> str:
    """What a template prints on the page of an explainer that has these entries."""
    matter = {"headline": "H", "standfirst": "S", "as_of": "7 February 2025", **front}
    if example.weave:
        matter["weave"] = list(example.weave)
    texts = PROJECT | {
        f"content/bridge/{kind}.yaml": yaml.dump(entries, allow_unicode=True)
        for kind, entries in example.entries.items()
    }
    nouns = {kind.name: kind.noun for kind in KINDS}
    mentions = (
        f"[This]({nouns[kind]}:{entry['id']})."
        for kind, entries in example.entries.items()
        for entry in entries
    )
    article = f"---\n{yaml.dump(matter)}---\n{' '.join(mentions)}\n"
    texts["content/bridge/article.md"] = article
    site = read_site({path: text.encode() for path, text in texts.items()})
    templates = {**templates_in(DRESS), "explainer.html": source}
    printer = Printer(templates, ASSETS, "style.css", Compiled)
    (route,) = [each for each in routes_of(layout_of(site)) if "bridge" in each.path]
    printer.environment(route.page.language).globals["example"] = values
    return printer.print(route)


# --------------------------------------------------------------------- a page to look at

FRAME = """<!DOCTYPE html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Components</title>
<style>{style}</style>
<style>
.example {{ padding: 1rem var(--gutter); border-block-start: 1px solid var(--line) }}
.example > h3 {{ margin-block-end: 0.75rem; color: var(--soft); font: 1rem var(--sans) }}
.of {{ padding: 3rem var(--gutter) 1rem }}
:is(.masthead, .footer, .record) {{ grid-template-columns: [page-start] 1fr [page-end] }}
.record {{ margin-block-start: 0; padding-inline: var(--gutter) }}
</style>
<main>
{examples}
</main>
{fades}
"""


def whole_page() -> str:
    """A page with every example, which needs nothing else."""
    parts: list[str] = []
    for name in names():
        written = component(name)
        parts.append(
            f'<div class="of"><h2>{name}</h2>{escape(written.description)}</div>'
        )
        # A form keeps the radio buttons of one example from those of another.
        parts += [
            f'<form class="example"><h3>{escape(each.name)}</h3>'
            f"<{each.within}>{printed(name, each)}</{each.within}></form>"
            for each in written.examples
        ]
    (fades,) = component("fades").examples
    style = ASSETS.embedded_style
    return FRAME.format(
        style=style, examples="\n".join(parts), fades=printed("fades", fades)
    )


def pages() -> Iterator[tuple[str, str]]:
    """The page with every example, in both schemes, by its names."""
    text = whole_page()
    for scheme, condition in (("light", "width < 0px"), ("dark", "width >= 0px")):
        yield f"{scheme}.html", text.replace("prefers-color-scheme: dark", condition)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in pages():
        (folder / file).write_text(text, "utf-8")
