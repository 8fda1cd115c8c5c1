"""A pattern that was compiled before is the same, and is not compiled again."""

import re
import sys
from pathlib import Path

import pytest

from factbox import patterns
from factbox.build.compiled import precomputed
from factbox.languages import typing_files
from factbox.patterns import pattern_of
from factbox.precomputed import taken_from
from factbox.values.quantities.phrases import phrases_of

PATTERNS = [
    (r"(?P<day>[0-9]{1,2})\s++(?P<month>[^\W\d_]+)|(?P<year>\d{4})", re.IGNORECASE),
    (r"(?i:ab|ac)(?-i:D)(x)?(?(1)y|z)", 0),
    (r"(?x) [^\u2e80-\ud7ff😀] # a comment", re.DOTALL),
    (r"(?<!\w)Größe(?=\b)", re.ASCII),
]


@pytest.fixture
def compiled(tmp_path, monkeypatch):
    """The patterns that were compiled, where Python keeps nothing yet."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    noted = []
    compile = patterns._compile

    def noting(pattern, flags):
        noted.append(pattern)
        return compile(pattern, flags)

    monkeypatch.setattr(patterns, "_compile", noting)
    pattern_of.cache_clear()
    yield noted
    pattern_of.cache_clear()


def in_a_build(pattern, flags=0):
    """A pattern as a process has it that compiled nothing yet."""
    pattern_of.cache_clear()
    with precomputed():
        return pattern_of(pattern, flags)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_pattern_is_the_same_made_from_what_was_kept(compiled, pattern, flags):
    first = in_a_build(pattern, flags)
    again = in_a_build(pattern, flags)

    assert compiled == [pattern]
    # Patterns are equal where what they are compiled to is.
    assert first == again == re.compile(pattern, flags)
    assert again.groupindex == re.compile(pattern, flags).groupindex


@pytest.mark.parametrize("tag", ["en", "ja"])
def test_the_patterns_of_quantities_are_the_same(compiled, tag):
    made = vars(phrases_of(tag).patterns).values()
    made = [each for each in made if isinstance(each, re.Pattern)]

    kept = [in_a_build(each.pattern, each.flags & ~re.UNICODE) for each in made]
    compiled.clear()
    again = [in_a_build(each.pattern, each.flags & ~re.UNICODE) for each in made]

    assert len(made) > 20
    assert compiled == []
    assert kept == again == made


def test_groups_are_found_by_name_in_a_pattern_that_was_kept(compiled):
    in_a_build(*PATTERNS[0])

    found = in_a_build(*PATTERNS[0]).search("on 3 May")

    assert found.groupdict() == {"day": "3", "month": "May", "year": None}
    assert found.lastgroup == "month"


def test_what_is_kept_may_lack_a_pattern():
    pattern_of.cache_clear()
    with taken_from({}) as gained:
        pattern_of("ab+")
    with taken_from(dict(gained)) as more:
        pattern_of.cache_clear()
        pattern_of("ab+")
        pattern_of("cd+")

    assert len(gained) == len(more) == 1
    assert gained.keys() != more.keys()


def test_a_pattern_that_was_kept_damaged_is_compiled_anew(compiled):
    in_a_build("ab+")
    [path] = Path(sys.pycache_prefix).rglob("package-*")
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    assert in_a_build("ab+").fullmatch("abb")
    assert compiled == ["ab+", "ab+"]


def test_nothing_is_kept_where_python_keeps_nothing(compiled, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    in_a_build("ab+")

    assert not (tmp_path / "kept").exists()


def test_a_python_that_compiles_otherwise_does_it_its_own_way(compiled, monkeypatch):
    def without(pattern, flags):
        raise AttributeError("re._compiler has no '_code'")

    monkeypatch.setattr(patterns, "_compile", without)

    assert in_a_build("(?P<a>a)+", re.IGNORECASE).fullmatch("aAa")


def test_a_pattern_that_is_none_is_refused_as_ever(compiled):
    with pytest.raises(re.error, match="unterminated"):
        in_a_build("(a")


def test_patterns_of_ever_more_languages_are_not_all_kept(compiled, monkeypatch):
    monkeypatch.setattr("factbox.build.compiled.MOST_KEPT", 2)
    for pattern in ("a", "b", "c", "d"):
        in_a_build(pattern)
    compiled.clear()

    for pattern in ("d", "a"):
        in_a_build(pattern)

    assert compiled == ["a"]


@pytest.mark.parametrize("tag", ["en", "ja", "de"])
def test_how_authors_type_is_the_same_when_it_was_parsed_before(compiled, tag):
    typing_files._file.cache_clear()
    parsed = typing_files._file(tag)
    with taken_from({}) as gained:
        typing_files._file.cache_clear()
        assert typing_files._file(tag) == parsed
    with taken_from(dict(gained)) as more:
        typing_files._file.cache_clear()
        again = typing_files._file(tag)
    typing_files._file.cache_clear()

    assert [*gained] == [f"typing.toml {tag}".encode()]
    assert again == parsed
    assert not more
