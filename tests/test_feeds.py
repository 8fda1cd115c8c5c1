import json
from xml.etree import ElementTree

from tests.small_site import ADDRESS, TEXTS, built

ATOM = {"": "http://www.w3.org/2005/Atom"}
SITEMAP = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
NEWEST_FIRST = [
    (
        "https://example.org/explainers/bridge/#update-wrong-day",
        "Correction: The closed bridge",
        "2025-02-12T00:00:00Z",
        "The bridge was closed in mid-January, not in March.",
    ),
    (
        "https://example.org/explainers/bridge/#update-cost-rises",
        "Update: The closed bridge",
        "2025-02-10T00:00:00Z",
        "The engineer now says 310.50 to 400.",
    ),
    (
        "https://example.org/explainers/bridge/",
        "The closed bridge",
        "2025-02-08T00:00:00Z",
        "The bridge is closed.",
    ),
]


def test_the_atom_feed_tells_of_publications_updates_and_corrections() -> None:
    feed = ElementTree.fromstring(built(address=ADDRESS)["feed.xml"])

    assert [
        tuple(
            entry.findtext(tag, "", ATOM)
            for tag in ("id", "title", "updated", "content")
        )
        for entry in feed.findall("entry", ATOM)
    ] == NEWEST_FIRST


def test_the_json_feed_tells_the_same() -> None:
    feed = json.loads(built(address=ADDRESS)["feed.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [
        tuple(item[key] for key in ("id", "title", "date_published", "content_text"))
        for item in feed["items"]
    ] == NEWEST_FIRST


def test_a_feed_has_what_atom_asks_of_it() -> None:
    feed = ElementTree.fromstring(built(address=ADDRESS)["feed.xml"])

    assert {child.tag.partition("}")[2] for child in feed} == {
        "id", "title", "subtitle", "updated", "link", "author", "entry",
    }  # fmt: skip
    assert feed.findtext("updated", "", ATOM) == "2025-02-12T00:00:00Z"
    assert [
        (link.get("rel"), link.get("href")) for link in feed.findall("link", ATOM)
    ] == [
        ("self", "https://example.org/explainers/feed.xml"),
        ("alternate", "https://example.org/explainers/"),
    ]
    assert feed.findtext("author/name", "", ATOM) == "The Gazette"


def test_an_entry_keeps_its_id_when_the_explainer_becomes_the_home_page() -> None:
    settings = f"{TEXTS['content/site.yaml']}home: bridge\n"

    feed = json.loads(
        built({"content/site.yaml": settings}, address=ADDRESS)["feed.json"]
    )

    assert [(item["id"], item["url"]) for item in feed["items"]][1:] == [
        (
            "https://example.org/explainers/bridge/#update-cost-rises",
            "https://example.org/explainers/#update-cost-rises",
        ),
        (
            "https://example.org/explainers/bridge/",
            "https://example.org/explainers/",
        ),
    ]


def test_the_sitemap_has_every_page_and_the_days_that_are_known() -> None:
    sitemap = ElementTree.fromstring(built(address=ADDRESS)["sitemap.xml"])

    assert [
        (url.findtext("loc", None, SITEMAP), url.findtext("lastmod", None, SITEMAP))
        for url in sitemap
    ] == [
        ("https://example.org/explainers/bridge/", "2025-02-12"),
        ("https://example.org/explainers/tunnel/", None),
        ("https://example.org/explainers/", None),
    ]


def test_robots_are_told_where_the_sitemap_is() -> None:
    with_address = built(address=ADDRESS)["robots.txt"]
    without = built()["robots.txt"]

    assert without == "User-agent: *\nDisallow:\n"
    assert with_address == (
        "User-agent: *\nDisallow:\nSitemap: https://example.org/explainers/sitemap.xml\n"
    )


def test_without_an_address_there_are_no_feeds_and_no_sitemap() -> None:
    files = built()

    assert files.keys().isdisjoint({"feed.xml", "feed.json", "sitemap.xml"})


def test_without_an_entry_there_is_no_feed() -> None:
    path = "content/bridge/article.md"
    undated = TEXTS[path].replace("published: 8 February 2025\n", "")

    files = built({path: undated, "content/bridge/updates.yaml": None}, address=ADDRESS)

    assert files.keys().isdisjoint({"feed.xml", "feed.json"})
    assert "sitemap.xml" in files
    assert "feed" not in files["bridge/index.html"]


def test_what_xml_cannot_hold_is_replaced() -> None:
    path = "content/bridge/updates.yaml"
    update = r'- {id: x, when: 2025-02-10, kind: update, what: "a\x01b\uFFFFc"}'

    feed = ElementTree.fromstring(built({path: update}, address=ADDRESS)["feed.xml"])

    assert feed.findtext("entry/content", "", ATOM) == "a\ufffdb\ufffdc"


def test_a_draft_alone_makes_no_feed() -> None:
    bridge = TEXTS["content/bridge/article.md"].replace(
        "---\n", "---\ndraft: true\n", 1
    )

    files = built(
        {"content/bridge/article.md": bridge}, address=ADDRESS, with_drafts=True
    )

    assert "feed.xml" not in files
    assert "feed" not in files["bridge/index.html"]
