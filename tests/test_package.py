"""The package as it is released: what is in it."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from factbox.reading.files import read_theme
from tests.copies import ROOT

pytest.importorskip("hatchling", reason="no hatchling, which builds the package")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the sdist of this checkout, by their endings."""
    into = tmp_path_factory.mktemp("dist")
    build = (
        "from hatchling.build import build_sdist, build_wheel; "
        f"build_sdist({str(into)!r}); build_wheel({str(into)!r})"
    )
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True)
    return {path.name.rpartition(".")[2]: path for path in into.iterdir()}


def test_the_wheel_holds_the_theme_as_the_checkout_has_it(
    built: dict[str, Path],
) -> None:
    with zipfile.ZipFile(built["whl"]) as wheel:
        packed = {
            name.removeprefix("factbox/theme/"): wheel.read(name)
            for name in wheel.namelist()
            if name.startswith("factbox/theme/")
        }

    assert packed == read_theme()


def test_the_wheel_holds_the_package_and_nothing_beside_it(
    built: dict[str, Path],
) -> None:
    with zipfile.ZipFile(built["whl"]) as wheel:
        names = wheel.namelist()

    packed = {name for name in names if name.startswith("factbox/")}
    own = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "factbox").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in packed if not name.startswith("factbox/theme/")} == own
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"factbox"}


def test_the_sdist_can_build_the_wheel(built: dict[str, Path]) -> None:
    with tarfile.open(built["gz"]) as sdist:
        names = [name.partition("/")[2] for name in sdist.getnames()]

    assert {"pyproject.toml", "templates/page.html", "assets/icon.svg"} <= set(names)
