"""From a site and its templates to bytes, and what a mistake in a template says."""

import re

import pytest

from factbox.build.cache import Cache
from factbox.problems import Failed
from tests.making import rendered as rendered_of
from tests.small_site import DRESS

HOSTILE = """<script>alert(1)</script>"><img src=x onerror=alert(2)>'&{{ 7 * 7 }}"""
TEXTS = {
    "content/site.yaml": "title: Stories\npublisher: The desk\nlanguage: en-GB\n",
    "content/people.yaml": "- {id: mayor, name: Ana Ruiz}\n",
    "content/dam/article.md": (
        "---\nheadline: The dam\nstandfirst: It broke.\nas_of: 4 March 2025\n---\n"
        "[](figure:houses) and [more of them](figure:houses).[^1]\n\n"
        "![](figure:houses)\n\n[^1]: A footnote.\n"
    ),
    "content/dam/figures.yaml": (
        "- {id: houses, label: Houses, value: about 1200, by: mayor, source: paper}\n"
    ),
    "seeds/paper.yaml": "title: The paper\n",
}


def rendered(texts=(), templates=(), cache=None):
    """The text of each file of the site by its path."""
    texts, templates = dict(texts), dict(templates)
    files = DRESS | {path: text.encode() for path, text in (TEXTS | texts).items()}
    files |= {f"templates/{name}": text.encode() for name, text in templates.items()}
    cache = cache or Cache()
    made = rendered_of(files, cache)
    return {each.path: each.content.decode(errors="replace") for each in made}


def problems(templates):
    """What is said of these templates: place and message of each mistake."""
    with pytest.raises(Failed) as failure:
        rendered(templates=templates)

    return [(str(problem.place), problem.message) for problem in failure.value.problems]


PROSE = {"explainer.html": "{{ prose(page.body) }}"}


def test_an_empty_reference_says_the_value_in_the_sites_language():
    british = rendered(templates=PROSE)["dam/index.html"]
    german = {"content/site.yaml": TEXTS["content/site.yaml"].replace("en-GB", "de")}

    assert ">about 1,200</a>" in british
    assert ">1.200</a>" in rendered(german, PROSE)["dam/index.html"].replace(
        "etwa ", ""
    )


def test_a_fact_has_one_card_in_the_text_and_a_link_in_place_of_a_second():
    article = TEXTS["content/dam/article.md"]
    twice = {"content/dam/article.md": article + "\nMore.\n\n![](figure:houses)\n"}

    page = rendered(twice, PROSE)["dam/index.html"]

    assert page.count('role="group"') == 1
    assert page.index('role="group"') < page.index('class="card-again"')
    assert '<a class="name alone" href="#figure-houses">Houses</a>: about 1,200' in page


def test_a_fact_beside_the_headline_has_no_other_card():
    article = TEXTS["content/dam/article.md"]
    led = {"content/dam/article.md": article.replace("as_of", "lead: houses\nas_of")}

    page = rendered(led, PROSE)["dam/index.html"]

    assert 'role="group"' not in page
    assert page.count('class="card-again"') == 1


def test_a_reference_with_words_keeps_them():
    page = rendered(templates=PROSE)["dam/index.html"]

    assert 'href="#figure-houses"' in page
    assert ">more of them</a>" in page


def test_an_embedded_card_is_the_card_of_its_kind():
    card = "{% macro card(figure) %}<b>{{ figure.label }}</b>{% endmacro %}"
    sidebar = "{% set title = 'T' %}{% macro sidebar(figures) %}{% endmacro %}"

    page = rendered(
        templates=PROSE | {"components/figures/template.html": card + sidebar}
    )

    assert page["dam/index.html"].count("<b>Houses</b>") == 1


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("content/site.yaml", "title"),
        ("content/site.yaml", "publisher"),
        ("content/people.yaml", "name"),
        ("content/people.yaml", "role"),
        ("content/dam/article.md", "headline"),
        ("content/dam/article.md", "standfirst"),
        ("content/dam/article.md", "byline"),
        ("content/dam/figures.yaml", "label"),
        ("content/dam/figures.yaml", "unit"),
        ("content/dam/figures.yaml", "text"),
        ("seeds/paper.yaml", "title"),
        ("seeds/paper.yaml", "author"),
    ],
)
def test_what_an_author_types_is_text_and_never_markup(path, field):
    # Markdown refuses markup that is not meant as it stands.
    is_markdown = field in ("standfirst", "text")
    typed = re.sub(r"(?=[<{])", r"\\", HOSTILE) if is_markdown else HOSTILE
    quoted = typed.replace("'", "''")
    plain = {
        "content/site.yaml": "title: T\npublisher: P\nlanguage: en-GB\n",
        "content/people.yaml": "- id: mayor\n  name: N\n  role: R\n",
        "content/dam/article.md": (
            "---\nheadline: H\nstandfirst: S\nbyline: B\nas_of: 2025\n---\n[](person:mayor)"
        ),
        "content/dam/figures.yaml": (
            "- id: houses\n  label: L\n  unit: U\n  text: T\n"
            "  value: 1\n  by: mayor\n  source: paper\n"
        ),
        "seeds/paper.yaml": "title: T\nauthor: A\n",
    }
    lines = plain[path].split("\n")
    index = next(
        i for i, line in enumerate(lines) if line.strip("- ").startswith(field)
    )
    lines[index] = lines[index].partition(":")[0] + f": '{quoted}'"

    page = rendered({**plain, path: "\n".join(lines)})["dam/index.html"]

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    # The digest in the address of the style sheet may well have these digits.
    assert "49" not in re.sub(r"style\.\w+\.css", "", page)
    assert '"><img' not in page


