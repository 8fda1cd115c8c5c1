"""The inks can be read on every ground on which they stand (WCAG 2.2, 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "assets/css/tokens.css"
GROUNDS = ("paper", "sheet", "card", "wash")


def inks(scheme: str) -> dict[str, str]:
    light, dark, _ = TOKENS.read_text().split("@media")
    text = light if scheme == "light" else dark
    return dict(re.findall(r"--(\w+): #([0-9a-f]{6});", text))


def luminance(ink: str) -> float:
    def linear(channel: float) -> float:
        return (
            channel / 12.92
            if channel <= 0.04045
            else ((channel + 0.055) / 1.055) ** 2.4
        )

    red, green, blue = (linear(int(ink[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("ffffff", "000000") == pytest.approx(21)
    assert contrast("ffffff", "777777") == pytest.approx(4.48, abs=0.005)


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
