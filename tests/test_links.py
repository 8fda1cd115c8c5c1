"""Broken links, doubled ids and what else must not leave the house."""

from datetime import date

import pytest

from factbox.build.cache import Cache
from factbox.output.addresses import Asked, in_css, in_feed
from factbox.output.links import faults_of, ids_of
from factbox.output.outlines import found_in, read_outline
from factbox.problems import Failed
from factbox.reading.files import Files
from tests.making import made
from tests.small_site import WITH_HOME, small_project

TODAY = date(2026, 11, 22)
ARTICLE = "content/bridge/article.md"


def faults(html: str, path: str = "index.html", home: str = ""):
    """What is wrong with a page in a site of three pages and a picture."""
    pages = {
        "index.html": '<h2 id="losses">',
        "kursk/index.html": '<h2 id="sent">',
        "404.html": "",
        path: html,
    }
    outlines = {path: read_outline(html, path, home) for path, html in pages.items()}
    files = {*outlines, "assets/map.png"}
    return [
        fault.message for fault in faults_of(path, outlines, ids_of(outlines), files)
    ]


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
        ('<form action="gone/">', "'gone/' is not in the site"),
        ('<video poster="gone.png">', "'gone.png' is not in the site"),
        ('<p style="background: url(gone.png)">', "'gone.png' is not in the site"),
        ("<style>@import 'gone.css';</style>", "'gone.css' is not in the site"),
        (
            "<!--><a href='gone/'><!-- -->",
            "'gone/' is not in the site",
        ),
    ],
)
def test_what_is_not_there_is_a_fault(html, fault):
    assert faults(html) == [fault]


SPELLINGS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java\nscript:alert(1)",
    " \x01javascript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
    "figure:cost",
    "file:///etc/hosts",
    "blob:https://example.org/x",
]
ELEMENTS = [
    '<a href="{}">',
    "<a href='{}'>",
    '<A HREF = "{}">',
    '<a/href="{}">',
    '<area href="{}">',
    '<img src="{}">',
    '<img srcset="assets/map.png 1x, {} 2x">',
    '<source srcset="{}">',
    '<link rel="icon" href="{}">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="preload" imagesrcset="{}">',
    '<form action="{}">',
    '<button formaction="{}">',
    '<input src="{}">',
    '<video poster="{}">',
    '<object data="{}">',
    '<iframe src="{}">',
    '<iframe srcdoc="&lt;a href=&#39;{}&#39;>">',
    '<script src="{}"></script>',
    '<blockquote cite="{}">',
    '<a ping="{}">',
    '<body background="{}">',
    '<svg><a xlink:href="{}"></a></svg>',
    '<svg><use href="{}"/></svg>',
    '<svg><image href="{}"/></svg>',
    '<svg><set attributeName="xlink:href" to="{}"/></svg>',
    '<svg><animate attributeName="href" values="#;{}"/></svg>',
    "<svg><rect fill='url(\"{}\")'/></svg>",
    "<p style='background: url(\"{}\")'>",
    '<style>p {{ background: url("{}") }}</style>',
    '<meta http-equiv="refresh" content="0; url={}">',
]


REFUSED = "an address cannot begin with"


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_hides_a_scheme_that_no_page_may_have(spelling):
    (found,) = faults(f'<a href="{spelling}">')

    assert found.startswith(REFUSED)


@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_no_element_has_an_address_that_could_run(element, address):
    (found,) = faults(element.format(address))

    assert found.startswith(REFUSED)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="data:image/png;base64,aaaa">',
        '<iframe src="data:image/svg+xml,x">',
        '<object data="data:image/svg+xml,x">',
        '<link rel="stylesheet" href="data:text/css,x">',
        '<img src="data:text/html,x">',
    ],
)
def test_only_a_picture_is_held_by_its_address(html):
    assert faults('<img srcset="data:image/png;base64,aaaa 1x" alt="">') == []
    (found,) = faults(html)
    assert found.startswith(f"{REFUSED} 'data:'")


@pytest.mark.parametrize("address", ["//host/x", "/\\host/x", "\\\\host/x"])
def test_a_link_to_another_site_is_whole(address):
    (found,) = faults(f'<a href="{address}">')

    assert found == f"the address '{address}' is neither whole nor relative"


def test_words_are_no_address():
    html = '<p title="javascript:a" aria-label="url(javascript:a)">href="javascript:a"'

    assert faults(html) == []


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        (
            "a { b: url(c.png) url('d.png') URL( \"e.png\" ) }",
            ["c.png", "d.png", "e.png"],
        ),
        (
            "@import 'a.css'; @import/**/\"b.css\"; @import url(c.css)",
            ["a.css", "b.css", "c.css"],
        ),
        (
            "a { b: u\\72l(c.png) \\75 rl(d.png) \\url(e.png) }",
            ["c.png", "d.png", "e.png"],
        ),
        ("a { b: image-set('c.png' 1x, url(d.png) 2x) }", ["d.png", "c.png"]),
        ("/* url(a.png) */ b { content: 'url(c.png)' }", []),
        ("a { content: '/*' } b { c: url(d.png) } e { content: '*/' }", ["d.png"]),
        ("@namespace svg url(http://www.w3.org/2000/svg);", []),
        ("a { content: '\\27'; b: url(c.png) }", ["c.png"]),
    ],
)
def test_a_style_sheet_asks_for_what_it_names(sheet, asked):
    assert [one.target for one in in_css(sheet)] == asked


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


