"""The command as a person meets it: words, an exit code, and what it leaves."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from factbox.build.cache import load_cache
from factbox.commands.main import main
from tests.copies import ROOT, copy_folders, copy_small_project
from tests.small_site import write_small_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project, in which the command is run."""
    write_small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys):
    """What the command has said since this was last asked: to a person."""

    def told():
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return told


def misspell(project):
    path = project / "content/bridge/timeline.yaml"
    path.write_text(path.read_text().replace("  title:", "  titel:", 1))


def test_a_build_says_where_and_what_it_wrote(project, told):
    code = main(["build"])

    assert code == 0
    assert told().startswith("built site/ in ")
    assert (project / "site/index.html").exists()


def test_a_build_with_nothing_new_writes_nothing(project, told):
    main(["build"])
    count = told().partition(" of ")[2].partition(" ")[0]

    main(["build"])

    assert f": 0 of {count} files written\n" in told()


def test_out_names_the_folder_to_build_in(project, told):
    code = main(["build", "--out", "public"])

    assert code == 0
    assert told().startswith("built public/ in ")
    assert (project / "public/index.html").exists()
    assert not (project / "site").exists()


def test_a_mistake_is_told_with_its_line_and_changes_nothing(project, told):
    main(["build"])
    before = {path: path.read_bytes() for path in project.glob("site/**/*.*")}
    told()
    misspell(project)

    code = main(["build"])

    assert code == 1
    words = told()
    assert "content/bridge/timeline.yaml:3:3: unknown key 'titel'\n" in words
    assert "\n    titel: The bridge is closed\n    ^\n" in words
    assert "did you mean 'title'?" in words
    assert words.endswith("\n1 problem; nothing was published\n")
    assert {p: p.read_bytes() for p in project.glob("site/**/*.*")} == before


def test_check_tells_the_same_mistakes_and_builds_nothing(project, told):
    misspell(project)

    code = main(["check"])

    assert code == 1
    assert "unknown key 'titel'" in told()
    assert not (project / "site").exists()


def test_check_of_a_project_that_is_right_says_so(project, told):
    code = main(["check"])

    assert code == 0
    assert told().endswith("2 explainers, no problems\n")
    assert not (project / "site").exists()


def test_a_cache_does_not_grow_without_end(project, told):
    article = project / "content/bridge/article.md"
    cache = Path(".factbox/cache")
    main(["check"])
    first = cache.stat().st_size

    sizes = []
    for _ in range(12):
        article.write_text(article.read_text() + "\nOne more paragraph.\n")
        main(["check"])
        sizes.append(cache.stat().st_size)

    assert len(load_cache(cache).kept) > 0
    assert max(sizes) < 4 * first


def test_a_command_that_is_stopped_says_so(project, told, monkeypatch):
    def stop(root):
        raise KeyboardInterrupt

    monkeypatch.setattr("factbox.commands.main.read_project", stop)

    assert main(["build"]) == 130
    assert told() == "\nstopped; run the command again to go on\n"


def test_one_problem_is_counted_as_one(project, told):
    (project / "content/site.yaml").write_text("title: x\npublisher: y\nlanguage: en")
    (project / "content/bridge/notes.txt").write_text("?")

    code = main(["build"])

    assert code == 1
    assert told().endswith("\n1 problem; nothing was published\n")


def test_a_folder_with_other_files_is_left_alone_unless_forced(project, told):
    (project / "public").mkdir()
    (project / "public/mine.txt").write_text("mine")

    refused = main(["build", "--out", "public"])
    words = told()
    forced = main(["build", "--out", "public", "--force"])

    assert (refused, forced) == (1, 0)
    assert words.startswith("public")
    assert (project / "public/mine.txt").read_text() == "mine"
    assert (project / "public/index.html").exists()


def test_a_file_edited_in_the_site_is_told_of(project, told):
    (project / "assets/mark.txt").write_text("mark")
    site = project / "content/site.yaml"
    text = site.read_text()
    site.write_text(f"{text}\npublish: [mark.txt]\n")
    main(["build"])
    (project / "assets/mark.txt").unlink()
    site.write_text(text)
    (made,) = (project / "site/assets").glob("mark.*.txt")
    made.write_text("edited")
    told()

    main(["build"])

    assert f"left site/assets/{made.name}: a build made it, but it was edited" in told()


def test_outside_a_project_the_next_step_is_told(tmp_path, monkeypatch, told):
    monkeypatch.chdir(tmp_path)

    code = main(["build"])

    assert code == 1
    words = told()
    assert words.startswith("content: this folder is not there\n")
    assert "run the command in the folder that holds content/" in words


