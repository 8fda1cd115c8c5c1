import json
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from factbox.checking.release import release
from factbox.model.site import Site
from factbox.output.metadata import Head, head_of
from factbox.pages import layout_of, routes_of
from factbox.pages.page import Card
from tests.small_site import (
    ADDRESS,
    TEXTS,
    TODAY,
    PageHead,
    SiteAddress,
    built,
    small_site,
)

PAGE = "bridge/index.html"


def json_ld(html: str) -> dict[str, object]:
    [(kind, text)] = PageHead(html).scripts
    assert kind == "application/ld+json"
    node: dict[str, object] = json.loads(text)
    return node


def nodes(value: object) -> Iterator[Mapping[str, object]]:
    """Every object with a type in some JSON-LD, outermost first."""
    if isinstance(value, Mapping):
        if "@type" in value:
            yield value
        for child in value.values():
            yield from nodes(child)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for child in value:
            yield from nodes(child)


def typed(name: str, html: str) -> list[Mapping[str, object]]:
    return [node for node in nodes(json_ld(html)) if node["@type"] == name]


def head(path: str, site: Site, card: Card) -> Head:
    """The metadata of a page of a site if this card stands for it."""
    route = next(each for each in routes_of(layout_of(site)) if each.path == path)
    assert route.type.about is not None
    page = msgspec.structs.replace(route.page, card=card)
    return head_of(page, route.type.about(page), route.data)


# Open Graph, and what search engines read.


def test_a_page_says_what_it_is_and_where() -> None:
    head = PageHead(built(address=ADDRESS)[PAGE])

    assert head.linked("canonical") == ["https://example.org/explainers/bridge/"]
    assert head.metas == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "theme-color": "#161d1b",
        "description": "The bridge is closed.",
        "twitter:card": "summary",
        "og:type": "article",
        "og:title": "The closed bridge",
        "og:description": "The bridge is closed.",
        "og:site_name": "City desk",
        "og:locale": "en_GB",
        "og:url": "https://example.org/explainers/bridge/",
        "article:published_time": "2025-02-08",
        "article:modified_time": "2025-02-12",
    }


def test_the_list_of_explainers_says_so_too() -> None:
    head = PageHead(built(address=ADDRESS)["index.html"])

    assert head.linked("canonical") == ["https://example.org/explainers/"]
    assert head.metas["og:type"] == "website"
    assert head.metas["description"] == "Explainers of the city desk"


def test_an_editors_description_is_preferred_to_the_standfirst() -> None:
    path = "content/bridge/article.md"
    text = TEXTS[path].replace("as_of:", "description: Why it closed\nas_of:")

    head = PageHead(built({path: text})[PAGE])

    assert head.metas["description"] == "Why it closed"


def test_without_an_address_nothing_absolute_is_said() -> None:
    files = built()

    for path in (PAGE, "tunnel/index.html", "index.html"):
        head = PageHead(files[path])
        assert head.linked("canonical") == []
        assert "og:url" not in head.metas
        assert "feed" not in " ".join(head.linked("alternate"))


def test_a_page_links_its_data_and_the_feeds() -> None:
    linked = PageHead(built(address=ADDRESS)[PAGE]).linked("alternate")

    assert linked == [
        "data.json",
        "figures.csv",
        "quotes.csv",
        "timeline.csv",
        "updates.csv",
        "sources.csl.json",
        "../feed.xml",
        "../feed.json",
    ]


