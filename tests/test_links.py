"""Broken links, doubled ids and what else must not leave the house."""

from datetime import date
from pathlib import Path

import pytest

from factbox.build.cache import Cache
from factbox.output.links import Asked, faults_of, outline
from factbox.problems import Failed
from factbox.reading.files import Files, read_project
from tests.making import made

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
ARTICLE = "content/kursk-withdrawal/article.md"


def faults(html: str, path: str = "index.html", home: str = "", **pages: str):
    """What is wrong with a page in a site of three pages and a picture."""
    outlines = {
        "index.html": outline('<h2 id="losses">'),
        "kursk/index.html": outline('<h2 id="sent">'),
        "404.html": outline(""),
        path: outline(html),
    }
    files = {*outlines, "assets/map.png"}
    return [fault.message for fault in faults_of(path, outlines, files, home)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="kursk/">',
        '<a href="kursk/#sent">',
        '<a href="./">',
        '<a href="kursk/index.html?from=home">',
        '<a href="#here" id="here">',
        '<a href="#" id="x">',
        '<a href="#top">',
        '<a href="#:~:text=losses">',
        '<h2 id="verluste-für-1"></h2><a href="#verluste-f%C3%BCr-1">',
        "<a href='kursk/'>",
        "<a href=kursk/>",
        '<img src="assets/map.png" alt="">',
        '<img srcset="assets/map.png 1x, assets/map.png 2x" alt="">',
        '<img src="data:image/png;base64,aaaa" alt="">',
        '<a href="https://example.org/nowhere">',
        '<a href="mailto:desk@example.org">',
        '<link rel="canonical" href="https://example.org/kursk/">',
        '<p id="card" popover></p><button popovertarget="card">',
        '<linearGradient id="fade"></linearGradient><rect fill="url(#fade)"/>',
        '<!-- <a href="gone/"> -->',
        '<script type="application/ld+json">{"a": "<a href=\\"gone/\\">"}</script>',
        "<style>a { content: '<a href=\"gone/\">' }</style>",
        '<p title="a &lt;a href=&#34;gone/&#34;> in words">',
        '<p>the words id="x" and href="gone/" in a text</p><p id=\'x\'>',
        "<p data-note='say href=\"gone/\"'>",
    ],
)
def test_what_is_there_is_no_fault(html):
    assert faults(html) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<a href="gone/">', "'gone/' is not in the site"),
        ('<a href="kursk">', "'kursk' is not in the site"),
        ('<a href="Kursk/">', "'Kursk/' is not in the site"),
        ('<a href="../kursk/">', "'../kursk/' is not in the site"),
        ('<a href="#gone">', "this page has no element '#gone'"),
        ('<a href="kursk/#losses">', "this page has no element '#losses'"),
        ('<a href="">', "a link leads nowhere"),
        (
            '<a href="/kursk/">',
            "'/kursk/' is not right wherever this page may stand",
        ),
        ('<img src="gone.png" alt="">', "'gone.png' is not in the site"),
        (
            '<img srcset="assets/map.png 1x, gone.png 2x" alt="">',
            "'gone.png' is not in the site",
        ),
        (
            '<link rel="stylesheet" href="https://fonts.example/a.css">',
            "the page loads 'https://fonts.example/a.css' from another site",
        ),
        (
            '<img src="//cdn.example/a.png" alt="">',
            "the page loads '//cdn.example/a.png' from another site",
        ),
        ('<p id="a"><p id="b"><p id="a">', "two elements have the id 'a'"),
        ('<button popovertarget="card">', "this page has no element '#card'"),
        ('<section aria-labelledby="a">', "this page has no element '#a'"),
        ('<rect fill="url(#fade)"/>', "this page has no element '#fade'"),
        ('<script src="gone.js"></script>', "'gone.js' is not in the site"),
    ],
)
def test_what_is_not_there_is_a_fault(html, fault):
    assert faults(html) == [fault]


