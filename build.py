"""Build the site, or check the project, on a fresh machine with Python 3.11 or newer.

    python3 build.py [command ...]       `build`, or another command of factbox
    python3 build.py test [option ...]   every check; the options are for pytest

What that needs is installed once into `.venv`, as requirements/*.txt pins it, unless
this Python has it already. Exit codes are factbox's (0 built, 1 problems, 2 usage),
and 3 where the set-up failed.
"""

import os
import site
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file parses on 3.6, to say so.
    sys.stderr.write(
        f"build.py: needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
        "  Install one and name it, as in: python3.13 build.py\n"
    )
    sys.exit(3)

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "installed-{}.{}.txt".format(*sys.version_info))
WINDOWS = sys.platform == "win32"
PYTHON = os.path.join(VENV, r"Scripts\python.exe" if WINDOWS else "bin/python")
CHECKS = ("ruff check", "ruff format --check", "mypy", "pytest")
SIDE_BY_SIDE = ["-n", "auto", "--dist", "worksteal"]  # A process for each core.


class NotSetUp(OSError):
    """What is needed could not be installed: why, and the next step."""


def main(args: list[str]) -> int:
    """Run a command in a Python that has what it needs; return its exit code."""
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        del os.environ[name]  # Meant for other programs, these can break ours.
    os.environ.update(PYTHONNOUSERSITE="1", PYTHONUTF8="1")
    os.chdir(ROOT)
    testing = args[:1] == ["test"]
    needs = f"requirements/{'test' if testing else 'build'}.txt"
    try:
        python = sys.executable if is_enough(needs) else set_up(needs)
    except OSError as problem:
        say(f"cannot set up .venv: {problem}\n  Once that is mended, run it again.")
        return 3
    if testing:
        return check(python, args[1:])
    command = [python, "-m", "factbox", *(args or ["build"])]
    if not WINDOWS:  # There the shell would not wait for the new program.
        os.execv(python, command)
    return call(*command)


def check(python: str, options: list[str]) -> int:
    """Run every check, the options going to pytest; return 1 if any failed."""
    failed = []
    for name in CHECKS:
        say(name)
        given = [*SIDE_BY_SIDE, *options] if name == "pytest" else []
        if call(python, "-m", *name.split(), *given):
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "every check passed")
    return 1 if failed else 0


def is_enough(needs: str) -> bool:
    """Whether this Python has the packages that `needs` names for every system.

    Any version will do: an environment is its owner's affair, and only `.venv` ours.
    """
    if os.path.realpath(sys.prefix) == os.path.realpath(VENV) and read(STAMP):
        return False
    folders = filter(os.path.isdir, site.getsitepackages())
    files = [name.lower() for folder in folders for name in os.listdir(folder)]
    found = {name.split("-")[0] for name in files if name.endswith("-info")}
    pins = [line for line in read(needs).split("\n") if "==" in line]
    names = {pin.split("==")[0].replace("-", "_") for pin in pins if ";" not in pin}
    return names <= found


def is_set_up(needs: str) -> bool:
    """Whether `.venv` works and its stamp is `needs`, or the tests' longer list."""
    stamps = read(needs), read("requirements/test.txt")
    return os.path.exists(PYTHON) and read(STAMP) in stamps


def set_up(needs: str) -> str:
    """Make `.venv` hold what `needs` pins, unless it does, and return its Python.

    The stamp, a copy of `needs`, comes last, so that a set-up cut short is made anew.
    """
    if is_set_up(needs):
        return PYTHON
    say("setting up .venv, once; this takes about half a minute")
    os.makedirs(".factbox", exist_ok=True)
    with open(".factbox/set-up.lock", "w") as turn:
        wait_for(turn.fileno())
        if is_set_up(needs):  # Another set-up did it while this one waited.
            return PYTHON
        if os.path.exists(PYTHON) and read(STAMP):
            os.remove(STAMP)
        else:
            make_venv()
        if call(PYTHON, "-m", "pip", "install", "-qq", "--require-hashes", "-r", needs):
            raise NotSetUp(
                f"pip says above why it cannot install {needs}.\n"
                "  See that there is a network, and room on the disk."
            )
        with open(STAMP, "w", encoding="utf-8") as stamp:
            stamp.write(read(needs))
    return PYTHON


def make_venv() -> None:
    """Make `.venv` anew, with nothing in it but pip."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as problem:
        raise NotSetUp(
            f"this Python lacks {problem.name}.\n"
            "  On Debian and Ubuntu, install it by: sudo apt install python3-venv"
        ) from None
    if call(sys.executable, "-m", "venv", "--clear", VENV):
        raise NotSetUp("it says above why it cannot be made.")


def wait_for(turn: int) -> None:
    """Wait until this open file is ours alone; the system lets go of it at our end."""
    os.set_inheritable(turn, True)  # A pip that outlives us must keep others waiting.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(turn, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(turn, fcntl.LOCK_EX)


def call(*command: str) -> int:
    """Run a command that shares our open files, and return its exit code."""
    import subprocess  # Nearly as slow as Python itself, and a warm start needs none.

    return subprocess.call(command, close_fds=False)


def read(path: str) -> str:
    """Return a file's text, or "" where there is no file."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def say(words: str) -> None:
    """Tell the person at the terminal, leaving stdout to the command."""
    print(f"build.py: {words}", file=sys.stderr)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
