"""The theme's templates are compiled once for a package, not once for a project."""

import sys

import jinja2
import pytest

from factbox.build.cache import Cache
from factbox.build.compiled import CompiledTheme
from tests.copies import ROOT
from tests.making import rendered
from tests.small_site import small_project
from tests.test_workers import many_explainers


@pytest.fixture(autouse=True)
def compiled(tmp_path, monkeypatch):
    """The names of the templates that were compiled, where Python keeps nothing yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    names = []
    compile = jinja2.Environment.compile

    def noted(self, source, name=None, *rest, **options):
        names.append(name)
        return compile(self, source, name, *rest, **options)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return names


def first_build(files):
    """What a project without a cache becomes."""
    return rendered(files, Cache())


def test_another_project_compiles_none_of_them(compiled):
    made = first_build(small_project())
    assert "explainer.html" in compiled
    compiled.clear()

    assert first_build(small_project()) == made
    assert compiled == []


def test_a_build_of_many_pages_keeps_them_too(compiled):
    first_build(many_explainers())
    assert "explainer.html" in compiled
    compiled.clear()

    first_build(small_project())
    assert compiled == []


def test_a_projects_own_template_is_compiled_for_it_alone(compiled):
    files = dict(small_project())
    own = "templates/components/citation/template.html"
    files[own] = (ROOT / own).read_bytes() + b"\n"
    first_build(files)
    compiled.clear()

    first_build(files)

    assert compiled == ["components/citation/template.html"]


def test_nothing_is_kept_where_python_keeps_nothing(compiled, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    first_build(small_project())

    assert not (tmp_path / "kept").exists()


def test_what_cannot_be_read_is_compiled_anew(compiled):
    made = first_build(small_project())
    path = CompiledTheme().path
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    compiled.clear()

    assert first_build(small_project()) == made
    assert "explainer.html" in compiled
