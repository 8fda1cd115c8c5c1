"""The inks can be read on every ground on which they stand (WCAG 2.2, 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

from factbox.checking.tokens import token_problems
from factbox.model.look import Token
from factbox.problems import Place, Unreadable
from factbox.reading.nodes import Scalar
from factbox.reading.tokens import with_tokens
from factbox.values.inks import Ink, contrast
from tests.making import made
from tests.small_site import TEXTS, small_project

TOKENS = Path(__file__).parents[1] / "assets/css/tokens.css"
GROUNDS = ("paper", "sheet", "card", "wash")


def inks(scheme: str) -> dict[str, Ink]:
    light, dark, _ = TOKENS.read_text().split("@media")
    text = light if scheme == "light" else dark
    found = re.findall(r"--(\w+): (#[0-9a-f]{6});", text)
    return {name: Ink.of(value) for name, value in found}


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast(Ink.of("#fff"), Ink.of("#000000")) == pytest.approx(21)
    assert contrast(Ink.of("#ffffff"), Ink.of("#777")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "least"),
    [("ink", 7), ("soft", 4.5), ("way", 4.5), ("claim", 4.5), ("edge", 3)],
)
def test_an_ink_can_be_read_on_every_ground(
    scheme: str, ink: str, least: float
) -> None:
    values = inks(scheme)

    ratios = {ground: contrast(values[ink], values[ground]) for ground in GROUNDS}

    assert min(ratios.values()) >= least, ratios


def test_a_token_is_set_among_the_tokens_alone() -> None:
    root = TOKENS.parents[2]
    sheets = [*TOKENS.parent.glob("*.css"), *root.glob("templates/**/*.css")]
    set_in = {
        sheet.relative_to(root).as_posix(): set(
            re.findall(r"^\s*(--[\w-]+):", sheet.read_text("utf-8"), re.MULTILINE)
        )
        for sheet in sheets
    }
    tokens = set_in.pop("assets/css/tokens.css")

    assert len(set_in) > 20
    assert {
        name: found & tokens for name, found in set_in.items() if found & tokens
    } == {}


# The tokens that a project sets in site.yaml.

SHEET = """\
@layer tokens { :root { --paper: #ffffff; --way: #06565f; --serif: Charter,
  serif; --bar: 4px; }
  @media screen and (prefers-color-scheme: dark) { :root { --paper: #000000; --way: #83ccd4; } }
  @media (forced-colors: active) { :root { --way: LinkText; } }
}
"""


def token(text: str) -> Token:
    return Token.read(Scalar(text, Place("content/site.yaml", 5, 8), text))


def told(**values: str) -> list[tuple[str, str]]:
    tokens = {name: token(text) for name, text in values.items()}
    found = token_problems(tokens, {"assets/css/tokens.css": SHEET.encode()})
    return [(problem.message, problem.hint) for problem in found]


def test_a_token_takes_the_place_of_the_theme_s_where_it_says_so() -> None:
    tokens = {"way": token("#700"), "serif": token("Georgia, serif")}

    sheet = with_tokens(SHEET, tokens)

    expected = SHEET.replace("#06565f", "#700").replace(
        "Charter,\n  serif", "Georgia, serif"
    )
    assert sheet == expected


def test_a_colour_can_have_another_for_dark_screens() -> None:
    sheet = with_tokens(SHEET, {"way": token("light-dark(#700, #fcc)")})

    assert sheet == SHEET.replace("#06565f", "#700").replace("#83ccd4", "#fcc")


def test_an_unknown_token_is_told_with_the_nearest() -> None:
    assert told(papr="#fff") == [
        ("the theme has no token 'papr'", "did you mean 'paper'?")
    ]


def test_a_colour_that_is_none_is_told() -> None:
    [(message, _)] = told(way="red")

    assert message == "'way' is a colour, and this is none"


def test_what_is_no_colour_is_the_same_on_every_screen() -> None:
    assert told(bar="light-dark(4px, 2px)") == [
        ("'bar' is the same on every screen", "write one value")
    ]


def test_an_ink_that_cannot_be_read_is_told_with_one_that_can() -> None:
    assert told(way="light-dark(#8ab, #fff)") == [
        (
            "'way' on 'paper' has a contrast of 2.4 to 1; readers need 4.5",
            "as #5f7783, it can be read on every ground",
        )
    ]


def test_a_ground_that_makes_an_ink_unreadable_is_told_on_a_dark_screen() -> None:
    [(message, _)] = told(paper="light-dark(#fff, #777)")

    assert message == (
        "'way' on 'paper' has a contrast of 2.4 to 1 on a dark screen; readers need 4.5"
    )


@pytest.mark.parametrize(
    "text",
    [
        "red; } body { display: none",
        "url(https://example.org/x.png)",
        "url(//example.org)",
        "</style><script>",
        '"Charter',
        "calc(1px",
        "a)b(",
        "red /* */",
        "\\75rl(x)",
    ],
)
def test_a_value_that_could_do_more_than_a_value_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        token(text)


def test_a_site_is_built_with_its_own_tokens() -> None:
    settings = TEXTS["content/site.yaml"] + 'theme:\n  way: "#700"\n  serif: Georgia\n'

    _, files = made(small_project({"content/site.yaml": settings}))

    [style] = [f.content.decode() for f in files if f.path.endswith(".css")]
    assert "--way: #700;" in style
    assert "--way: #83ccd4;" in style
    assert "--serif: Georgia;" in style


def test_the_theme_as_it_is_passes_its_own_check() -> None:
    assert list(token_problems({}, small_project())) == []
