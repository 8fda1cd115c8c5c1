"""The words of the page: they stand in messages, and catalogues translate them."""

import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes

from factbox.languages.catalogue import Catalogue
from tests.copies import ROOT
from tools.languages import TEMPLATE, as_text, collected

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}

# Attributes whose values are read out or shown.
SPOKEN = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts in a template's code, but for those that are messages."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in GETTEXT:
        for keyword in node.kwargs:
            yield from constants(keyword.value)
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    # A key of a dictionary is looked up, and not shown.
    parts = [node.value] if isinstance(node, nodes.Pair) else node.iter_child_nodes()
    for part in parts:
        yield from constants(part)


def words_outside_messages(template: str) -> list[str]:
    """What a template says in English only."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(template)
    html = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    between = re.sub(r"&\w+;", " ", re.sub(r"<[^>]*>", "\0", html))
    shown = [*between.split("\0"), *SPOKEN.findall(html)]
    said = [text for text in shown if re.search("[A-Za-z]{2}", text)]
    # Names of classes and the like are neither capitalised nor of several words.
    coded = [text for text in constants(tree) if re.search(r"\b[A-Z][a-z]|\w \w", text)]
    return [*map(str.strip, said), *coded]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_a_template_says_nothing_outside_messages(path):
    assert words_outside_messages(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Sources</p>", ["Sources"]),
        ('<p aria-label="Sources"></p>', ["Sources"]),
        ('{{ name ~ ", in our words" }}', [", in our words"]),
        ('{{ "Event: " ~ title }}', ["Event: "]),
        ('<p class="note">{{ _("Sources") }}</p>', []),
        ("<p>{% trans n=n %}note {{ n }}{% endtrans %}</p>", []),
    ],
)
def test_words_outside_messages_are_found(template, words):
    assert words_outside_messages(template) == words


def test_the_list_of_messages_is_that_of_the_code():
    assert TEMPLATE.read_text("utf-8") == as_text(collected()), (
        "run python -m tools.languages"
    )


RUSSIAN = Catalogue(
    {
        "%(num)s claim": ("%(num)s a", "%(num)s b", "%(num)s c"),
        "claim\x04withdrawn": ("отозвано",),
        "claim\x04one": ("a", "b", "c"),
    },
    "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
    "ru",
)


@pytest.mark.parametrize(("count", "form"), [(1, "a"), (3, "b"), (11, "c"), (21, "a")])
def test_the_form_of_a_message_is_that_of_its_number(count, form):
    several = RUSSIAN.ngettext("%(num)s claim", "%(num)s claims", count)
    in_context = RUSSIAN.npgettext("claim", "one", "several", count)

    assert (several, in_context) == (f"%(num)s {form}", form)


def test_a_message_means_what_it_does_in_its_context():
    assert RUSSIAN.pgettext("claim", "withdrawn") == "отозвано"
    assert RUSSIAN.gettext("withdrawn") == "withdrawn"


@pytest.mark.parametrize(("count", "form"), [(0, "b"), (1, "a"), (2, "b")])
def test_what_has_no_translation_is_english(count, form):
    assert Catalogue({}, "0", "x").ngettext("a", "b", count) == form