def test_a_page_is_read_for_each_thing_once():
    html = '<p id="a"></p><a href="#a">x</a><a href="#a">y</a><img src="b.png" alt="">'

    found = found_in(html)

    assert found.ids == ("a",)
    assert found.asked == (Asked("link", "#a"), Asked("load", "b.png"))


@pytest.fixture(scope="module")
def files() -> Files:
    return small_project(WITH_HOME)


def test_a_project_that_is_right_has_no_fault(files):
    made(files)


def listing(files: Files, name: str) -> Files:
    """The files with a list of what is published that names an asset."""
    site = files["content/site.yaml"] + f"\npublish: [{name}]\n".encode()
    return {**files, "content/site.yaml": site}


def test_a_page_among_the_assets_is_published_as_it_is(files):
    page = b'<a href="its/own/">'

    _, rendered = made(
        {**listing(files, "map/index.html"), "assets/map/index.html": page}
    )

    assert page in {file.content for file in rendered}


def test_a_broken_fragment_is_reported_where_the_editor_wrote_it(files):
    article = files[ARTICLE] + b"\nSee [the people](#people).\n"
    template = files["templates/components/quotes/template.html"].replace(
        b'id="people"', b'id="who"'
    )
    broken = {
        **files,
        ARTICLE: article,
        "templates/components/quotes/template.html": template,
    }

    with pytest.raises(Failed) as failure:
        made(broken)

    line = article.count(b"\n")
    assert str(failure.value) == (
        f"{ARTICLE}:{line}:18: this page has no element '#people' (in index.html)"
    )


def test_two_facts_whose_elements_have_one_id_are_reported_where_they_stand(files):
    path = "content/bridge/figures.yaml"
    figures = files[path] + (
        b"\n- id: cost-engineer\n  label: Twin\n  value: 1\n  by: engineer\n"
        b"  source: minutes\n"
    )

    with pytest.raises(Failed) as failure:
        made({**files, path: figures})

    assert {problem.place.file for problem in failure.value.problems} == {path}
    assert failure.value.problems[0].message == (
        "two elements have the id 'figure-cost-engineer' (in index.html)"
    )


def test_a_mistake_of_a_template_is_reported_once_for_all_pages(files):
    template = files["templates/page.html"].replace(
        b"</main>", b'<a href="gone/">x</a></main>'
    )
    site = files["content/site.yaml"].replace(b"home: bridge", b"")
    twin = {
        path.replace("bridge", "twin"): content
        for path, content in files.items()
        if path.startswith("content/bridge/")
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
        "templates/explainer.html: 'gone/' is not in the site (in bridge/index.html)",
        "templates/list.html: 'gone/' is not in the site (in index.html)",
        "templates/person.html: 'gone/' is not in the site "
        "(in people/council/index.html)",
        "templates/source.html: 'gone/' is not in the site "
        "(in sources/minutes/index.html)",
    ]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("assets/map.svg", '<svg>\n<a xlink:href="{}"/></svg>'),
        ("assets/map/index.html", '\n<a href="{}">'),
        ("assets/MAP.HTM", '\n<a href="{}">'),
        ("assets/map.css", '\na {{ b: url("{}") }}'),
        ("assets/feed.xml", "<entry>\n<link>{}</link></entry>"),
    ],
)
def test_an_asset_has_no_address_that_could_run(files, path, content):
    name = path.removeprefix("assets/")
    bad = {
        **listing(files, name),
        path: content.format("javascript:alert(1)").encode(),
    }

    with pytest.raises(Failed) as failure:
        made(bad)

    (problem,) = failure.value.problems
    assert (problem.place.file, problem.place.line) == (path, 2)
    assert problem.message.startswith(REFUSED)


def test_a_feed_has_no_address_that_could_run():
    json = r'{"url": "javascript:a", "content_text": "\"url\": \"javascript:b\""}'

    assert [one.target for one in in_feed(json)] == ["javascript:a"]
    assert [one.target for one in in_feed("<loc>javascript:&#97;</loc>")] == [
        "javascript:a"
    ]


def test_what_an_unchanged_file_asks_for_is_read_once(files, monkeypatch):
    cache = Cache()
    made(files, cache)
    read = []
    monkeypatch.setattr(
        "factbox.build.incremental.making.read_bad_addresses",
        lambda *given: read.append(given),
    )

    made(files, Cache(cache.kept))

    assert read == []


def test_a_warm_cache_sees_a_page_that_has_gone(files):
    cache = Cache()
    made(files, cache)
    template = files["templates/policy.html"] + b'<link rel="icon" href="gone.ico">\n'

    with pytest.raises(Failed):
        made({**files, "templates/policy.html": template}, Cache(cache.kept))