def test_addresses_are_relative_to_the_page_that_has_them():
    html = '<a href="../"><a href="../#losses"><a href="..">'

    assert faults(html, "kursk/index.html") == []
    assert faults('<a href="../../">', "kursk/index.html") == [
        "'../../' is not in the site"
    ]


def test_whole_addresses_of_the_site_itself_are_looked_up():
    home = "https://example.org/some-repo"
    html = (
        f'<link rel="canonical" href="{home}/">'
        f'<meta property="og:image" content="{home}/assets/map.png">'
        f'<meta property="og:url" content="{home}/gone/">'
        '<a href="https://example.org/some-repository/">'
    )

    found = faults(html, home=home)

    assert found == [f"'{home}/gone/' is not in the site"]


def test_a_page_that_stands_anywhere_has_no_relative_address():
    assert faults('<a href="kursk/">', "404.html") == [
        "'kursk/' is not right wherever this page may stand"
    ]
    assert faults('<p id="a"></p><a href="#a">', "404.html") == []


def test_an_outline_says_each_thing_once():
    html = '<p id="a"></p><a href="#a">x</a><a href="#a">y</a><img src="b.png" alt="">'

    found = outline(html)

    assert found.ids == ("a",)
    assert found.asked == (Asked("link", "#a"), Asked("load", "b.png"))


@pytest.fixture(scope="module")
def files() -> Files:
    return read_project(ROOT)


def test_the_project_itself_has_no_fault(files):
    made(files)


def test_a_page_among_the_assets_is_published_as_it_is(files):
    page = b'<a href="its/own/">'

    _, rendered = made({**files, "assets/map/index.html": page})

    assert page in {file.content for file in rendered}


def test_a_broken_fragment_is_reported_where_the_editor_wrote_it(files):
    article = files[ARTICLE] + b"\nSee [the people](#people).\n"
    template = files["templates/components/people/template.html"].replace(
        b'section("people"', b'section("who"'
    )
    broken = {
        **files,
        ARTICLE: article,
        "templates/components/people/template.html": template,
    }

    with pytest.raises(Failed) as failure:
        made(broken)

    line = article.count(b"\n")
    assert str(failure.value) == (
        f"{ARTICLE}:{line}:18: this page has no element '#people' (in index.html)"
    )


def test_two_facts_whose_elements_have_one_id_are_reported_where_they_stand(files):
    path = "content/kursk-withdrawal/figures.yaml"
    figures = files[path] + (
        b"\n- id: killed-seth-jones\n  label: Twin\n  value: 1\n  by: seth-jones\n"
        b"  source: guardian-2025-02-07#jones\n"
    )

    with pytest.raises(Failed) as failure:
        made({**files, path: figures})

    assert {problem.place.file for problem in failure.value.problems} == {path}
    assert failure.value.problems[0].message == (
        "two elements have the id 'figure-killed-seth-jones' (in index.html)"
    )


def test_a_mistake_of_a_template_is_reported_once_for_all_pages(files):
    template = files["templates/page.html"].replace(
        b"</main>", b'<a href="gone/">x</a></main>'
    )
    site = files["content/site.yaml"].replace(b"home: kursk-withdrawal", b"")
    twin = {
        path.replace("kursk-withdrawal", "twin"): content
        for path, content in files.items()
        if path.startswith("content/kursk-withdrawal/")
    }
    broken = {
        **files,
        **twin,
        "content/site.yaml": site,
        "templates/page.html": template,
    }

    with pytest.raises(Failed) as failure:
        made(broken)

    assert str(failure.value).splitlines() == [
        "templates/404.html: 'gone/' is not right wherever this page may stand "
        "(in 404.html)",
        "templates/explainer.html: 'gone/' is not in the site "
        "(in kursk-withdrawal/index.html)",
        "templates/list.html: 'gone/' is not in the site (in index.html)",
    ]


def test_a_warm_memo_sees_a_page_that_has_gone(files):
    memo = Cache()
    made(files, memo)
    template = files["templates/policy.html"] + b'<link rel="icon" href="gone.ico">\n'

    with pytest.raises(Failed):
        made({**files, "templates/policy.html": template}, Cache(memo.kept))
