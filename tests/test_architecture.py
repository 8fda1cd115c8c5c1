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
    "precomputed",
    "patterns",
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
    "scaffolding",
    "preview",
    "commands",
    "__main__",
]

# What touches the disk, and why it may.
READERS = {
    "reading.files": "reads the source folders; the only reader of what an author writes",
    "build.cache": "reads the times of our own code",
    "build.parted": "reads back what a cache kept",
    "build.store": "looks whether there is something that a cache kept",
    "build.glance": "sees whether all is as the last build left it",
    "languages.typing_files": "reads how authors type in a language, from the package",
    "languages.language": "reads what the package knows of a language",
    "output.typefaces": "reads the letters of its own typefaces",
    "publishing.folder": "finds out where the site is and what stands there",
    "publishing.manifest": "reads what earlier builds left in the site",
    "publishing.plan": "compares what is in the site with what is wanted",
    "publishing.publish": "sees who holds the lock, and what a killed build has staged",
    "scaffolding.project": "reads the model of a new project in the package",
    "scaffolding.writing": "sees what is there, so as to write over nothing",
    "preview.saves": "tells a source folder from a later one of the same name",
    "preview.server": "reads the preview's own files",
    "commands.serve": "sees whether there is a folder for what VS Code offers",
}
WRITERS = {
    "publishing.publish": "writes the site; the only writer of what a reader sees",
    "build.parted": "writes the file of a cache, under .factbox/",
    "build.store": "puts a new file of a cache in place, and sweeps",
    "build.glance": "keeps its own file under .factbox/",
    "scaffolding.writing": "writes what a project begins with; never over what is there",
    "commands.command": "sends what nobody reads to the system's null device",
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


def test_no_module_is_too_long_to_be_read_at_once():
    lengths = {
        module: len(path.read_text("utf-8").splitlines())
        for module, path in MODULES.items()
    }

    assert not {module: lines for module, lines in lengths.items() if lines > 400}


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
    kind_of = {
        name: name.split(".")[2]
        for name in MODULES
        if name.startswith("factbox.kinds.")
    }

    acquainted = [
        (module, name)
        for module, kind in kind_of.items()
        for name, _ in imports_of(module)
        if kind_of.get(name, kind) != kind
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


@pytest.fixture
def project(tmp_path):
    """The package and the project, copied."""
    copy_folders("factbox", "content", "seeds", "templates", "assets", to=tmp_path)
    return tmp_path


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
