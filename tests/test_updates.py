import pytest

from factbox.kinds.updates import Update
from factbox.problems import Failed
from tests.small_site import TEXTS, built, small_site

PATH = "content/bridge/updates.yaml"


def test_the_newest_comes_first() -> None:
    text = """\
- {id: a, when: 2025-02-10, kind: update, what: A}
- {id: b, when: 2025-02-12, kind: update, what: B}
- {id: c, when: 2025-02-12, kind: update, what: C}
- {id: d, when: 2025-02-11, kind: update, what: D}
"""

    sidebar = small_site({PATH: text}).explainers[0].sidebars[3]

    assert [item.id for item in sidebar.items] == ["c", "b", "d", "a"]


def test_a_page_shows_its_updates_and_corrections() -> None:
    page = built()["bridge/index.html"]

    shown = page[page.index('id="update-wrong-day"') :]
    newest, other = shown.split('id="update-cost-rises"', 1)
    assert "Correction" in newest
    assert 'datetime="2025-02-12">12 February 2025<' in newest
    assert "was closed in" in newest
    assert "Update" in other
    assert 'datetime="2025-02-10">10 February 2025<' in other


def test_the_newest_update_dates_the_page() -> None:
    article = TEXTS["content/bridge/article.md"].replace(
        "byline:", "updated: 11 February 2025\nbyline:"
    )

    with_updates = small_site({"content/bridge/article.md": article})
    without = small_site({"content/bridge/article.md": article, PATH: None})

    assert str(with_updates.explainers[0].updated) == "12 February 2025"
    assert str(without.explainers[0].updated) == "11 February 2025"


def test_an_update_can_be_linked_to() -> None:
    article = TEXTS["content/bridge/article.md"] + "[](update:wrong-day)\n"

    page = built({"content/bridge/article.md": article})["bridge/index.html"]

    assert 'href="#update-wrong-day"' in page
    assert ">Correction, 12 February 2025</a>" in page


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("when: February 2025", "1:17", "'February 2025' is not a single day"),
        (
            "when: 7 February 2025",
            "1:3",
            "this update is from before the page was published (8 February 2025)",
        ),
        ("kind: fix", "1:17", "'kind' cannot be 'fix'"),
        (
            "about: [nowhere]",
            "1:19",
            "no figure, quote, event or update has the id 'nowhere'",
        ),
    ],
)
def test_a_mistake_is_reported_where_it_stands(
    line: str, place: str, message: str
) -> None:
    keys = {"when": "2025-02-10", "kind": "update", "what": "A"}
    key, _, value = line.partition(": ")
    rest = "".join(f", {k}: {v}" for k, v in keys.items() if k != key)
    text = f"- {{id: a, {key}: {value}{rest}}}\n"

    with pytest.raises(Failed) as failure:
        small_site({PATH: text})

    [problem] = failure.value.problems
    assert (str(problem.place), problem.message) == (f"{PATH}:{place}", message)


def test_an_item_is_typed_for_its_template() -> None:
    items = small_site().explainers[0].sidebars[3].items

    assert [isinstance(item, Update) and item.label for item in items] == [
        "Correction",
        "Update",
    ]
