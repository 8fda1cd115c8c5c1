"""`factbox new`: a project that builds at once, and entries that disturb nothing."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.commands.main import main
from factbox.problems import Failed
from factbox.reading.files import FOLDERS, read_theme
from factbox.reading.nodes import Items, Mapping, Scalar
from factbox.reading.yaml_reader import read_yaml
from factbox.scaffolding.entries import SORTS, entry_added, scalar
from factbox.scaffolding.project import new_project
from tests.making import made

TODAY = date(2025, 3, 4)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project, in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1741046400")  # 4 March 2025
    assert main(["new", "my-site", "City desk"]) == 0
    monkeypatch.chdir(tmp_path / "my-site")
    return tmp_path / "my-site"


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]):
    """What was said since this was last asked."""
    return lambda: capsys.readouterr().err


# A project.


def test_a_new_project_builds_at_once_and_says_what_is_left_to_do(desk, told) -> None:
    code = main(["build"])

    assert code == 0
    page = (desk / "site/index.html").read_text("utf-8")
    assert "City desk" in page
    assert "Why the bridge is closed" in page
    told()
    assert main(["check"]) == 0
    words = told()
    # What only its editor knows is all that it lacks.
    assert re.findall(r"\(([a-z-]+)\)$", words, re.MULTILINE) == ["no-address"]
    assert words.endswith("1 explainer, no problems\n")


def test_a_new_project_has_all_that_it_needs_and_no_code(desk) -> None:
    files = sorted(
        path.relative_to(desk).as_posix() for path in desk.rglob("*") if path.is_file()
    )

    assert files == [
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        ".gitignore",
        ".vscode/extensions.json",
        ".vscode/settings.json",
        "README.md",
        "content/closed-bridge/article.md",
        "content/closed-bridge/figures.yaml",
        "content/closed-bridge/images/bridge.png",
        "content/closed-bridge/quotes.yaml",
        "content/closed-bridge/timeline.yaml",
        "content/closed-bridge/updates.yaml",
        "content/people.yaml",
        "content/site.yaml",
        "requirements.txt",
        "seeds/council-minutes.yaml",
    ]


def test_no_mark_of_the_model_is_left(desk) -> None:
    left = [
        p for p in desk.rglob("*.*") if p.is_file() and b"@TITLE@" in p.read_bytes()
    ]

    assert left == []
    assert (desk / "requirements.txt").read_text().startswith("factbox==0.")


@pytest.mark.parametrize(
    "title", ['He said: "no" # really', "a: b", "- x", "Ärger ", "{{ x }}", "@NAME@"]
)
def test_a_title_is_the_title_whatever_is_in_it(title: str) -> None:
    files = new_project(title, "1.0", TODAY)
    sources = {p: c for p, c in files.items() if p.split("/")[0] in FOLDERS}
    site, _ = made({**read_theme(), **sources})

    assert site.settings.title == " ".join(title.split())


def test_a_project_is_not_made_over_files_that_are_there(desk, told) -> None:
    (desk / "content/site.yaml").write_text("title: Mine")
    (desk / "README.md").unlink()

    code = main(["new", ".", "Another"])

    assert code == 1
    assert "content/site.yaml: this is there already\n" in told()
    assert (desk / "content/site.yaml").read_text() == "title: Mine"
    assert not (desk / "README.md").exists()


def test_a_noun_that_no_project_has_is_told(tmp_path, monkeypatch, told) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["new", "figur", "an-id", "Cost"]) == 2
    assert (
        "'figur' is nothing that a project has: explainer, source, translation, "
        "language, person" in told()
    )
    assert list(tmp_path.iterdir()) == []


def test_no_project_is_begun_within_one_by_a_slip(desk, told) -> None:
    told()
    before = sorted(desk.rglob("*"))

    assert main(["new", "figur", "cost"]) == 2

    assert "'figur' is nothing that a project has: explainer" in told()
    assert sorted(desk.rglob("*")) == before


def test_a_project_can_be_begun_beside_another_one(desk) -> None:
    assert main(["new", "../another", "Another desk"]) == 0

    assert (desk.parent / "another" / "content/site.yaml").is_file()


# Entries.


def test_a_new_explainer_is_a_draft_that_stops_no_build(desk, told) -> None:
    code = main(["new", "explainer", "the-ferry", "The ferry: a history"])

    assert code == 0
    assert main(["build"]) == 0
    assert not (desk / "site/the-ferry").exists()
    article = (desk / "content/the-ferry/article.md").read_text()
    assert 'headline: "The ferry: a history"\n' in article
    assert "draft: true\n" in article


def test_a_new_source_has_its_title_and_stops_no_build(desk, told) -> None:
    assert main(["new", "source", "who-report", "The report"]) == 0
    assert main(["build"]) == 0
    assert "\ntitle: The report\n" in (desk / "seeds/who-report.yaml").read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("person", "bo", "Bo Reporter", "role=Local reporter"),
        (
            *("figure", "length", "Length", "value=about 300", "by=council"),
            *("source=council-minutes#cost", "unit=metres"),
        ),
        ("figure", "half", "Half the cost", "derived=cost@council / 2"),
        (
            *("quote", "safe", "Said: it is safe # so far.", "who=council"),
            *("about=cost, closed", "source=council-minutes#cost"),
        ),
        (
            *("event", "opened", "It opens", "when=February 2025", "by=council"),
            "source=council-minutes#ferry",
        ),
        ("update", "more", "More is known.", "when=5 March 2025", "kind=update"),
    ],
    ids=lambda words: words[1],
)
def test_an_entry_of_each_sort_is_added_behind_the_others(desk, told, words) -> None:
    before = {path: path.read_bytes() for path in desk.rglob("content/**/*.yaml")}

    code = main(["new", *words])

    assert code == 0, told()
    changed = {p: p.read_bytes() for p in before if p.read_bytes() != before[p]}
    [(path, after)] = changed.items()
    assert after.startswith(before[path])
    assert main(["build"]) == 0, told()
    assert words[1].encode() in after.removeprefix(before[path])


def test_what_is_still_to_write_is_told_and_a_build_waits_for_it(desk, told) -> None:
    told()
    code = main(["new", "figure", "length", "Length of the bridge"])

    words = told()
    assert code == 0
    assert words.startswith("content/closed-bridge/figures.yaml:39: added 'length'\n")
    assert (
        "still to write: value:  # a quantity as people write it, such as: about"
        in words
    )
    assert main(["build"]) == 1
    assert "'value' is empty" in told()


def test_a_taken_id_is_told_with_its_place_and_nothing_is_written(desk, told) -> None:
    before = (desk / "content/closed-bridge/figures.yaml").read_bytes()
    told()

    code = main(["new", "figure", "closed", "Closed bridges"])

    assert code == 1
    assert told().startswith(
        "content/closed-bridge/timeline.yaml:13:7: the id 'closed' is taken\n"
        "    - id: closed\n"
    )
    assert (desk / "content/closed-bridge/figures.yaml").read_bytes() == before


def test_the_explainer_is_asked_for_where_there_are_several(desk, told) -> None:
    main(["new", "explainer", "ferry"])
    told()

    unsaid = main(["new", "figure", "length", "Length"])
    asked = told()
    said = main(["new", "figure", "ferry/length", "Length"])

    assert (unsaid, said) == (2, 0)
    assert "Write explainer/length\n  known: closed-bridge, ferry" in asked
    assert (desk / "content/ferry/figures.yaml").read_text() == (
        "# yaml-language-server: $schema=../../.factbox/schemas/ferry/figures.json\n"
        "\n"
        "- id: length\n"
        "  label: Length\n"
        "  value:  # a quantity as people write it, such as: about 300\n"
        "  by:  # who claims it: an id in people.yaml, such as: council\n"
        "  source:  # where it is on record: a file in seeds/ and a note in it, such as: gazette-2025-02-07#cost\n"
    )


def test_an_unknown_key_is_told_with_the_nearest(desk, told) -> None:
    told()

    assert main(["new", "figure", "length", "lable=Length"]) == 2
    assert told() == "a figure has no key 'lable'\n  did you mean 'label'?\n"


# Odd but valid files.

PEOPLE = SORTS["person"]
PATH = "content/people.yaml"
NEW = {"id": "new-one", "name": "New: one # of them"}


def added(text: str) -> str:
    content = text.encode()
    return entry_added({PATH: content}, PATH, PEOPLE, NEW, "s.json").decode()


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  name: A",
        "- id: a\r\n  name: A\r\n",
        "  - id: a\n    name: A\n",
        "- id: a\n  name: |+\n    A\n\n\n",
        "- id: a\n  name: >-\n    A\n    B",
        "---\n- {id: a, name: A}\n",
        "- id: a\n  name: A\n# The end.",
        "- id: a\n  name: 'It''s\n\n    A'\n   # odd\n",
        "\ufeff- id: a\n  name: A\n",
        "# Nobody yet.\n",
        "",
    ],
)
def test_an_entry_fits_behind_an_odd_list(text: str) -> None:
    node, problems = read_yaml(
        (text + added(text)).lstrip("\ufeff").replace("\r", ""), PATH
    )

    assert problems == []
    assert isinstance(node, Items)
    assert node.items[-1].get("name").text == NEW["name"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[{id: a, name: A}]\n", "1:1", "this list stands in brackets"),
        ("id: a\n", "1:1", "this file is a list, but no list begins here"),
        ("- id: a\n  name: A\n...\n", "3:1", "no person can be added at the end"),
        ("- id: a\n  name: 'A\n", "2:9", "a quotation mark is opened here"),
        ("- id: new-one\n", "1:7", "the id 'new-one' is taken"),
    ],
)
def test_where_none_fits_it_is_told_why(text: str, place: str, message: str) -> None:
    with pytest.raises(Failed) as failure:
        added(text)

    [problem] = failure.value.problems
    assert str(problem.place) == f"{PATH}:{place}"
    assert problem.message.startswith(message)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")),
    min_size=1,
).filter(lambda text: text.strip())


@given(WORDS)
def test_any_text_is_written_so_that_it_is_read_back(text: str) -> None:
    node, problems = read_yaml(f"key: {scalar(text)}\n", "")

    assert problems == []
    assert node.get("key").text == " ".join(text.split())


STYLES = st.sampled_from(
    [
        "{}",
        "'{}'",
        '"{}"',
        "|\n{i}    {}",
        ">-\n{i}    {}\n{i}    more",
        "|+\n{i}    {}\n\n",
    ]
)


@st.composite
def lists(draw: st.DrawFn) -> str:
    """A list of people, written as oddly as YAML allows."""
    indent = " " * draw(st.integers(0, 4))
    lines = draw(st.sampled_from(["", "---\n", "# Comment\n", "\n\n"]))
    for number in range(draw(st.integers(1, 4))):
        style = draw(STYLES).replace("{i}", indent)
        lines += f"{indent}- id: a{number}\n{indent}  name: {style.format('word')}\n"
        lines += draw(
            st.sampled_from(["", "\n", "# between\n", f"{indent}  # in it\n"])
        )
    lines = lines.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from([lines, lines.rstrip()]))


def said(node: object) -> object:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Items):
        return [said(item) for item in node.items]
    assert isinstance(node, Mapping)
    return [(said(key), said(value)) for key, value in node.entries]


@given(lists())
def test_entries_that_were_there_stay_what_they_were(text: str) -> None:
    before, _ = read_yaml(text.replace("\r\n", "\n"), PATH)

    after, problems = read_yaml((text + added(text)).replace("\r\n", "\n"), PATH)

    assert problems == []
    assert said(after) == [*said(before), [("id", NEW["id"]), ("name", NEW["name"])]]
