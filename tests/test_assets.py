"""Assets: names that tell their content, and style sheets that name them."""

import pytest

from factbox.output.assets import Assets
from factbox.problems import Failed, Unreadable

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


def test_every_asset_is_in_the_site_as_it_is():
    files = {"assets/a.png": b"1", "assets/b/a.png": b"2", "content/c.png": b"3"}

    rendered = Assets(files).rendered

    assert [file.content for file in rendered[1:]] == [b"1", b"2"]


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
