"""The laws of the house, held against the code as it stands."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copies import ROOT, copy_folders

PACKAGE = ROOT / "factbox"

# The rooms of the house: a module imports from its own room and from those above it.
ROOMS = [
    "problems",
    "languages",
    "values",
    "model",
    "kinds",
    "schemes",
    "reading",
    "checking",
    "pages",
    "output",
    "publishing",
    "build",
    "preview",
    "commands",
    "__main__",
]

# What touches the disk, and why it may.
READERS = {
    "reading.files": "reads the source folders; the only reader of what an author writes",
    "build.cache": "reads back what it kept, and the times of our own code",
    "output.social_card": "reads the letters of its own typefaces",
    "publishing.folder": "finds out where the site is and what stands there",
    "publishing.manifest": "reads what earlier builds left in the site",
    "publishing.plan": "compares what is in the site with what is wanted",
    "publishing.publish": "sees who holds the lock, and what a killed build has staged",
    "preview.saves": "tells a source folder from a later one of the same name",
    "preview.server": "reads the preview's own files",
}
WRITERS = {
    "publishing.publish": "writes the site; the only writer of what a reader sees",
    "build.cache": "keeps its own file under .factbox/",
}

READING = {"listdir", "scandir", "walk", "glob", "rglob", "iterdir"} | {
    *("read_bytes", "read_text", "stat", "lstat", "fstat", "exists", "lexists"),
    *("is_dir", "is_file", "isdir", "isfile", "islink", "realpath"),
}
WRITING = {"write_bytes", "write_text", "mkdir", "makedirs", "rmdir", "removedirs"} | {
    *(
        "open",
        "replace",
        "remove",
        "unlink",
        "rename",
        "renames",
        "rmtree",
        "touch",
        "chmod",
        "utime",
    ),
    *("copy", "copyfile", "copytree", "symlink", "link", "truncate", "fsync"),
    *("symlink_to", "hardlink_to", "mkstemp", "mkdtemp", "NamedTemporaryFile"),
}
# These names are others' as well: `"a".replace(…)` is no `os.replace(…)`.
COMMON = ("open", "replace", "remove", "copy", "link")
MODULES_OF_THE_DISK = ("os", "path", "shutil", "tempfile", "Path")


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text()) for name, path in MODULES.items()}


def imports_of(module: str) -> Iterator[tuple[str, int]]:
    """The modules of the package that a module imports anywhere in it, with lines."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno} imports relatively"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module), node.lineno
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_module_stands_in_a_room():
    rooms = {room_of(module) for module in MODULES}

    assert rooms == {"", *ROOMS}


def test_decisions_are_numbered_in_their_names_and_titles_without_a_gap():
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))

    named = [path.name[:3] for path in decisions]
    titled = [path.read_text()[2:5] for path in decisions]

    assert named == titled == [f"{number:03}" for number in range(1, len(named) + 1)]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_its_room_and_those_above(module):
    above = ["", *ROOMS][: ["", *ROOMS].index(room_of(module)) + 1]

    from_below = [
        f"{module}:{line} imports {name}"
        for name, line in imports_of(module)
        if name.partition(".")[0] == "factbox" and room_of(name) not in above
    ]

    assert from_below == []


def test_no_modules_import_each_other_in_a_circle():
    imported = {
        module: {name for name, _ in imports_of(module) if name in MODULES}
        for module in MODULES
    }

    while free := [module for module, names in imported.items() if not names]:
        imported = {
            module: names.difference(free)
            for module, names in imported.items()
            if module not in free
        }

    assert imported == {}


def test_no_kind_of_sidebar_knows_another():
    kinds = [name for name in MODULES if name.startswith("factbox.kinds.")]

    acquainted = [
        (kind, name) for kind in kinds for name, _ in imports_of(kind) if name in kinds
    ]

    assert acquainted == []


