from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbox.model.prose import Embed, FootnoteMark, Prose, Reference
from factbox.problems import Place
from factbox.reading.markdown import read_article, read_text
from factbox.reading.nodes import Scalar


def article(text: str) -> Prose:
    return read_article(text, "a.md", first_line=1)


def inline(text: str) -> Prose:
    return read_text(Scalar(text, Place("a.yaml", 1, 1), text))


def problems(prose: Prose) -> list[str]:
    return [f"{problem.place}: {problem.message}" for problem in prose.problems]


def html(prose: Prose) -> str:
    """The finished HTML of a text and its footnotes, a mark for what is yet to fill."""
    parts = [part for text in (prose, *prose.footnotes) for part in text.parts]
    return "".join(part if isinstance(part, str) else "◌" for part in parts)


# HTML.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A *b* **c** `d`", "<p>A <em>b</em> <strong>c</strong> <code>d</code></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("## A b", '<h2 id="a-b">A b</h2>\n'),
        (
            "[a](https://example.org/?b&c)",
            '<p><a href="https://example.org/?b&amp;c">a</a></p>\n',
        ),
        ("<b>a</b> & c", "<p>&lt;b&gt;a&lt;/b&gt; &amp; c</p>\n"),
        ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>\n"),
    ],
)
def test_an_article_is_commonmark_without_raw_html(text: str, expected: str) -> None:
    assert html(article(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A & <b>", "A &amp; &lt;b&gt;"),
        ("A *b* `c`", "A <em>b</em> <code>c</code>"),
        ("# A", "# A"),
        ("- a", "- a"),
    ],
)
def test_a_text_of_yaml_is_inline_markdown(text: str, expected: str) -> None:
    assert html(inline(text)) == expected


# References.


def test_a_link_with_the_scheme_of_an_entry_is_a_reference() -> None:
    prose = article("About [*forty*](figure:missing@police) people.")

    before, reference, after = prose.parts
    assert before == "<p>About "
    assert isinstance(reference, Reference)
    assert (reference.html, reference.text) == ("<em>forty</em>", "forty")
    assert str(reference.mention) == "missing@police"
    assert after == " people.</p>\n"


def test_the_parts_of_sources_follow_a_number_sign() -> None:
    (mention,) = article("[](source:gazette#count)").mentions

    assert (mention.scheme, mention.id, mention.part) == ("source", "gazette", "count")


def test_a_card_stands_in_a_paragraph_of_its_own() -> None:
    prose = article("a\n\n![](figure:missing)\n\nb")

    assert [type(part) for part in prose.parts] == [str, Embed, str]
    assert prose.problems == ()


def test_an_address_in_angle_brackets_has_no_words_of_its_own() -> None:
    (reference,) = article("<event:breach>").references

    assert isinstance(reference, Reference)
    assert reference.html == ""


def test_references_come_in_order_and_those_of_footnotes_last() -> None:
    text = "[](event:a)[^n] and [](event:c)\n\n[^n]: [](event:b)\n"

    assert [mention.id for mention in article(text).mentions] == ["a", "c", "b"]


def test_footnotes_are_numbered_as_they_are_first_used() -> None:
    prose = article("a[^x] b[^y] c[^x]\n\n[^y]: Y.\n[^x]: X.\n")

    marks = [part for part in prose.parts if isinstance(part, FootnoteMark)]
    assert [(mark.number, mark.occurrence) for mark in marks] == [
        (1, 1),
        (2, 1),
        (1, 2),
    ]
    assert [note.parts for note in prose.footnotes] == [
        ("<p>X.</p>\n",),
        ("<p>Y.</p>\n",),
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[](event:a)", ["1:4"]),
        ("[a](event:a) [a](event:a)", ["1:5", "1:18"]),
        ("a\n  b [](event:a)", ["2:8"]),
        ("1. [](event:a)\n   - [](event:a)", ["1:7", "2:9"]),
        ("> a\n> [](event:a)\nlazy [](event:a)", ["2:6", "3:9"]),
        ("## [](event:a) ##", ["1:7"]),
        ("[](event:a)\n===", ["1:4"]),
        ("|a|b|\n|-|-|\n|[](event:a)|[](event:a)|", ["3:5", "3:17"]),
        (r"|a|" + "\n|-|\n" + r"|\| [](event:a)|", ["3:8"]),
        ("**[](event:a)** `](` [](event:a)", ["1:6", "1:25"]),
        (r"\[[](event:a)\]", ["1:6"]),
        ('[a](event:a "](") b', ["1:5"]),
        ("[a](<event:a>)", ["1:5"]),
        ("[a][b] [b]\n\n[b]: event:a", ["1:1", "1:8"]),
        ("<event:a>", ["1:2"]),
        ("![](event:a)", ["1:5"]),
        ("a[^n]\n\n[^n]: b [](event:a)", ["3:12"]),
        ("\t\0 - [](event:a)", []),
        ("\0 [](event:a)", ["1:6"]),
    ],
)
def test_a_reference_is_placed_where_its_address_stands(
    text: str, places: list[str]
) -> None:
    found = [str(mention.place) for mention in article(text).mentions]

    assert found == [f"a.md:{place}" for place in places]


