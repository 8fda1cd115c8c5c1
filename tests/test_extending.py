"""What comes in several: a toy of each, added where docs/architecture.md says.

Each test copies the package and a small project, adds a file and a line, and builds.
"""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from factbox.kinds import KINDS
from factbox.model.items import Item
from tests.copies import copy_folders, copy_small_project

HOUSE = {
    "kinds": "factbox/kinds/__init__.py",
    "schemes": "factbox/schemes/__init__.py",
    "pages": "factbox/pages/__init__.py",
    "checks": "factbox/checking/__init__.py",
    "commands": "factbox/commands/__init__.py",
}
FLOOD = "content/flood"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The package and a small project, copied."""
    copy_folders("factbox", to=tmp_path)
    copy_small_project(to=tmp_path)
    return tmp_path


def factbox(project: Path, *command: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command."""
    done = subprocess.run(
        [sys.executable, "-m", "factbox", *command],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project)},
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr


def built(project: Path) -> str:
    """The home page that a build makes."""
    code, _, told = factbox(project, "build")
    assert code == 0, told
    return (project / "site/index.html").read_text()


def write(project: Path, path: str, text: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text(dedent(text).lstrip())


def add(project: Path, path: str, text: str) -> None:
    """Put a text behind what a file holds."""
    with open(project / path, "a") as file:
        file.write(dedent(text))


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text()
    assert old in text, f"{path} has no {old!r}"
    (project / path).write_text(text.replace(old, new, 1))


# -------------------------------------------------------------------------------- a kind

KIND = '''
"""What words mean, as a source explains them."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import (
    Credit, Dated, Desk, Item, Kind, Resolved, Woven, resolve_each,
)
from factbox.model.mentions import Entry, PersonId, SourceId
from factbox.model.people import Person
from factbox.model.prose import Prose
from factbox.model.records import Plain, Record, Row
from factbox.model.sources import Citation, Cited
from factbox.values.quantities.linking import Disagreement, LinkText
from factbox.values.dates.when import When


class TermEntry(Entry, frozen=True, kw_only=True):
    """One term as an editor writes it in glossary.yaml."""

    term: str
    since: When
    by: PersonId
    meaning: Prose
    source: SourceId


class Term(Item, frozen=True, kw_only=True):
    """One term as a page shows it."""

    NOUN: ClassVar[str] = "term"

    term: str
    since: When
    by: Person
    meaning: Prose
    citation: Citation

    def title_in(self, language: Language) -> str:
        return self.term

    @property
    def parts(self) -> tuple[str, ...]:
        return ()

    @property
    def dated(self) -> tuple[Dated, ...]:
        return ()

    @property
    def cited(self) -> tuple[Cited, ...]:
        return (Cited(self.anchor, self.citation),)

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.by,)

    def credits(self, plain: Plain) -> tuple[Credit, ...]:
        return (Credit(self.by, self.anchor, self.term, self.since),)

    def words(self, part: str, language: Language) -> str:
        return self.term

    def disagreements(
        self, part: str, link: LinkText, language: Language
    ) -> tuple[Disagreement, ...]:
        return ()

    @property
    def news(self) -> None:
        return None

    def record(self, plain: Plain) -> Record:
        return {"id": self.id, "meaning": plain.text(self.meaning)}

    def rows(self, plain: Plain) -> tuple[Row, ...]:
        return ({"id": self.id, "meaning": plain.text(self.meaning)},)

    def schema_org(self, plain: Plain) -> Mapping[str, tuple[Record, ...]]:
        return {}


def resolve(entries: Sequence[TermEntry], desk: Desk) -> Resolved:
    """The terms, in the order of the file."""

    def term(entry: TermEntry) -> Term:
        return Term(
            id=entry.id,
            place=entry.place,
            term=entry.term,
            since=entry.since,
            by=desk.person(entry.by),
            meaning=entry.meaning,
            citation=desk.citation(entry.source),
        )

    return resolve_each(entries, term)


def arrange(
    terms: tuple[Term, ...], front: FrontMatter, language: Language, woven: Woven
) -> tuple[Term, ...]:
    """The terms, as they are."""
    return terms


KIND = Kind("glossary", TermEntry, Term, resolve, arrange, is_woven=True)
'''
TEMPLATE = """
{% set title = "Words" %}
{% macro card(term) %}
<p class="glossary-card">{{ term.term }}: {{ prose(term.meaning) }}{{ cite(term.citation) }}</p>
{% endmacro %}
{% macro sidebar(terms) %}
{% for term in terms %}<div id="{{ term.anchor }}">{{ card(term) }}</div>{% endfor %}
{% endmacro %}
"""
GLOSSARY = """
- id: breach
  term: Breach
  since: 1 March 2025
  by: police
  meaning: A hole that the water *makes*.
  source: gazette#breach
"""


@pytest.fixture
def with_glossary(project: Path) -> Path:
    """The project with a new kind: a file, a line, and a component of its name."""
    write(project, "factbox/kinds/glossary.py", KIND)
    edit(project, HOUSE["kinds"], "import figures,", "import figures, glossary,")
    edit(project, HOUSE["kinds"], "figures.KIND,", "figures.KIND, glossary.KIND,")
    write(project, "templates/components/glossary/template.html", TEMPLATE)
    sheet = "@layer components { .glossary-card { margin: 0 } }"
    write(project, "templates/components/glossary/style.css", sheet)
    write(project, f"{FLOOD}/glossary.yaml", GLOSSARY.replace("id: breach", "id: hole"))
    edit(project, f"{FLOOD}/article.md", "as_of:", "weave: [glossary]\nas_of:")
    add(project, f"{FLOOD}/article.md", "\nIt is a [](term:hole).\n\n![](term:hole)\n")
    return project


def test_a_new_kind_stands_on_the_page_in_the_contents_and_in_the_style(with_glossary):
    page = built(with_glossary)

    assert '<li><a href="#glossary">Words</a></li>' in page
    section = page[page.index('<section class="record" id="glossary"') :]
    assert '<div id="term-hole">' in section
    assert "A hole that the water <em>makes</em>" in section
    (sheet,) = (with_glossary / "site/assets").glob("style.*.css")
    assert ".glossary-card { margin: 0 }" in sheet.read_text()


def test_a_new_kind_is_referred_to_embedded_cited_and_woven_as_all_are(with_glossary):
    page = built(with_glossary)

    assert 'href="#term-hole"' in page[page.index("It is a") :]
    assert page.count("the water <em>makes</em>") == 2
    card = page[page.index('<div id="term-hole">') :]
    note = card[card.index('href="#note-') + len('href="#') :].partition('"')[0]
    listed = page[page.index(f'id="{note}"') :].partition("</li>")[0]
    assert 'href="#term-hole"' in listed
    timeline = page[page.index('<ol class="timeline">') :].partition("</ol>")[0]
    assert '<a class="alone" href="#term-hole">Breach</a>' in timeline


def test_a_new_kind_is_in_the_data_the_tables_and_the_schema(with_glossary):
    built(with_glossary)

    data = json.loads((with_glossary / "site/data.json").read_text())
    _, schema, _ = factbox(with_glossary, "schema", "glossary")

    assert data["glossary"] == [
        {"id": "hole", "meaning": "A hole that the water makes."}
    ]
    assert (with_glossary / "site/glossary.csv").exists()
    assert "meaning" in json.loads(schema)["items"]["properties"]


def test_a_new_kind_stays_in_the_cache_like_any_other(with_glossary):
    cold = built(with_glossary)
    edit(with_glossary, f"{FLOOD}/glossary.yaml", "A hole", "A gap")
    changed = built(with_glossary)
    edit(with_glossary, f"{FLOOD}/glossary.yaml", "A gap", "A hole")

    assert "A gap that the water" in changed
    assert built(with_glossary) == cold


def test_mistakes_in_a_new_kind_are_reported_like_any_others(with_glossary):
    add(with_glossary, f"{FLOOD}/glossary.yaml", "- id: x\n  trem: X\n  meaning: Y.\n")
    add(with_glossary, f"{FLOOD}/article.md", "\nIt is [](term:whole).\n")

    code, _, told = factbox(with_glossary, "build")

    assert code == 1
    assert "flood/glossary.yaml:7:3: this term has no 'source'" in told
    assert "flood/glossary.yaml:8:3: unknown key 'trem'" in told
    assert "did you mean 'term'?" in told
    assert "no term has the id 'whole'" in told
    assert not (with_glossary / "site").exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_says_everything_of_its_items_itself(kind):
    own = ("title_in", "parts", "cited", "people", "credits", "words", "disagreements")

    for name in (*own, "record", "rows", "schema_org", "news"):
        assert getattr(kind.item, name) is not getattr(Item, name), name


# ------------------------------------------------------------------- a field of a claim


def test_a_new_field_of_a_claim_reaches_the_page_the_data_and_the_table(project):
    figures = "factbox/kinds/figures"
    edit(
        project,
        f"{figures}/entry.py",
        "    text: Annotated[\n",
        "    method: str | None = None\n    text: Annotated[\n",
    )
    field = '    ClaimField("method", lambda claim, plain: claim.method),\n'
    edit(
        project,
        f"{figures}/claims.py",
        '    ClaimField("status"',
        f'{field}    ClaimField("status"',
    )
    shown = "{% if estimate.method %}<dd>By {{ estimate.method }}.</dd>{% endif %}"
    claim = "templates/components/claim/template.html"
    edit(project, claim, '<dd class="basis">', f'{shown}<dd class="basis">')
    path = f"{FLOOD}/figures.yaml"
    edit(project, path, "by: police", "by: police\n      method: counting beds")

    page = built(project)

    data = json.loads((project / "site/data.json").read_text())
    lines = csv.DictReader((project / "site/figures.csv").read_text().splitlines())
    _, schema, _ = factbox(project, "schema", "figures")
    assert "<dd>By counting beds.</dd>" in page
    first, second = data["figures"][0]["estimates"]
    assert (first["method"], second["method"]) == ("counting beds", None)
    assert [row["method"] for row in lines] == ["counting beds", "", ""]
    assert "method" in json.loads(schema)["items"]["properties"]


# ------------------------------------------------------------------------------ a scheme

SCHEME = '''
"""References to the archive of the town: `archive:1953-flood`."""

from factbox.model.mentions import Mention
from factbox.schemes.scheme import Facts, Known, Referring, Scheme, Target


def _fault(mention: Mention, known: Known, facts: Facts) -> tuple[str, str] | None:
    if mention.id[:4].isdigit():
        return None
    return f"the archive has no '{mention.id}'", "begin it with the year"


def _target(mention: Mention, page: Referring) -> Target:
    words = mention.id.replace("-", " ")
    return Target(f"https://archive.example/{mention.id}", words)


ARCHIVE = Scheme("archive", _fault, _target)
'''


@pytest.fixture
def with_archive(project: Path) -> Path:
    """The project with a new scheme of references: a file and a line."""
    write(project, "factbox/schemes/archive.py", SCHEME)
    edit(
        project,
        HOUSE["schemes"],
        "from factbox.schemes.explainers",
        "from factbox.schemes.archive import ARCHIVE\nfrom factbox.schemes.explainers",
    )
    edit(project, HOUSE["schemes"], "    PERSON,\n", "    PERSON,\n    ARCHIVE,\n")
    return project


def test_a_new_scheme_leads_somewhere_and_says_it_in_words(with_archive):
    edit(
        with_archive,
        f"{FLOOD}/article.md",
        "night.\n",
        "night of [](archive:1953-x).\n",
    )

    page = built(with_archive)
    data = json.loads((with_archive / "site/data.json").read_text())

    link = '<a class="ref ref-archive" href="https://archive.example/1953-x"'
    assert re.search(rf"{link}[^>]*>1953 x</a>", page)
    assert data["standfirst"].endswith("in the night of 1953 x.")


def test_what_a_new_scheme_cannot_find_is_a_problem(with_archive):
    add(
        with_archive,
        f"{FLOOD}/article.md",
        "\nSee [](archive:flood) and ![](archive:1953)\n",
    )

    code, _, told = factbox(with_archive, "build")

    assert code == 1
    assert "the archive has no 'flood'" in told
    assert "begin it with the year" in told


# ------------------------------------------------------------------------- a type of page

PAGE = '''
"""A page for each speaker."""

from collections.abc import Iterator

from factbox.pages.layout import Layout
from factbox.pages.page import Page
from factbox.pages.route import PageType, Route


class SpeakerPage(Page, frozen=True, kw_only=True):
    """Everything that the page of a speaker is made from."""

    name: str


def _routes(layout: Layout) -> Iterator[Route]:
    settings = layout.site.settings
    for person in layout.site.people.values():
        page = SpeakerPage(
            path=f"speakers/{person.id}/index.html",
            root="../../",
            address=str(settings.address or ""),
            has_feeds=layout.has_feeds,
            language=settings.language,
            site_title=settings.title,
            publisher=settings.publisher,
            name=person.name,
        )
        yield Route(page.path, SPEAKER, "", lambda page=page: page, lambda page: page)


SPEAKER = PageType("speaker", _routes)
'''


def test_a_new_type_of_page_is_printed_linked_and_listed(project):
    write(project, "factbox/pages/speakers.py", PAGE)
    edit(
        project,
        HOUSE["pages"],
        "from factbox.pages.site_list",
        "from factbox.pages.speakers import SPEAKER\nfrom factbox.pages.site_list",
    )
    edit(project, HOUSE["pages"], "    EXPLAINER,\n", "    EXPLAINER,\n    SPEAKER,\n")
    template = '<h1>{{ page.name }}</h1><a href="{{ page.root }}#main">Home</a>'
    write(project, "templates/speaker.html", template)

    code, _, told = factbox(project, "build", "--address", "https://e.example/")

    assert code == 0, told
    page = (project / "site/speakers/mayor/index.html").read_text()
    assert page == '<h1>Ada Marsh</h1><a href="../../#main">Home</a>'
    sitemap = (project / "site/sitemap.xml").read_text()
    assert "<loc>https://e.example/speakers/mayor/</loc>" in sitemap


# -------------------------------------------------------------------------------- a check

CHECK = '''
"""A check of the house style: nobody shouts."""

from collections.abc import Iterator

from factbox.checking.subject import Subject
from factbox.problems import Problem


def shouting(subject: Subject) -> Iterator[Problem]:
    """Headlines in capitals."""
    front = subject.document.front
    if front and str(front.headline).isupper():
        yield Problem(front.place, "this headline shouts", "write it in small letters")
'''


@pytest.mark.parametrize(("which", "code"), [("CHECKS", 1), ("ADVICE", 0)])
def test_a_new_check_is_told_as_a_problem_or_as_advice(project, which, code):
    write(project, "factbox/checking/shouting.py", CHECK)
    edit(
        project,
        HOUSE["checks"],
        "from factbox.checking.subject",
        "from factbox.checking.shouting import shouting\nfrom factbox.checking.subject",
    )
    before, line = {
        "CHECKS": ("CHECKS: tuple[Check, ...] = (", "shouting, "),
        "ADVICE": ("ADVICE: Mapping[str, Check] = {", '"shouting": shouting, '),
    }[which]
    edit(project, HOUSE["checks"], before, before + line)
    edit(project, f"{FLOOD}/article.md", "headline: What is known", "headline: ALL")
    edit(project, f"{FLOOD}/article.md", " of the flood in Harbour", " IS KNOWN")

    done, _, told = factbox(project, "check")

    assert done == code
    assert f"{FLOOD}/article.md:2:1: this headline shouts" in told


# ------------------------------------------------------------------------------ a command

COMMAND = '''
"""`factbox count`: say how many files a project has."""

import argparse

from factbox.commands.command import Command
from factbox.reading.files import Files


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def _run(arguments: argparse.Namespace, files: Files) -> int:
    print(len(files))
    return 0


COUNT = Command("count", "count the files", _no_arguments, _run, "nothing was counted")
'''


def test_a_new_command_runs_and_is_in_the_help(project):
    write(project, "factbox/commands/count.py", COMMAND)
    edit(
        project,
        HOUSE["commands"],
        "from factbox.commands.schema",
        "from factbox.commands.count import COUNT\nfrom factbox.commands.schema",
    )
    edit(project, HOUSE["commands"], ", BUILD, ", ", COUNT, BUILD, ")

    code, said, _ = factbox(project, "count")
    _, help, _ = factbox(project, "--help")

    assert (code, said.strip().isdigit()) == (0, True)
    assert "count the files" in help


# -------------------------------------------------------------------- a field of an entry


def test_a_new_field_of_an_event_arrives_on_the_page_and_in_the_data(project):
    """In the places that the architecture page names, and nowhere else."""
    kind = "factbox/kinds/timeline.py"
    edit(project, kind, "    by: PersonId\n", "    where: Prose\n    by: PersonId\n")
    text = (project / kind).read_text()
    entry, item = text.split("class Event(Item", 1)
    item = item.replace("    called: Line\n", "    called: Line\n    where: Prose\n", 1)
    item = item.replace(
        '            "title": self.title,\n',
        '            "title": self.title,\n            "where": plain.text(self.where),\n',
    ).replace(
        '                "title": self.title,\n',
        '                "title": self.title,\n                "where": plain.text(self.where),\n',
    )
    item = item.replace("called=entry.title,", "called=entry.title, where=entry.where,")
    (project / kind).write_text(f"{entry}class Event(Item{item}")
    template = "templates/components/timeline/template.html"
    edit(
        project,
        template,
        "{% if lane.event.text %}",
        "{{ prose(lane.event.where) }}{% if lane.event.text %}",
    )
    edit(
        project,
        f"{FLOOD}/timeline.yaml",
        "  by: police\n",
        "  by: police\n  where: near [](person:mayor)’s house\n",
    )

    page = built(project)
    data = json.loads((project / "site/data.json").read_text())
    with open(project / "site/timeline.csv", newline="") as table:
        [row] = csv.DictReader(table)

    assert 'near <a class="ref ref-person" href="#person-mayor">Ada Marsh</a>' in page
    assert data["timeline"][0]["where"] == "near Ada Marsh’s house"
    assert row["where"] == "near Ada Marsh’s house"


def test_a_new_field_with_markdown_is_checked_without_another_line(project):
    articles = "factbox/model/articles.py"
    edit(
        project,
        articles,
        "    lead: LeadId | None = None\n",
        "    lead: LeadId | None = None\n    kicker: Prose | None = None\n",
    )
    front = "kicker: It cost [400 homes](figure:homes)[](source:nowhere).\nas_of:"
    edit(project, f"{FLOOD}/article.md", "as_of:", front)

    code, _, told = factbox(project, "build")

    assert code == 1
    assert "the text says '400', but homes is 300" in told
    assert "there is no source 'nowhere'" in told