def disk_calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """What touches the disk in a module: "read" or "write", and the line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            if node.func.id == "open":
                named = (k.value for k in node.keywords if k.arg == "mode")
                modes = [*node.args[1:2], *named]
                reads = all(getattr(m, "value", "w") in ("r", "rb") for m in modes)
                yield "read" if reads else "write", node.lineno
        elif isinstance(node.func, ast.Attribute):
            name, of = node.func.attr, ast.unparse(node.func.value)
            on_disk = name not in COMMON or of in MODULES_OF_THE_DISK
            if name in WRITING and on_disk:
                yield "write", node.lineno
            elif name in READING:
                yield "read", node.lineno


@pytest.mark.parametrize(
    ("touch", "allowed"), [("read", READERS), ("write", WRITERS)], ids=["read", "write"]
)
def test_only_these_modules_touch_the_disk(touch, allowed):
    lines = {
        module.removeprefix("factbox."): [
            line for how, line in disk_calls(tree) if how == touch
        ]
        for module, tree in TREES.items()
    }

    assert {module for module, found in lines.items() if found} == set(allowed), lines


def test_a_call_that_touches_the_disk_is_seen():
    lines = [
        *('open(p, "wb")', 'Path(p).write_text("")', "os.replace(a, b)", "p.unlink()"),
        *('open(p, mode="ab")', "open(p, mode)"),
        *("open(p)", "Path(p).read_text()", "os.scandir(p)", '"a".replace("b", "c")'),
        'open(p, "rb", buffering=0)',
    ]

    found = [how for how, _ in disk_calls(ast.parse("\n".join(lines)))]

    assert sorted(found) == [*["read"] * 4, *["write"] * 6]


# Imports every module and ends where one does more than define what is in it.
AUDITED = """
import importlib, os, signal, sys, threading

FORBIDDEN = ("socket.", "subprocess.", "shutil.", "os.system", "os.fork", "os.chdir",
             "os.mkdir", "os.remove", "os.rename", "os.putenv", "os.unsetenv")

def watch(event, arguments):
    writes = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if writes or event.startswith(FORBIDDEN):
        sys.exit(f"{event} {arguments}")

def state():
    return dict(os.environ), signal.getsignal(signal.SIGINT), threading.active_count()

before = state()
sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
assert state() == before
"""


def run(*arguments, cwd, **environment):
    """A Python run in a folder: its exit code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(cwd)} | environment,
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr


def test_importing_does_nothing_else(project):
    modules = [module for module in MODULES if module != "factbox.__main__"]
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}

    done = run("-c", AUDITED, *modules, cwd=project, **environment)

    assert done == (0, "", "")


SLOW = ("jinja2", "markdown_it", "yaml", "markupsafe", "difflib")