def test_places_count_from_the_line_on_which_the_text_begins() -> None:
    prose = read_article("\n[](event:a)", "a.md", first_line=7)

    assert str(prose.mentions[0].place) == "a.md:8:4"


# Headings.


def test_headings_have_ids_that_nothing_else_has() -> None:
    text = "## The *dam*\n\n## The dam\n\n## People\n\n## 水\n\n## ?\n"

    prose = read_article(text, "a.md", 1, reserved=["people"])

    assert [heading.id for heading in prose.headings] == [
        "the-dam",
        "the-dam-2",
        "section-people",
        "水",
        "section",
    ]


def printed(reference: Reference) -> str:
    """Stands for what a page would print."""
    return reference.text or f"<{reference.mention}>"


def test_a_heading_says_what_its_references_print() -> None:
    prose = article(
        "## What [](figure:missing@police) *said* of [it](event:breach)[^n]"
    )

    (heading,) = prose.headings
    assert heading.in_words(printed) == "What <missing@police> said of it[^n]"
    assert "\0" not in html(prose)
    assert [type(part).__name__ for part in prose.parts] == [
        *("str", "Reference", "str", "Reference", "str"),
    ]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("What [](person:mayor) said", "what-mayor-said"),
        ("About [](figure:missing@police)", "about-missing"),
        ("[About *40*](figure:missing@police) people", "about-40-people"),
        ("The wall[](source:gazette#wall)", "the-wall"),
        ("The wall[^n]", "the-wall"),
        (r"Rock \& roll &amp; `code`", "rock-roll-code"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Cafe\u0301 \u0130STANBUL", "café-i\u0307stanbul"),
    ],
)
def test_the_id_of_a_heading_is_made_of_what_lasts(text: str, id: str) -> None:
    (heading,) = article(f"## {text}\n\n[^n]: N.\n").headings

    assert heading.id == id


def test_the_name_of_a_table_has_the_words_of_its_references() -> None:
    prose = article("|a|[b](event:c)|\n|-|-|\n|d|e|")

    assert 'aria-label="a, b"' in html(prose)


# What is wrong.


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# A", "a.md:1:3: a heading of the first level stands in the text"),
        ("### A", "a.md:1:5: a heading of level 3 follows one of level 1"),
        ("[a](b.html)", "a.md:1:5: 'b.html' is not an address that works everywhere"),
        ("[a](b/c:d)", "a.md:1:5: 'b/c:d' is not an address that works everywhere"),
        ("[a](figure:)", "a.md:1:5: 'figure:' is not an address that works everywhere"),
        ("[a]()", "a.md:1:5: this link leads nowhere"),
        ("[](https://example.org)", "a.md:1:4: this link has no text"),
        ("a [b](c d)", "a.md:1:5: a link begins here and does not end"),
        ("b] (event:a)", "a.md:1:2: a link begins here and does not end"),
        ("a[^n]", "a.md:1:2: there is no footnote 'n'"),
        ("a\n\n[^n]: b", "a.md:3:1: nothing in the text refers to the footnote 'n'"),
        (
            "![a](b.png)",
            "a.md:1:6: the image 'b.png' is not among those of this explainer",
        ),
        ("a ![](event:b)", "a.md:1:7: a card stands in the middle of a text"),
        ("## ![](event:b)", "a.md:1:8: a card stands in the middle of a text"),
        ("|a|\n|-|\n|![](event:b)|", "a.md:3:6: a card stands in the middle of a text"),
        (
            "[![](event:b)](event:c)",
            "a.md:1:16: a card, an image or a footnote stands in the text of a link",
        ),
    ],
)
def test_a_mistake_is_reported_where_it_stands(text: str, problem: str) -> None:
    assert problems(article(text)) == [problem]


