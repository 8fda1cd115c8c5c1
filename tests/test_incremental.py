"""What is remembered never shows: a warm build equals a cold one, byte for byte."""

import random
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2.bccache import bc_magic

from factbox.build.cache import Cache, load_cache, save_cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, build, read_site, render
from factbox.build.store import Store
from factbox.kinds import KINDS
from factbox.problems import Failed
from tests.copies import ROOT
from tests.small_site import small_project

SITE = """
title: Two stories
publisher: The desk
language: en-GB
home: dam
"""
PEOPLE = """
- id: agency
  name: The agency
- id: mayor
  name: Ana Ruiz
  role: Mayor
- id: wire
  name: The wire
"""
SEED = """
title: The dam and the town
publisher: The Paper
published: 2025-03-04
notes:
  flood: The agency counts 40 houses.
  order: The mayor ordered people out on 2 March.
"""
ARTICLE = """---
headline: The dam
standfirst: The agency counts [](figure:houses).
as_of: 4 March 2025
---

## What happened

[](person:mayor) spoke of [](figure:houses@mayor).[](source:paper#flood)

![](figure:houses)

## What is next

See [](explainer:town) and [what she said](quote:out).[^1]

[^1]: A *footnote* on the [order](event:order).
"""
FIGURES = """
- id: houses
  label: Houses under water
  unit: houses
  estimates:
    - value: about 40
      by: agency
      as_of: 3 March 2025
      source: paper#flood
    - value: up to 100
      by: mayor
      via: wire
      source: paper#flood
- id: share
  label: Share of the houses
  unit: "%"
  derived: houses@mayor / houses@agency
  mixed: true
"""
QUOTES = """
- id: out
  who: mayor
  on: 2 March 2025
  said: Told [everyone](person:agency) to leave.
  words: leave now
  about: [houses, order]
  source: paper#order
"""
TIMELINE = """
- id: order
  when: 2 March 2025
  title: The mayor orders people out
  by: agency
  source: paper#order
"""
TOWN = """---
headline: The town
standfirst: It lies below [the dam](explainer:dam).
as_of: March 2025
---

The wire, [](person:wire), was first.[](source:archive)
"""
AUTHORED = {
    "content/dam/article.md": ARTICLE,
    "content/dam/figures.yaml": FIGURES,
    "content/dam/quotes.yaml": QUOTES,
    "content/dam/timeline.yaml": TIMELINE,
    "content/people.yaml": PEOPLE,
    "content/site.yaml": SITE,
    "content/town/article.md": TOWN,
    "seeds/archive.yaml": "title: The archive\nnotes:\n  map: A map of the town.\n",
    "seeds/paper.yaml": SEED,
}
# Templates that print all that they are given: whatever is stale shows.
BLOCK = """{% set title = "Kind" %}
{% macro sidebar(arranged) %}{{ arranged }}{% endmacro %}
{% macro card(item) %}{{ item }}{% endmacro %}
"""
PRINTING = {
    "templates/explainer.html": (
        "{{ page }} {{ head }} {{ style }} {{ prose(page.body) }}"
        "{% for section in sections %}{{ section }}{% endfor %}"
    ),
    "templates/list.html": "{{ page }} {{ head }} {{ style }}",
    "templates/404.html": "{{ page }}",
    "templates/person.html": "{{ page }} {{ head }}",
    "templates/source.html": "{{ page }} {{ head }}",
    **{f"templates/components/{kind.name}/template.html": BLOCK for kind in KINDS},
}
DRESS = {
    "assets/icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "assets/css/base.css": b"@layer base { p { margin: 0 } }",
    **{
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted((ROOT / "templates/components").rglob("*.html"))
    },
    **{path: text.encode() for path, text in PRINTING.items()},
}
PROJECT = {**{path: text.encode() for path, text in AUTHORED.items()}, **DRESS}


def made(files, cache):
    """The files of the site with what was read of it, or else the problems."""
    try:
        steps = Incremental(cache)
        checked = read_site(files, steps, Occasion(date(2025, 3, 4)))
        cards = steps.draw_cards(checked)
        rendering = render(checked, files, steps, cards.by_folder)
        return checked.site, [*rendering.files, *cards.files]
    except Failed as failed:
        return failed.problems


def test_the_project_that_the_edits_begin_with_is_right():
    _, rendered = made(PROJECT, Cache())

    assert {"index.html", "town/index.html"} <= {each.path for each in rendered}