def test_a_card_stands_for_a_page_once_its_address_is_known() -> None:
    card = Card("assets/card-bridge.png", "The closed bridge", 1200, 630)
    unplaced = release(small_site(), today=TODAY)
    placed = release(small_site(), today=TODAY, address=SiteAddress(ADDRESS))

    heads = [head(PAGE, site, card) for site in (placed, unplaced)]

    assert [pair for pair in heads[0].properties if "image" in pair[0]] == [
        ("og:image", "https://example.org/explainers/assets/card-bridge.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "The closed bridge"),
    ]
    assert (
        '"url":"https://example.org/explainers/assets/card-bridge.png"'
        in heads[0].json_ld
    )
    assert [pair for pair in heads[1].properties if "image" in pair[0]] == []
    assert "card-bridge" not in heads[1].json_ld


def test_the_list_can_have_a_card_as_well() -> None:
    site = release(small_site(), today=TODAY, address=SiteAddress(ADDRESS))

    made = head("index.html", site, Card("assets/card.png", "City desk", 1200, 630))

    assert ("twitter:card", "summary_large_image") in made.names
    assert ("og:image:alt", "City desk") in made.properties


# schema.org.


def test_an_explainer_is_a_background_news_article() -> None:
    settings = TEXTS["content/site.yaml"] + "licence: https://example.org/cc-by\n"

    article = json_ld(built({"content/site.yaml": settings}, address=ADDRESS)[PAGE])

    assert {key: value for key, value in article.items() if isinstance(value, str)} == {
        "@context": "https://schema.org",
        "@type": "BackgroundNewsArticle",
        "@id": "https://example.org/explainers/bridge/#article",
        "headline": "The closed bridge",
        "description": "The bridge is closed.",
        "url": "https://example.org/explainers/bridge/",
        "mainEntityOfPage": "https://example.org/explainers/bridge/",
        "inLanguage": "en-GB",
        "datePublished": "2025-02-08",
        "dateModified": "2025-02-12",
        "license": "https://example.org/cc-by",
    }
    assert article["author"] == {"@type": "Person", "name": "Bo Reporter"}
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "@id": "https://example.org/explainers/bridge/#source-minutes",
            "name": "Minutes of the council",
            "author": {"@type": "Person", "name": "The clerk"},
            "publisher": {"@type": "Organization", "name": "City Council"},
            "datePublished": "2025-02",
            "url": "https://council.example/minutes",
        }
    ]


def test_a_date_is_never_more_precise_than_known() -> None:
    files = built()

    assert json_ld(files["tunnel/index.html"])["datePublished"] == "2025-01"
    assert [
        (event["name"], event.get("startDate"), event.get("endDate"))
        for event in typed("Event", files[PAGE])
    ] == [
        # On a day between two: neither of them is when it began.
        ("Rust is found", None, None),
        ("The bridge is closed", "2025-01", "2025-01"),
    ]


def test_an_estimate_is_a_claim_about_an_observation() -> None:
    rough, exact, _, _ = typed("Claim", built()[PAGE])

    assert rough == {
        "@type": "Claim",
        "@id": "#figure-cost-council",
        "name": "Cost of the repair",
        "text": "about 300 million",
        "about": {
            "@type": "Observation",
            "variableMeasured": "Cost of the repair",
            "unitText": "million",
            "observationDate": "2025-01",
            "value": "about 300",
        },
        "author": {"@type": "Organization", "name": "City Council"},
        "appearance": {"@id": "#source-minutes"},
    }
    assert exact["about"] == {
        "@type": "Observation",
        "variableMeasured": "Cost of the repair",
        "unitText": "million",
        "minValue": 310.5,
        "maxValue": 400,
    }


def test_what_a_formula_gives_is_claimed_by_the_publisher() -> None:
    share = typed("Claim", built()[PAGE])[2]

    assert share["author"] == {"@id": "#publisher"}
    assert share["isBasedOn"] == [
        {"@id": "#figure-cost-council"},
        {"@id": "#figure-cost-engineer"},
    ]


def test_exact_words_are_a_quotation_and_a_paraphrase_is_a_claim() -> None:
    page = built()[PAGE]

    assert typed("Quotation", page) == [
        {
            "@type": "Quotation",
            "@id": "#quote-rust",
            "dateCreated": "2025-02-03",
            "text": "nothing but rust",
            "description": "Blamed the weather for about 300.",
            "spokenByCharacter": {
                "@type": "Person",
                "name": "Ada Engineer",
                "description": "Bridge engineer",
            },
            "citation": {"@id": "#source-minutes"},
        }
    ]
    assert typed("Claim", page)[3] == {
        "@type": "Claim",
        "@id": "#quote-safe",
        "text": "Said that the bridge is safe.",
        "author": {"@type": "Organization", "name": "City Council"},
        "appearance": {"@id": "#source-minutes"},
    }


def test_a_correction_is_one_and_an_update_is_none() -> None:
    assert json_ld(built()[PAGE])["correction"] == [
        {
            "@type": "CorrectionComment",
            "@id": "#update-wrong-day",
            "text": "The bridge was closed in mid-January, not in March.",
            "datePublished": "2025-02-12",
        }
    ]


def test_a_byline_of_the_publisher_is_no_person() -> None:
    path = "content/bridge/article.md"
    text = TEXTS[path].replace("byline: Bo Reporter", "byline: The Gazette")

    article = json_ld(built({path: text})[PAGE])

    assert article["author"] == article["publisher"]


def test_what_was_never_changed_was_last_changed_when_published() -> None:
    article = json_ld(built({"content/bridge/updates.yaml": None})[PAGE])

    assert article["datePublished"] == article["dateModified"] == "2025-02-08"