def test_a_text_of_yaml_has_no_cards() -> None:
    assert problems(inline("![](event:b)")) == [
        "a.yaml:1:5: a card stands in the middle of a text"
    ]


@pytest.mark.parametrize(
    "text", [r"a\](b) c", r"\[^n]", "`](`", "`[^n]`", "a [b] (c)", "```\n[a](b)\n```"]
)
def test_what_is_meant_as_it_stands_is_no_mistake(text: str) -> None:
    assert problems(article(text)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("40 people and 1,200 homes", [("40", "1:1"), ("1,200", "1:15")]),
        ("7 February 2025, 7 homes", [("7", "1:18")]),
        ("[40](figure:a) and 40", [("40", "1:20")]),
        ("`40` and 40", [("40", "1:10")]),
        ("a\n  b 40", [("40", "2:5")]),
    ],
)
def test_numbers_that_belong_to_no_figure_are_found(
    text: str, numbers: list[tuple[str, str]]
) -> None:
    found = article(text).numbers

    assert [(n.text, f"{n.place.line}:{n.place.column}") for n in found] == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<!-- b -->c", "<p>ac</p>\n"),
        ("<!-- a\n\n## b -->\n\nc", "<p>c</p>\n"),
        ("<!-- a\n\nb --> c", "<p>c</p>\n"),
        ("- a <!-- b\n  c -->\n- d", "<ul>\n<li>a </li>\n<li>d</li>\n</ul>\n"),
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>\n"),
        ("<!-- [](event:a) figure:b <b> -->", ""),
    ],
)
def test_comments_are_dropped(text: str, expected: str) -> None:
    prose = article(text)

    assert html(prose) == expected
    assert (prose.problems, prose.mentions) == ((), ())


def test_what_stands_behind_a_comment_is_placed_where_it_is() -> None:
    prose = article("a <!-- [](event:b) --> [](event:b)\n\n<!-- c\n\n--> [](event:d)")

    assert [str(each.place) for each in prose.mentions] == ["a.md:1:27", "a.md:5:8"]


def test_the_paragraphs_of_a_text_of_yaml_are_kept() -> None:
    prose = inline("One *a*\nb.\n\n[](event:c)\n\n\nThree.")

    assert html(prose) == "One <em>a</em>\nb.<br>\n<br>\n◌<br>\n<br>\nThree."
    assert len(prose.blocks) == 3


MEANT = [
    *("a < b > c", "1 <2> 3", r"\<b>", "&lt;b&gt;", "`<b>`", "<https://example.org>"),
    *(r"\[[a]]", "`[[a]]`", "[sic] [1]", "[a](https://example.org/figure:b)"),
    *(
        "A figure: three",
        "the source:",
        "http://a.example/figure:b",
        "x ~ y",
        r"\~\~a\~\~",
    ),
    *("2 * 3 * 4", "**a**", "***a***", "- [a](event:b)", "[a][b]\n\n[b]: event:c"),
    *("a | b", "|a|b|\n|-|-|\n|c|d|", "|a|\n|-|\n|b \\| c|", "a^2", "#hashtag", "{a}"),
]


@pytest.mark.parametrize("text", MEANT)
def test_what_only_looks_like_a_mistake_is_none(text: str) -> None:
    assert problems(article(text)) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("*a* <b>c</b> `<b>` <i>", ["1:5", "1:20"]),
        ("a\n  - b <br>", ["2:7"]),
        ("<div>\n\n*a*\n\n</div> </p>", ["1:1", "5:8"]),
        ("[a]( event:b", ["1:3"]),
        ("<https://example.org and <event:b c>", ["1:1", "1:26"]),
        ("• a\n• b ==c== H~2~O", ["1:1", "2:1", "2:5", "2:12"]),
        ("| <b> | a |\n|---|---|\n| c | [[d]] |", ["1:3", "3:7"]),
        ("> a\n> ~~b~~ ~~c~~", ["2:3", "2:9"]),
        ("[a](event:b) [a](event:b", ["1:16"]),
        ("## figure:a\n\nx[^n]\n\n[^n]: event:b", ["1:4", "5:7"]),
    ],
)
def test_markup_that_readers_would_see_is_told_of_where_it_stands(
    text: str, places: list[str]
) -> None:
    found = [
        str(problem.place).removeprefix("a.md:")
        for problem in sorted(article(text).problems)
    ]

    assert found == places