# ------------------------------------------------------------------- generated edits


def replaced(path, old, new):
    """An edit, which leaves alone what other edits have taken away."""

    def edit(files):
        if path in files:
            files[path] = files[path].replace(old.encode(), new.encode())

    return edit


def removed(path):
    return lambda files: files.pop(path, None)


def added(path, text):
    return lambda files: files.update({path: text.encode()})


def copied(folder, to):
    def edit(files):
        for path in list(files):
            if path.startswith(f"{folder}/"):
                files[path.replace(folder, to, 1)] = files[path]

    return edit


def shuffled(files):
    paths = list(files)
    random.Random(len(paths)).shuffle(paths)
    for path in paths:
        files[path] = files.pop(path)


def restored(files):
    files.clear()
    files.update(PROJECT)


# Edits that reach over the borders of files: what one says of another.
MEANT = {
    "a figure's value": replaced("content/dam/figures.yaml", "about 40", "about 50"),
    "a figure's value back": replaced("content/dam/figures.yaml", "about 50", "40"),
    "a claimant": replaced("content/dam/figures.yaml", "by: mayor", "by: wire"),
    "a label": replaced("content/dam/figures.yaml", "Houses", "Homes"),
    "an id": replaced("content/dam/figures.yaml", "id: share", "id: part"),
    "a person's name": replaced("content/people.yaml", "Ana Ruiz", "Ana María Ruiz"),
    "a person's id": replaced("content/people.yaml", "id: mayor", "id: major"),
    "a person's id back": replaced("content/people.yaml", "id: major", "id: mayor"),
    "a broken person": replaced("content/people.yaml", "name: Ana", "nom: Ana"),
    "a mended person": replaced("content/people.yaml", "nom: Ana", "name: Ana"),
    "a person on top": replaced(
        "content/people.yaml",
        "- id: agency",
        "- id: aide\n  name: Aide\n- id: agency",
    ),
    "nobody": added("content/people.yaml", ""),
    "everybody": added("content/people.yaml", PEOPLE),
    "a note": replaced("seeds/paper.yaml", "40 houses", "forty houses"),
    "a note's id": replaced("seeds/paper.yaml", "flood:", "water:"),
    "a note's id back": replaced("seeds/paper.yaml", "water:", "flood:"),
    "a source's title": replaced("seeds/paper.yaml", "title: The", "title: A"),
    "a broken source": replaced("seeds/paper.yaml", "publisher:", "published:"),
    "no source": removed("seeds/paper.yaml"),
    "the source": added("seeds/paper.yaml", SEED),
    "the same source again": added("seeds/again.yaml", SEED),
    "another source": added("seeds/new.yaml", "title: New\n"),
    "a file that is no source": added("seeds/new.txt", "New\n"),
    "without it": removed("seeds/new.txt"),
    "a headline": replaced("content/town/article.md", "The town", "Our town"),
    "a link": replaced("content/town/article.md", "[the dam]", "[]"),
    "a broken link": replaced("content/dam/article.md", ":town)", ":twon)"),
    "a mended link": replaced("content/dam/article.md", ":twon)", ":town)"),
    "a heading": replaced("content/dam/article.md", "What is next", "Timeline"),
    "no article": removed("content/town/article.md"),
    "the article": added("content/town/article.md", TOWN),
    "a new explainer": copied("content/town", "content/city"),
    "a new explainer with figures": copied("content/dam", "content/weir"),
    "without the new": removed("content/city/article.md"),
    "the figures elsewhere": copied("content/dam", "content/town"),
    "a file that nothing reads": added("content/dam/notes.txt", "?"),
    "without that file": removed("content/dam/notes.txt"),
    "letters that are not UTF-8": lambda files: files.update(
        {"content/dam/quotes.yaml": b"- id: \xff\n"}
    ),
    "the quotes": added("content/dam/quotes.yaml", QUOTES),
    "no quotes": removed("content/dam/quotes.yaml"),
    "the site's title": replaced("content/site.yaml", "Two", "Three"),
    "the language": replaced("content/site.yaml", "en-GB", "de"),
    "no home": replaced("content/site.yaml", "home: dam\n", ""),
    "another home": replaced("content/site.yaml", "home: dam", "home: town"),
    "a home that is not there": replaced("content/site.yaml", "home: dam", "home: x"),
    "the settings": added("content/site.yaml", SITE),
    "a template": replaced("templates/explainer.html", "{{ page", "New {{ page"),
    "a kind's template": replaced(
        "templates/components/figures/template.html", "{{ arr", "{{- arr"
    ),
    "a broken template": replaced("templates/list.html", "{{ page", "{% page"),
    "the templates": lambda files: files.update(DRESS),
    "an address": replaced(
        "content/site.yaml", "home:", "address: https://a.de/\nhome:"
    ),
    "a day of publication": replaced(
        "content/town/article.md", "as_of:", "published: 3 March 2025\nas_of:"
    ),
    "a draft": replaced("content/town/article.md", "as_of:", "draft: true\nas_of:"),
    "a later day": replaced(
        "content/town/article.md", "as_of:", "publish_on: 5 March 2025\nas_of:"
    ),
    "an update": added(
        "content/town/updates.yaml",
        "- {id: u, when: 4 March 2025, kind: correction, what: Not [](person:mayor)}\n",
    ),
    "a style sheet": added("assets/css/new.css", "@layer base { p { margin: 1em } }"),
    "an image": added("assets/mark.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "no image": removed("assets/mark.svg"),
    "another order of files": shuffled,
    "everything as it was": restored,
}


def line_edit(what, path, at, line):
    """Any line of any file, doubled, deleted or put elsewhere."""

    def edit(files):
        lines = files.get(path, b"\n").split(b"\n")
        index = at % len(lines)
        if what == "delete":
            del lines[index]
        elif what == "double":
            lines.insert(index, lines[index])
        else:
            lines.insert(index, lines[line % len(lines)])
        files[path] = b"\n".join(lines)

    return edit


LINE_EDITS = st.builds(
    line_edit,
    st.sampled_from(["delete", "double", "move"]),
    st.sampled_from(sorted(AUTHORED)),
    st.integers(0, 40),
    st.integers(0, 40),
)
EDITS = st.sampled_from(sorted(MEANT)).map(MEANT.get) | LINE_EDITS


class Desk:
    """A project being edited, with a cache in one process and one kept between them.

    Both have seen the project as it was before the edits.
    """

    def __init__(self, kept):
        self.files = dict(PROJECT)
        self.kept = kept
        self.here = Cache(kept)

    def build(self):
        """Both warm builds make what a cold one makes."""
        cold = made(self.files, Cache())
        from_the_disk = Cache(self.kept)

        assert made(self.files, self.here) == cold
        assert made(self.files, from_the_disk) == cold

        from_the_disk.forget_the_rest()
        self.kept = from_the_disk.kept


@pytest.fixture(scope="module")
def before():
    """What the project makes before the edits, and the cache of that build."""
    cache = Cache()
    return made(PROJECT, cache), cache.kept


@pytest.mark.parametrize("name", MEANT)
def test_an_edit_shows_and_so_does_its_undoing(before, name):
    whole, kept = before
    desk = Desk(kept)

    MEANT[name](desk.files)
    desk.build()

    assert made(PROJECT, desk.here) == whole
    assert made(PROJECT, Cache(desk.kept)) == whole


@settings(max_examples=settings().max_examples * 2 // 5)
@given(edits=st.lists(st.tuples(EDITS, st.booleans()), min_size=2, max_size=6))
@example(edits=[(MEANT[e], False) for e in ("a broken person", "a person's id")])
@example(edits=[(MEANT[e], False) for e in ("no source", "a note", "the source")])
def test_a_warm_build_equals_a_cold_build(before, edits):
    desk = Desk(before[1])

    for edit, afresh in edits:
        if afresh:
            restored(desk.files)
        edit(desk.files)
        desk.build()


@pytest.mark.parametrize("name", MEANT)
def test_every_meant_edit_changes_something(name):
    """An edit that finds nothing to change would test nothing."""
    paired = {
        "a figure's value back": "a figure's value",
        "a person's id back": "a person's id",
        "a mended person": "a broken person",
        "everybody": "nobody",
        "a note's id back": "a note's id",
        "the source": "no source",
        "without it": "a file that is no source",
        "a mended link": "a broken link",
        "the article": "no article",
        "without the new": "a new explainer",
        "without that file": "a file that nothing reads",
        "the quotes": "no quotes",
        "the settings": "no home",
        "the templates": "a template",
        "no image": "an image",
        "everything as it was": "no quotes",
    }
    files = dict(PROJECT)
    if name in paired:
        MEANT[paired[name]](files)
    before = list(files.items())

    MEANT[name](files)

    assert list(files.items()) != before


def test_two_equal_files_are_each_told_of_their_mistake():
    files = dict(PROJECT)
    for path in ("seeds/one.yaml", "seeds/two.yaml"):
        files[path] = b"titel: Wrong\n"

    problems = made(files, Cache())

    places = [str(problem.place) for problem in problems]
    assert places == ["seeds/one.yaml:1:1", "seeds/two.yaml:1:1"]


# --------------------------------------------------------------- what is made anew


class Counting(Cache):
    """A cache that counts what it has to have made."""

    def __init__(self):
        super().__init__()
        self.made = 0

    def lookup(self, key, codec, make):
        def counted():
            self.made += 1
            return make()

        return super().lookup(key, codec, counted)


def made_after(edit):
    """How many results a build makes after an edit that a cache has not seen."""
    files = dict(PROJECT)
    MEANT["no home"](files)
    cache = Counting()
    made(files, cache)
    cache.made = 0
    edit(files)
    made(files, cache)
    return cache.made


EXPLAINER = 1 + 1  # What it says is kept apart.
NAMES_EXPLAINER = 1 + EXPLAINER + 1  # And whether it names facts of others.
KNOWN = 1  # The size and the digest of files that are made together.
PAGES = 5
PAGE_DATA = 2 * (1 + KNOWN)  # Without an address, no page is listed.
LISTED = 2 * (
    1 + KNOWN
)  # The list, which has the figure that leads, and that it has no data.
IN_LIST = 2  # What it shows of the explainer, and of the one that leads to it there.
SAID = 1  # Of what both explainers name; the page of that shows no change.
PLAN, PICTURE = 1, 1  # Of the card: what is on it, and how it looks.


@pytest.mark.parametrize(
    ("edit", "count"),
    [
        (lambda files: None, 0),
        (shuffled, 0),
        (
            MEANT["a figure's value"],
            NAMES_EXPLAINER + PAGE_DATA + SAID + IN_LIST + LISTED + PLAN + PICTURE,
        ),
        (MEANT["a person on top"], 0),
        (MEANT["another source"], 1),
        # All name it; 404.html has the sheet in it.
        (MEANT["a style sheet"], 1 + PAGES * KNOWN),
        (
            MEANT["a person's name"],
            EXPLAINER + PAGE_DATA + SAID + IN_LIST + LISTED + PLAN + PICTURE,
        ),
        (MEANT["a note"], 1 + EXPLAINER + PAGE_DATA + SAID + IN_LIST + PLAN),
    ],
    ids=[
        "nothing",
        "order",
        "a figure",
        "a new person",
        "a new source",
        "style",
        "name",
        "note",
    ],
)
def test_only_what_an_edit_reaches_is_made_anew(edit, count):
    assert made_after(edit) == count


class Noting(Cache):
    """A cache that notes of what files had to be read."""

    def __init__(self):
        super().__init__()
        self.read = []

    def at_hand(self, key, make):
        def noted():
            self.read.append(key[1])
            return make()

        return super().at_hand(key, noted if key[0] != "document" else make)


def test_a_save_reads_no_other_file_of_an_explainer_again():
    files = dict(PROJECT)
    cache = Noting()
    made(files, cache)
    cache.read.clear()

    MEANT["a figure's value"](files)
    made(files, cache)

    assert cache.read == ["content/dam/figures.yaml"]


def is_compiled(result):
    """Whether a result is a template as Jinja has compiled it."""
    return result.startswith(bc_magic)


def test_a_build_reads_no_page_that_it_does_not_write(tmp_path, monkeypatch):
    files = dict(small_project())
    path = tmp_path / "cache"
    read = []
    get = Store.__getitem__
    monkeypatch.setattr(
        Store, "__getitem__", lambda *given: read.append(get(*given)) or read[-1]
    )

    def run():
        """Publish the site, and keep the cache; the files that were written."""
        cache = load_cache(path)
        _, published = build(
            files,
            Incremental(cache),
            Occasion(date(2026, 11, 22)),
            project=tmp_path,
            into=tmp_path / "site",
        )
        save_cache(cache, path)
        return published.written

    run()
    read.clear()
    files["content/bridge/article.md"] += b"\nOne word more.\n"
    written = [each for each in run() if each.endswith(".html")]

    assert "bridge/index.html" in written
    assert "404.html" not in written
    # What Jinja has compiled holds such marks as well.
    pages = [each for each in read if b"</html>" in each and not is_compiled(each)]
    assert len(pages) == len(written)
