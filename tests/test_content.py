from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.problems import Failed
from factbox.reading.files import legible, read_project
from tests.making import read_site, rendered

PROJECT = Path(__file__).parent.parent
BASE = {
    path: content
    for path, content in read_project(PROJECT / "tests/cases/base").items()
    if path.startswith(("content/", "seeds/"))
}
TEMPLATES = {
    path: content
    for path, content in read_project(PROJECT).items()
    if path.startswith(("templates/", "assets/"))
}
ARTICLE = BASE["content/flood/article.md"].decode()


def base_with(path: str, text: str) -> dict[str, bytes]:
    """The base project, one of its files changed or added."""
    return {**BASE, path: text.encode()}


def problems(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(Failed) as failure:
        read_site(files)
    return [f"{p.place}: {p.message}" for p in failure.value.problems]


# What is read.


def test_a_site_holds_its_people_its_sources_and_its_explainers() -> None:
    site = read_site(BASE)

    assert site.settings.title == "Explainers"
    assert list(site.people) == ["mayor", "police"]
    assert list(site.sources["gazette"].notes) == ["count", "breach"]
    assert [explainer.folder for explainer in site.explainers] == ["flood"]
    assert site.home == "flood"


def test_an_explainer_has_a_sidebar_for_each_of_its_files() -> None:
    (explainer,) = read_site(BASE).explainers

    assert [(s.kind, [item.id for item in s.items]) for s in explainer.sidebars] == [
        ("figures", ["missing", "homes"]),
        ("quotes", ["warning"]),
        ("timeline", ["breach"]),
        ("updates", []),
    ]


def test_an_explainer_needs_nothing_but_an_article() -> None:
    files = {**BASE, "content/dam/article.md": BASE["content/flood/article.md"]}

    explainers = read_site(files).explainers

    assert [explainer.folder for explainer in explainers] == ["dam", "flood"]


def test_explainers_may_use_the_same_ids() -> None:
    files = {
        **BASE,
        "content/dam/article.md": BASE["content/flood/article.md"],
        "content/dam/figures.yaml": BASE["content/flood/figures.yaml"],
    }

    assert len(read_site(files).explainers) == 2


def test_a_number_without_a_figure_is_advice() -> None:
    text = ARTICLE + "\nAbout 40 people are missing.\n"

    site = read_site(base_with("content/flood/article.md", text))

    told = [p for p in site.advice if p.name == "loose-number"]
    assert [(str(p.place), p.message) for p in told] == [
        ("content/flood/article.md:9:7", "the number '40' belongs to no figure")
    ]


# What is wrong. (Most of it is in tests/cases.)


def test_an_unknown_id_is_told_at_every_place_that_names_it() -> None:
    text = ARTICLE + "\n[](person:mayer), [](person:mayer)\n"

    assert problems(base_with("content/flood/article.md", text)) == [
        "content/flood/article.md:9:4: no person has the id 'mayer'",
        "content/flood/article.md:9:22: no person has the id 'mayer'",
    ]


@pytest.mark.parametrize("path", sorted(BASE))
@pytest.mark.parametrize("broken", ["'", "\t- a: b", "a\n: b", "&b c"])
def test_a_broken_file_is_one_problem(path: str, broken: str) -> None:
    text = f"---\n{broken}\n---\n" if path.endswith(".md") else broken

    assert len(problems(base_with(path, text))) == 1


@pytest.mark.parametrize("path", sorted(BASE))
def test_a_file_that_is_not_text_is_one_problem(path: str) -> None:
    content = BASE[path].replace(b"a", b"\xe4", 1)

    (problem,) = problems({**BASE, path: content})

    assert problem.endswith(": a letter here is not in UTF-8")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("content/site.yaml", "content/site.yml"),
        ("content/people.yaml", "content/person.yaml"),
        ("content/flood/article.md", "content/flood/article.txt"),
        ("content/flood/figures.yaml", "content/flood/Figures.yaml"),
        ("content/flood/quotes.yaml", "content/flood/quote.yaml"),
        ("seeds/gazette.yaml", "seeds/gazette.txt"),
    ],
)
def test_a_misnamed_file_is_one_problem(right: str, wrong: str) -> None:
    files = {wrong if path == right else path: BASE[path] for path in BASE}

    assert problems(files) == [f"{wrong}: nothing uses this file"]


# Whatever happens to a file.


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """The base project after a slip of the finger or three."""
    files = dict(BASE)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(sorted(files)))
        lines = files[path].decode().split("\n")
        index = draw(st.integers(0, len(lines) - 1))
        line = lines[index]
        cut = draw(st.integers(0, len(line)))
        typed = draw(st.sampled_from(TYPED))
        lines[index] = draw(
            st.sampled_from(
                [
                    line[:cut] + typed + line[cut:],
                    line[:cut] + typed + line[cut + 1 :],
                    line[cut:],
                    f"{line}\n{line}",
                    "",
                ]
            )
        )
        files[path] = "\n".join(lines).encode()
    return files


TYPED = (
    *(
        "",
        "x",
        " ",
        "  ",
        "\t",
        "-",
        ":",
        ": ",
        "#",
        "'",
        '"',
        "@",
        "[",
        "](",
        "|",
        ">",
    ),
    *(
        "[](figure:homes)",
        "[](source:gazette)",
        "![](quote:warning)",
        "[^a]",
        "<event:x>",
    ),
    *(
        "[a](#figures)",
        "[](figure:missing@mayor)",
        "\n\n",
        "---\n",
        "# ",
        "*",
        "&",
        "0",
    ),
)


@given(damaged())
def test_a_damaged_project_is_built_or_reported(files: dict[str, bytes]) -> None:
    try:
        read_site(files)
    except Failed as failed:
        for problem in failed.problems:
            assert problem.message
            if problem.place.line:
                lines = legible(files[problem.place.file]).split("\n")
                line = lines[problem.place.line - 1]
                assert 1 <= problem.place.column <= len(line) + 1
    else:
        assert rendered({**files, **TEMPLATES})