def imported(*command, cwd):
    """The modules, by their first names, that a run of the command imports."""
    code, _, told = run("-X", "importtime", "-m", "factbox", *command, cwd=cwd)
    assert code == 0, told
    lines = [line for line in told.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_comes_without_what_only_a_build_needs(project, option):
    modules = imported(option, cwd=project)

    assert "factbox" in modules
    assert not modules & set(SLOW)


def test_a_warm_build_imports_neither_markdown_nor_jinja(project):
    cold = imported("build", cwd=project)
    warm = imported("build", cwd=project)

    assert {"markdown_it", "jinja2"} <= cold
    assert not warm & {"markdown_it", "mdit_py_plugins", "jinja2", "markupsafe"}


# ----------------------------------------------------------------- a kind of one's own

KIND = '''
"""What words mean, as a source explains them."""

from collections.abc import Sequence
from typing import ClassVar

from factbox.languages.language import Language
from factbox.model.articles import FrontMatter
from factbox.model.items import Desk, Item, Kind, Resolved, Woven, resolve_each
from factbox.model.mentions import Entry, SourceId
from factbox.model.prose import Prose
from factbox.model.sources import Citation, Cited


class TermEntry(Entry, frozen=True, kw_only=True):
    """One term as an editor writes it in glossary.yaml."""

    term: str
    meaning: Prose
    source: SourceId


class Term(Item, frozen=True, kw_only=True):
    """One term as a page shows it."""

    KIND: ClassVar[str] = "term"

    term: str
    meaning: Prose
    citation: Citation

    @property
    def title(self) -> str:
        return self.term

    @property
    def cited(self) -> tuple[Cited, ...]:
        return (Cited(self.anchor, self.citation),)

    @property
    def texts(self) -> tuple[Prose, ...]:
        return (self.meaning,)

    def words(self, part: str, language: Language) -> str:
        return self.term


def resolve(entries: Sequence[TermEntry], desk: Desk) -> Resolved:
    """The terms, in the order of the file."""

    def term(entry: TermEntry) -> Term:
        return Term(
            id=entry.id,
            place=entry.place,
            term=entry.term,
            meaning=entry.meaning,
            citation=desk.citation(entry.source),
        )

    return resolve_each(entries, term)


def arrange(
    terms: tuple[Term, ...], front: FrontMatter, language: Language, woven: Woven
) -> tuple[Term, ...]:
    """The terms, as they are."""
    return terms


KIND = Kind("glossary", TermEntry, Term, resolve, arrange)
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
- id: attrition
  term: War of attrition
  meaning: A war that is *won* by wearing the other side down.
  source: guardian-2025-02-07#jones
"""


@pytest.fixture
def project(tmp_path):
    """The package and the project, copied."""
    copy_folders("factbox", "content", "seeds", "templates", "assets", to=tmp_path)
    return tmp_path


@pytest.fixture
def with_glossary(project):
    """The project with a new kind of sidebar: its types, a component and one line."""
    (project / "factbox/kinds/glossary.py").write_text(KIND)
    (project / "templates/components/glossary").mkdir()
    (project / "templates/components/glossary/template.html").write_text(TEMPLATE)
    css = project / "templates/components/glossary/style.css"
    css.write_text("@layer components { .glossary-card { margin: 0 } }")
    listed = project / "factbox/kinds/__init__.py"
    text = listed.read_text()
    text = text.replace("import figures, ", "import figures, glossary, ")
    listed.write_text(text.replace("figures.KIND,\n", "figures.KIND, glossary.KIND,\n"))
    (project / "content/kursk-withdrawal/glossary.yaml").write_text(GLOSSARY)
    with open(project / "content/kursk-withdrawal/article.md", "a") as article:
        article.write("\nSome call it a [](term:attrition).\n\n![](term:attrition)\n")
    return project


def built(project):
    code, _, told = run("-m", "factbox", "build", cwd=project)
    assert code == 0, told
    return (project / "site/index.html").read_text()


def test_a_new_kind_is_its_types_a_component_and_one_line(with_glossary):
    page = built(with_glossary)

    assert '<li><a href="#glossary">Words</a></li>' in page
    section = page[page.index('<section class="sidebar" id="glossary"') :]
    assert '<div id="term-attrition">' in section
    assert "A war that is <em>won</em> by wearing" in section
    (sheet,) = (with_glossary / "site/assets").glob("style.*.css")
    assert ".glossary-card { margin: 0 }" in sheet.read_text()


def test_a_new_kind_is_referred_to_embedded_and_cited_as_all_are(with_glossary):
    page = built(with_glossary)

    assert 'href="#term-attrition"' in page[page.index("Some call it a") :]
    assert page.count("won</em> by wearing the other side down") == 2
    card = page[page.index('<div id="term-attrition">') :]
    note = card[card.index('href="#note-') + len('href="#') :].partition('"')[0]
    listed = page[page.index(f'id="{note}"') :].partition("</li>")[0]
    assert 'href="#term-attrition"' in listed


def test_a_new_kind_stays_in_the_memo_like_any_other(with_glossary):
    built(with_glossary)
    first = (with_glossary / "site/index.html").read_bytes()
    warm = imported("build", cwd=with_glossary)

    assert not warm & {"markdown_it", "jinja2"}
    assert (with_glossary / "site/index.html").read_bytes() == first


def test_mistakes_in_a_new_kind_are_reported_like_any_others(with_glossary):
    folder = with_glossary / "content/kursk-withdrawal"
    with open(folder / "glossary.yaml", "a") as glossary:
        glossary.write("- id: pact\n  trem: Pact\n  meaning: An agreement.\n")
    with open(folder / "article.md", "a") as article:
        article.write("\nIt is [](term:atrition).\n")

    code, _, told = run("-m", "factbox", "build", cwd=with_glossary)

    assert code == 1
    assert "kursk-withdrawal/glossary.yaml:6:3: this term has no 'source'" in told
    assert "kursk-withdrawal/glossary.yaml:7:3: unknown key 'trem'" in told
    assert "did you mean 'term'?" in told
    assert "no term has the id 'atrition'" in told
    assert "did you mean 'attrition'?" in told
    assert not (with_glossary / "site").exists()


def test_the_schema_of_a_new_kind_comes_by_itself(with_glossary):
    code, schema, _ = run("-m", "factbox", "schema", "glossary", cwd=with_glossary)

    assert code == 0
    assert '"meaning"' in schema
