"""Assets: names that tell their content, and style sheets that name them."""

from io import BytesIO

import pytest
from PIL import Image as Pillow

from factbox.model.site import AssetName
from factbox.output.assets import Assets, misused
from factbox.problems import Failed, Place, Unreadable

CSS = "assets/css/base.css"


def test_an_assets_name_tells_its_content():
    one, other = (
        Assets({"assets/images/map.svg": content})
        for content in (b"<svg/>", b"<svg />")
    )

    paths = [one.path("images/map.svg"), other.path("images/map.svg")]

    assert paths == [
        "assets/images/map.08eaec1922.svg",
        "assets/images/map.c009087225.svg",
    ]


def test_what_is_named_is_in_the_site_as_it_is_and_nothing_else():
    files = {
        "assets/a.png": b"1",
        "assets/b/a.png": b"2",
        "assets/dot.png": b"3",
        "assets/id_rsa": b"4",
        CSS: b"q { mask: url(dot.png) }",
    }

    rendered = Assets(files).rendered({"b/a.png"})

    assert [file.content for file in rendered[1:]] == [b"2", b"3"]


def told(files, used=(), listed=()):
    return [str(each.place) for each in misused(files, used, listed)]


def test_a_file_that_nothing_names_is_a_problem():
    names = ["id_rsa", "old.svg.bak", "css/print.css.orig", "map.svg"]
    files = {f"assets/{name}": b"" for name in names} | {CSS: b""}

    assert told(files, used=["map.svg"]) == [
        "assets/css/print.css.orig",
        "assets/id_rsa",
        "assets/old.svg.bak",
    ]


def test_what_a_template_would_name_on_another_day_is_no_mistake():
    template = b"{% if page.draft %}{{ asset('stamp.svg') }}{% endif %}"
    files = {"assets/stamp.svg": b"", "templates/explainer.html": template}

    assert told(files) == []


def test_a_list_that_names_what_is_not_there_is_told_where_it_stands():
    name = AssetName("repot.pdf", Place("content/site.yaml", 4, 11))
    files = {"assets/report.pdf": b""}

    (problem,) = misused(files, ["report.pdf"], [name])

    assert str(problem.place) == "content/site.yaml:4:11"
    assert problem.message == "there is no asset 'repot.pdf'"
    assert problem.hint == "did you mean 'report.pdf'?"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.svg", b"<svg><SCRIPT>1</SCRIPT></svg>", "this picture holds a script"),
        ("a.SVG", b"<svg onload = 'x'/>", "this picture holds a script"),
        ("a.svg", b"<x:script xmlns:x=''>1</x:script>", "this picture holds a script"),
        (
            "a.svg",
            b'<set attributeName="onclick" to="x"/>',
            "this picture holds a script",
        ),
        ("a.svg", b'<!ENTITY a "&#60;script>">', "this picture holds a script"),
        ("a.svg", b"<?xml-stylesheet href='a.xsl'?>", "this picture holds a script"),
        ("a.svg", b"<iframe srcdoc='x'/>", "this picture holds a script"),
        ("a.svg", "<svg onload='x'/>".encode("utf-16"), "this picture holds a script"),
        (
            "a.avif",
            b"\0\0\0\x20ftypavif\0infe Exif\0",
            "this picture tells how it was taken",
        ),
        (
            "a.jpg",
            b"\xff\xd8\xff\xe0\xff",
            "this is not an image that every browser shows",
        ),
    ],
)
def test_a_picture_that_must_not_be_published_is_refused(name, content, message):
    with pytest.raises(Failed) as failure:
        Assets({f"assets/{name}": content})

    assert str(failure.value) == f"assets/{name}: {message}"


def test_a_picture_among_the_assets_tells_nothing_of_its_making():
    exif = Pillow.Exif()
    exif[0x010F] = "SECRET"
    file = BytesIO()
    Pillow.new("RGB", (3, 2)).save(file, "JPEG", exif=exif)

    asset = Assets({"assets/a.jpg": file.getvalue()}).files["a.jpg"]

    assert b"SECRET" in file.getvalue()
    assert b"SECRET" not in asset.content


def test_an_unknown_asset_is_told_with_what_it_may_be():
    assets = Assets({"assets/icon.svg": b"<svg/>"})

    with pytest.raises(Unreadable) as failure:
        assets.path("icons.svg")

    assert failure.value.message == "there is no asset 'icons.svg'"
    assert failure.value.hint == "did you mean 'icon.svg'?"


def test_the_style_sheets_are_one_that_orders_their_layers():
    files = {CSS: b"@layer base { p { margin: 0 } }", "assets/css/note.md": b"# Note"}

    style = Assets(files).style

    assert style.content == (
        b"@layer tokens, base, layout, components, print;\n@layer base { p { margin: 0 } }"
    )
    assert style.path.startswith("assets/style.")


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("url(dot.png)", 'url("dot.12111a1e73.png")'),
        ("url( 'dot.png' )", 'url("dot.12111a1e73.png")'),
        ('url("dot.png")', 'url("dot.12111a1e73.png")'),
        ('url("data:image/png,a")', 'url("data:image/png,a")'),
        ("url(#fade)", "url(#fade)"),
    ],
)
def test_a_style_sheet_names_an_asset_as_templates_do(typed, becomes):
    files = {CSS: f"a {{ mask: {typed} }}".encode(), "assets/dot.png": b"dot"}

    style = Assets(files).style

    assert style.content.decode().splitlines()[1] == f"a {{ mask: {becomes} }}"


def test_an_unknown_asset_in_a_style_sheet_is_reported_where_it_stands():
    files = {CSS: b"p { margin: 0 }\nq { mask: url(dog.png) }", "assets/dot.png": b""}

    with pytest.raises(Failed) as failure:
        Assets(files)

    assert str(failure.value) == (
        "assets/css/base.css:2:15: there is no asset 'dog.png'"
    )


def test_an_embedded_style_sheet_holds_what_it_names_and_cannot_end_early():
    files = {
        CSS: b'q { mask: url(dot.png); content: "</style>" }',
        "assets/dot.png": b".",
    }

    style = Assets(files).embedded_style

    assert style.splitlines()[1] == (
        'q { mask: url("data:image/png;base64,Lg=="); content: "<\\/style>" }'
    )
