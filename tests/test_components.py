"""Each component by its examples: they are its documentation, and hold it to that."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from jinja2 import Environment, meta, nodes
from justhtml import JustHTML

from factbox.kinds import KINDS
from tests.examples import COMPONENTS, component, names, pages, printed

# What templates are given, of what components may use: see output/printing.py.
GIVEN = {"asset", "page", "paragraphs", "prose", "refer"}
GIVEN |= {"gettext", "ngettext", "pgettext", "_"}
# What Jinja names a call that {% trans %} is given; it sets it right before.
GIVEN.add("_trans")

# What stands in base.css for all, and what a page puts around its parts.
SHARED = {"mark", "hidden", "basis", "name", "alone", "explainer"}

EXAMPLES = [
    pytest.param(name, number, id=f"{name}: {example.name}")
    for name in names()
    for number, example in enumerate(component(name).examples)
]


@cache
def html_of(name: str, number: int) -> str:
    """The HTML of the example of this number."""
    return printed(name, component(name).examples[number])


def text_of(name: str, file: str) -> str:
    path = COMPONENTS / name / file
    return path.read_text("utf-8") if path.exists() else ""


@cache
def tree(name: str) -> nodes.Template:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for filter in ("say", "bdi", "isolated", "lang", "line", "quoted"):
        environment.filters[filter] = str
    return environment.parse(text_of(name, "template.html"))


def macros(name: str) -> dict[str, nodes.Macro]:
    """The macros that a component offers to others."""
    found = {macro.name: macro for macro in tree(name).find_all(nodes.Macro)}
    return {name: each for name, each in found.items() if not name.startswith("_")}


def used_in(macro: nodes.Macro) -> set[str]:
    return {name.name for each in macro.body for name in each.find_all(nodes.Name)} | {
        each.name for each in macro.body if isinstance(each, nodes.Name)
    }


def parameters_of(macro: nodes.Macro) -> dict[str, bool]:
    """The parameters of a macro, and whether each is required."""
    required = len(macro.args) - len(macro.defaults)
    given = {each.name: index < required for index, each in enumerate(macro.args)}
    return given | ({"caller": True} if "caller" in used_in(macro) else {})


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements that a browser finds, each with its attributes."""
    for node in JustHTML(html, fragment=True, sanitize=False).query("*"):
        yield node.name, dict(node.attrs)


# ------------------------------------------------------------------------------ examples


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_an_example_is_html_without_a_mistake(name: str, number: int) -> None:
    html = html_of(name, number)

    within = component(name).examples[number].within
    whole = f"<!DOCTYPE html><title>x</title><{within}>{html}</{within}>"
    errors = JustHTML(whole, collect_errors=True, sanitize=False).errors
    ids = Counter(attrs["id"] for _, attrs in elements(html) if "id" in attrs)

    assert errors == []
    assert [id for id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", names())
def test_every_macro_has_an_example(name: str) -> None:
    shown = {example.macro for example in component(name).examples}

    assert shown == macros(name).keys()


def test_a_page_shows_every_example_in_both_schemes() -> None:
    shown = dict(pages())

    assert shown.keys() == {"light.html", "dark.html"}
    for html in shown.values():
        assert html.count('<form class="example">') == len(EXAMPLES)
        assert "prefers-color-scheme" not in html


# ------------------------------------------------------------------------- documentation


@pytest.mark.parametrize("name", names())
def test_what_is_documented_is_what_the_macros_take(name: str) -> None:
    documented = {
        macro.name: {each.name: each.required for each in macro.parameters}
        for macro in component(name).macros
    }

    taken = {each: parameters_of(macro) for each, macro in macros(name).items()}

    assert documented == taken


@pytest.mark.parametrize("name", names())
def test_every_parameter_is_used_and_given_in_an_example(name: str) -> None:
    examples = component(name).examples
    for macro in macros(name).values():
        taken = parameters_of(macro).keys()
        given = {
            parameter
            for example in examples
            if example.macro == macro.name
            for parameter in (taken if example.entries else example.parameters)
        }

        assert taken - used_in(macro) == set()
        assert given == taken


@pytest.mark.parametrize("name", names())
def test_a_component_uses_its_parameters_and_little_else(name: str) -> None:
    assert meta.find_undeclared_variables(tree(name)) <= GIVEN


@pytest.mark.parametrize("name", names())
def test_a_component_has_a_macro_of_its_name_or_is_a_kind(name: str) -> None:
    kinds = {kind.name for kind in KINDS}

    if name in kinds:
        assert macros(name).keys() == {"sidebar", "card"}
        assert (
            kinds
            & set(re.findall(r"components/(\w+)/", text_of(name, "template.html")))
            == set()
        )
    else:
        assert name in macros(name)


def test_every_kind_has_a_component() -> None:
    assert {kind.name for kind in KINDS} <= set(names())


# --------------------------------------------------------------------------------- style


@pytest.mark.parametrize("name", names())
def test_a_style_dresses_only_what_the_examples_show(name: str) -> None:
    style = re.sub(
        r"/\*.*?\*/|:[\w-]+\([^.)]*\)", "", text_of(name, "style.css"), flags=re.S
    )
    dressed = set(re.findall(r"\.([a-z][\w-]*)(?=[^{};]*\{)", style))

    shown = {
        each
        for number in range(len(component(name).examples))
        for _, attrs in elements(html_of(name, number))
        for each in attrs.get("class", "").split()
    }

    assert dressed - shown - SHARED == set()


@pytest.mark.parametrize("name", names())
def test_a_style_takes_its_colours_from_the_tokens(name: str) -> None:
    style = text_of(name, "style.css")

    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(", style) == []
    assert set(re.findall(r"@layer ([\w-]+)", style)) <= {"components", "print"}