def test_a_box_of_another_dialect_is_not_taken_for_a_list() -> None:
    (begin, end) = sorted(article(":::tip\nStay calm.\n:::").problems)

    assert begin.message == "':::' begins nothing here: readers would see it"
    assert begin.hint == "leave it out, and write what it is about as a paragraph"
    assert str(end.place) == "a.md:3:1"


# Whatever is typed.

markdownish = st.text(
    st.one_of(
        st.sampled_from("ab \n\t\\`*_[]()<>#!|:-+~^&;\"'=\0"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r"),
    ),
    max_size=60,
) | st.lists(
    st.sampled_from(
        [
            *(
                "a",
                " ",
                "\n",
                "\n\n",
                "# ",
                "- ",
                "> ",
                "1. ",
                "    ",
                "|",
                "|-|\n",
                "`",
            ),
            *(
                "[",
                "](",
                ")",
                "[^n]",
                "[^n]: ",
                "[](event:a)",
                "![](event:a)",
                "<event:a>",
            ),
            *(
                "[a]: event:b\n",
                "[a]",
                "*",
                "**",
                "\\",
                "<b onclick=x>",
                "<!--",
                "&lt;",
            ),
            *(
                "[x](javascript:a)",
                "[x](https://e.org)",
                "\0" + "0\0",
                "---\n",
                "```\n",
            ),
        ]
    ),
    max_size=25,
).map("".join)

ELEMENTS = {
    *("p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr"),
    *("a", "img", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("href", "title", "id", "src", "alt", "start", "class"),
    # A table stands in a box that scrolls.
    *("role", "tabindex", "aria-label"),
}


class Elements(HTMLParser):
    """The elements and attributes that a reader's browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name == "href"]

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


@given(markdownish)
def test_any_article_is_read_and_has_no_html_of_its_author(text: str) -> None:
    prose = article(text)

    seen = Elements(html(prose))
    assert seen.names <= ELEMENTS
    assert seen.attributes <= ATTRIBUTES
    assert seen.others == []
    safe = ("http:", "https:", "mailto:", "#")
    assert prose.problems or all(href.startswith(safe) for href in seen.addresses)


@given(markdownish)
def test_everything_in_an_article_has_a_place_of_its_own(text: str) -> None:
    prose = article(text)

    lines = text.split("\n")
    mentions = [mention.place for mention in prose.mentions]
    places = [*mentions, *(problem.place for problem in prose.problems)]
    places += [number.place for number in prose.numbers]
    assert all(place.column <= len(lines[place.line - 1]) + 1 for place in places)
    assert len(set(mentions)) == len(mentions)


@given(markdownish)
def test_any_text_of_yaml_is_read_and_has_no_html_of_its_author(text: str) -> None:
    prose = inline(text)

    seen = Elements(html(prose))
    assert seen.names <= ELEMENTS
    assert seen.attributes <= ATTRIBUTES
    assert seen.others == []


words = st.text(st.sampled_from("ab é🙂,.;"), max_size=8).map(lambda w: f"w{w}w")
shapes = st.sampled_from(
    [
        *("{}", "- {}", "1. {}", "> {}", "## {}", "{}\n---", "- > {}", "  {}", "{}\nw"),
        *(
            "w\n   {}",
            "*{}*",
            "`w` {}",
            r"\[ {} \]",
            "&amp; {}",
            "|a|b|\n|-|-|\n|{}|w|",
        ),
    ]
)


@given(st.lists(st.tuples(shapes, words, st.booleans()), min_size=1, max_size=6))
def test_every_reference_is_placed_where_its_address_stands(
    pieces: list[tuple[str, str, bool]],
) -> None:
    blocks = []
    for index, (shape, word, has_text) in enumerate(pieces):
        link = f"{word} [{word if has_text else ''}](event:r{index}) {word}"
        blocks.append(shape.format(f"{link} {link}" if has_text else link))
    text = "\n\n".join(blocks)
    lines = text.split("\n")

    for mention in article(text).mentions:
        line = lines[mention.place.line - 1]
        assert line[mention.place.column - 1 :].startswith(f"event:{mention.id})")