def test_a_file_that_cannot_be_read_is_a_problem_with_its_place(project, told):
    # A link to nowhere, since who runs the tests may be allowed to read anything.
    (project / "content/people.yaml").unlink()
    (project / "content/people.yaml").symlink_to("nobody.yaml")

    code = main(["build"])

    assert code == 1
    assert "content/people.yaml: this file cannot be read: No such file" in told()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "arguments are required: command"),
        (["bild"], "invalid choice: 'bild'"),
        (["build", "--fast"], "unrecognized arguments: --fast"),
        (["build", "--out"], "expected one argument"),
    ],
    ids=["no command", "a misspelt command", "an unknown option", "no folder"],
)
def test_wrong_usage_is_told_and_exits_with_2(project, told, arguments, words):
    with pytest.raises(SystemExit) as usage:
        main(arguments)

    assert usage.value.code == 2
    assert words in told()


def test_an_unknown_document_has_no_schema(project, told):
    code = main(["schema", "figuers"])

    assert code == 2
    assert told().startswith("no document is called 'figuers'\n")


def test_a_schema_is_all_that_stands_on_standard_output(project, capsys):
    code = main(["schema", "figures"])

    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    assert out.startswith("{")


def run(*arguments, cwd):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )


def test_the_module_is_the_command(project):
    misspell(project)

    done = run("-m", "factbox", "build", cwd=project)

    assert (done.returncode, done.stdout) == (1, "")
    assert "unknown key 'titel'" in done.stderr


def test_a_mistake_of_ours_keeps_its_traceback(project):
    ours = "import sys, factbox.build.incremental.making as r; r.routes_of = lambda *given: 1 / 0\n"
    done = run(
        *(
            "-c",
            f"{ours}from factbox.commands.main import main; sys.exit(main(['build']))",
        ),
        cwd=project,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")
    assert not (project / "site").exists()


def test_a_damaged_cache_is_no_problem(project, told):
    main(["build"])
    page = (project / "site/index.html").read_bytes()
    cache = project / ".factbox/cache"
    cache.write_bytes(cache.read_bytes()[:-1] + b"?")

    code = main(["build"])

    assert code == 0
    assert (project / "site/index.html").read_bytes() == page


# What the system does to a command.


def shell(line, cwd):
    """A line run by a shell, in which `factbox` is the command."""
    return subprocess.run(
        ["bash", "-c", f'factbox() {{ "{sys.executable}" -m factbox "$@"; }}; {line}'],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )


needs_dev_full = pytest.mark.skipif(
    not os.path.exists("/dev/full"), reason="no device stands for a full disk here"
)


def test_whoever_reads_no_further_ends_a_command_in_silence(project):
    done = shell("factbox schema figures | true; echo ${PIPESTATUS[0]}", project)

    assert done.stdout in ("141\n", "0\n")
    assert done.stderr == ""


@needs_dev_full
def test_what_cannot_be_written_is_told_in_words(project):
    done = shell("factbox schema figures >/dev/full; echo $? >&2", project)

    assert done.stderr == (
        "what was asked for cannot be written: No space left on device\n1\n"
    )


@needs_dev_full
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_report_that_cannot_be_printed_changes_nothing_of_what_is_done(
    project, monkeypatch, unbuffered
):
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    built = shell("factbox build 2>/dev/full; echo $?", project)
    misspell(project)
    failed = shell("factbox build 2>/dev/full; echo $?", project)

    assert (built.stdout, failed.stdout) == ("0\n", "1\n")
    assert (project / "site/index.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("module", ["msgspec", "factbox.build.steps", "jinja2"])
def test_a_command_is_stopped_in_words_whatever_it_imports(project, number, module):
    # An import is where a signal can arrive at any instant of a start.
    code = f"""
import builtins, os, sys
from factbox import __main__ as start

import_module = builtins.__import__

def interrupting(name, *given, **named):
    if name == {module!r}:
        builtins.__import__ = import_module
        os.kill(os.getpid(), {int(number)})
    return import_module(name, *given, **named)

for name in list(sys.modules):
    if name.startswith({module!r}):
        del sys.modules[name]
builtins.__import__ = interrupting
sys.argv = ["factbox", "build"]
sys.exit(start.run())
"""
    done = run("-c", code, cwd=project)

    assert done.stderr == "\nstopped; run the command again to go on\n"
    assert done.returncode == 128 + number
    assert not (project / "site").exists()


@pytest.mark.parametrize("folder", [".venv", ".venv/lib", "env"])
def test_no_site_is_built_among_what_python_needs(project, told, folder):
    for name in (".venv", "env"):
        (project / name).mkdir()
        (project / name / "pyvenv.cfg").write_text("home = /usr/bin\n")

    assert main(["build", "--out", folder, "--force"]) == 1

    assert told().startswith(f"{folder}: this folder is Python's own\n")


def test_no_site_is_built_in_factbox_itself(tmp_path):
    copy_small_project(tmp_path)
    copy_folders("factbox", to=tmp_path)

    done = subprocess.run(
        [sys.executable, "-m", "factbox", "build", "--out", "factbox", "--force"],
        cwd=tmp_path,
        env={name: os.environ[name] for name in os.environ if name != "PYTHONPATH"},
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 1
    assert done.stderr.startswith(
        "factbox: this folder is, holds or lies in factbox, which no build writes to\n"
    )
