"""build.py as a person meets it: a project in a folder, a command, words, a code."""

import ast
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[1] / "build.py"

# Stands for the package: tells which Python runs it, how, and ends as it is told to.
FACTBOX = """
import json, os, sys
print("in .venv" if sys.executable.startswith(os.path.abspath(".venv")) else "here")
print("é", *sys.argv[1:])
sys.exit({"problems": 1, "usage": 2}.get(sys.argv[1], 0))
"""


class Project:
    """A project of two words in a folder with a space in its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "my site"
        self.venv = self.folder / ".venv"
        (self.folder / "factbox").mkdir(parents=True)
        (self.folder / "requirements").mkdir()
        shutil.copy(BUILD, self.folder)
        (self.folder / "factbox" / "__main__.py").write_text(FACTBOX, encoding="utf-8")
        self.need("no-such-package==1")

    def need(self, build, test="no-such-package==1"):
        for name, text in {"build": build, "test": test}.items():
            (self.folder / "requirements" / f"{name}.txt").write_text(text)

    def set_up(self, needs):
        """Stand in for a set-up that installed these needs."""
        (self.venv / "bin").mkdir(parents=True)
        (self.venv / "bin" / "python").symlink_to(sys.executable)
        major, minor = sys.version_info[:2]
        (self.venv / f"installed-{major}.{minor}.txt").write_text(needs)

    def start(self, *args, pretending="", **environment):
        """Run build.py from another folder, in a Python that `pretending` has changed."""
        program = (
            f"import runpy, sys; {pretending}\n"
            "sys.argv[:] = sys.argv[1:]\n"
            "runpy.run_path(sys.argv[0], run_name='__main__')\n"
        )
        return subprocess.Popen(
            [sys.executable, "-c", program, self.folder / "build.py", *args],
            cwd=self.folder.parent,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *args, pretending="", **environment):
        """The exit code, the lines on stdout and the text on stderr."""
        with self.start(*args, pretending=pretending, **environment) as build:
            out, told = build.communicate()
        return build.returncode, out.splitlines(), told


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def wheels(folder):
    """A folder made the package index, and what pins the wheel in it."""
    wheel = folder / "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("tiny.py", "")
        file.writestr(
            "tiny-1.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n",
        )
        file.writestr(
            "tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"
        )
        file.writestr("tiny-1.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return folder, f"tiny==1 --hash=sha256:{digest}\n"


def test_without_a_command_it_builds(project):
    project.need("pytest==1")

    code, out, told = project.run()

    assert (code, out, told) == (0, ["here", "é build"], "")


def test_a_python_that_has_the_packages_needs_no_venv(project):
    project.need("pytest==1\ncolorama==1 ; sys_platform == 'win32'")

    project.run()

    assert not project.venv.exists()


@pytest.mark.parametrize(("command", "code"), [("problems", 1), ("usage", 2)])
def test_arguments_and_exit_codes_pass_through(project, command, code):
    project.set_up("no-such-package==1")

    result = project.run(command, "--strict", "a b")

    assert result == (code, ["in .venv", f"é {command} --strict a b"], "")


def test_an_environment_for_the_tests_also_builds(project):
    project.need("no-such-package==1", test="no-such-package==1\nnor-this==1")
    project.set_up("no-such-package==1\nnor-this==1")

    code, out, told = project.run()

    assert (code, out, told) == (0, ["in .venv", "é build"], "")


def test_the_settings_of_the_caller_change_nothing(project, tmp_path):
    project.set_up("no-such-package==1")
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")

    result = project.run(
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        PYTHONPATH=str(tmp_path),
        PYTHONSAFEPATH="1",
        PYTHONUTF8="0",
    )

    assert result == (0, ["in .venv", "é build"], "")


def test_every_check_runs_and_one_that_fails_is_named(project):
    project.need("", test="pytest==1")
    for name, code in {"ruff": 0, "mypy": 1, "pytest": 0}.items():
        stand_in = f"import sys; print('{name}', sys.argv[1:]); sys.exit({code})"
        (project.folder / f"{name}.py").write_text(stand_in)

    code, out, told = project.run("test", "-k", "quotes")

    assert code == 1
    assert out == [
        "ruff ['check']",
        "ruff ['format', '--check']",
        "mypy []",
        "pytest ['-n', 'auto', '--dist', 'worksteal', '-k', 'quotes']",
    ]
    assert told.endswith("\nbuild.py: failed: mypy\n")


def test_it_still_parses_on_the_pythons_that_it_turns_away():
    text = BUILD.read_text(encoding="utf-8")

    ast.parse(text, feature_version=(3, 6))


def test_an_old_python_is_turned_away_with_the_next_step(project):
    old = "sys.version_info = (3, 9, 2, 'final', 0); sys.version = '3.9.2 (default)'"

    result = project.run(pretending=old)

    assert result == (
        3,
        [],
        "build.py: needs Python 3.11 or newer; this is 3.9.2.\n"
        "  Install one and name it, as in: python3.13 build.py\n",
    )


def test_a_missing_ensurepip_is_told_with_the_next_step(project):
    code, _, told = project.run(pretending="sys.modules['ensurepip'] = None")

    assert code == 3
    assert told == (
        "build.py: setting up .venv, once; this takes about half a minute\n"
        "build.py: cannot set up .venv: this Python lacks ensurepip.\n"
        "  On Debian and Ubuntu, install it by: sudo apt install python3-venv\n"
        "  Once that is mended, run it again.\n"
    )


def test_a_folder_that_cannot_be_written_is_told(project):
    (project.folder / ".factbox").write_text("in the way")

    code, _, told = project.run()

    assert code == 3
    assert "cannot set up .venv: " in told
    assert "'.factbox'\n  Once that is mended, run it again.\n" in told


ONCE = "build.py: setting up .venv, once; this takes about half a minute\n"


@pytest.fixture(scope="module")
def set_up(tmp_path_factory):
    """A project that set itself up, what it said, and what it needed.

    What a set-up that was cut short had left there was in its way.
    """
    folder, pin = wheels(tmp_path_factory.mktemp("index"))
    project = Project(tmp_path_factory.mktemp("project"))
    project.need(pin)
    (project.venv / "lib" / "half").mkdir(parents=True)
    index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder)}
    return project, project.run(**index), pin, index


@pytest.fixture
def ready(set_up, project):
    """The same project, copied; pip takes from the same folder."""
    first, _, pin, index = set_up
    shutil.rmtree(project.folder)
    shutil.copytree(first.folder, project.folder, symlinks=True)
    project.pin, project.index = pin, index
    return project


def test_it_sets_itself_up_whatever_a_broken_set_up_left(set_up):
    project, first, *_ = set_up

    assert first == (0, ["in .venv", "é build"], ONCE)
    assert not (project.venv / "lib" / "half").exists()


def test_it_sets_itself_up_once_and_mends_what_is_outdated(ready):
    again = ready.run(**ready.index)
    ready.need("# A newer list.\n" + ready.pin)
    mended = ready.run(**ready.index)

    assert again == (0, ["in .venv", "é build"], "")
    assert mended == (0, ["in .venv", "é build"], ONCE)


def test_without_a_network_the_next_step_is_told_and_nothing_is_stamped(ready):
    ready.need("no-such-package==1")
    assert list(ready.venv.glob("installed-*"))
    with socket.socket() as closed:
        # A port that is taken, and at which nobody answers.
        closed.bind(("127.0.0.1", 0))
        index = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        code, _, told = ready.run(PIP_INDEX_URL=index, PIP_RETRIES="0")

    assert code == 3
    assert told.endswith(
        "cannot set up .venv: pip says above why it cannot install"
        " requirements/build.txt.\n"
        "  See that there is a network, and room on the disk.\n"
        "  Once that is mended, run it again.\n"
    )
    assert not list(ready.venv.glob("installed-*"))


def test_a_second_set_up_waits_for_the_first(project):
    fcntl = pytest.importorskip("fcntl")
    (project.folder / ".factbox").mkdir()

    asks = (
        "sys.addaudithook(lambda event, given:"
        " event == 'fcntl.flock' and print('asks for its turn', flush=True))"
    )

    with (project.folder / ".factbox" / "set-up.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with project.start(pretending=asks) as second:
            assert second.stdout.readline() == "asks for its turn\n"
            assert not project.venv.exists()
            # Without waiting it would try to install what is not there.
            project.set_up("no-such-package==1")
            fcntl.flock(turn, fcntl.LOCK_UN)
            out, told = second.communicate()

    assert (second.returncode, told) == (0, ONCE)
    assert out.splitlines() == ["in .venv", "é build"]