@pytest.mark.parametrize(
    "link",
    ["[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)"],
)
def test_a_link_that_would_run_is_a_problem(link):
    article = TEXTS["content/dam/article.md"] + f"\n{link}\n"

    with pytest.raises(Failed):
        rendered({"content/dam/article.md": article})


def test_the_style_sheet_is_named_by_what_is_in_it():
    def style(css):
        return next(p for p in rendered({"assets/css/base.css": css}) if "style." in p)

    assert style("p { margin: 0 }") == style("p { margin: 0 }")
    assert style("p { margin: 0 }") != style("p { margin: 1em }")


def test_the_order_of_layers_comes_before_every_rule():
    sheets = {
        "templates/components/a/style.css": "@layer components { a { color: red } }",
        "assets/css/tokens.css": "@layer tokens { :root { --ink: #000 } }",
    }

    made = rendered(sheets)

    (style,) = [text for path, text in made.items() if path.endswith(".css")]
    assert style.startswith("@layer tokens, base, layout, components, print;\n")
    assert "--ink: #000" in style


def test_an_asset_that_a_list_names_is_published_as_it_is():
    site = TEXTS["content/site.yaml"] + "publish: [mark.svg]\n"
    assets = {"assets/mark.svg": "<svg/>", "assets/other.svg": "<svg id=''/>"}

    made = rendered({"content/site.yaml": site, **assets})

    assert "<svg/>" in made.values()
    assert "<svg id=''/>" not in made.values()


# --------------------------------------------------------------- mistakes in templates


def test_an_unknown_name_in_a_template_is_reported_with_its_line():
    found = problems({"explainer.html": "<p>\n{{ page.headlin }}</p>"})

    assert found[0][0] == "templates/explainer.html:2:1"
    assert "has no attribute 'headlin'" in found[0][1]


def test_an_unknown_name_in_a_macro_is_reported_with_its_line():
    card = "{% set title = 'T' %}{% macro card(f) %}{% endmacro %}\n\n"
    sidebar = "{% macro sidebar(f) %}\n{{ nobody }}{% endmacro %}"

    found = problems({"components/figures/template.html": card + sidebar})

    place = "templates/components/figures/template.html:4:1"
    assert found == [(place, "the template cannot be printed: 'nobody' is undefined")]


def test_a_template_that_does_not_parse_is_reported_with_its_line():
    found = problems({"explainer.html": "<p>\n\n{% fi %}"})

    assert found[0][0] == "templates/explainer.html:3:1"
    assert "unknown tag 'fi'" in found[0][1]


def test_a_template_that_is_not_there_is_reported_where_it_is_asked_for():
    found = problems({"explainer.html": '\n{% include "nothing.html" %}'})

    assert found == [
        ("templates/explainer.html:2:1", "there is no template 'nothing.html'")
    ]


def test_a_template_that_divides_by_zero_is_its_authors_mistake():
    found = problems({"list.html": "{{ 1 / 0 }}"})

    assert found == [
        (
            "templates/list.html:1:1",
            "the template cannot be printed: division by zero",
        )
    ]


def test_mistakes_in_several_templates_are_reported_together():
    found = problems({"explainer.html": "{{ a }}", "list.html": "{{ b }}"})

    assert [place for place, _ in found] == [
        "templates/explainer.html:1:1",
        "templates/list.html:1:1",
    ]


def test_a_mistake_of_ours_is_not_blamed_on_a_template(monkeypatch):
    monkeypatch.setattr("factbox.output.printing._Printing", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        rendered()
