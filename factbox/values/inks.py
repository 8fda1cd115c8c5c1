"""Colours as style sheets write them, and how well one can be read on another."""

import re

import msgspec

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

STEPS = 40
"""In how many steps a colour is led to black or white."""


class Ink(msgspec.Struct, frozen=True):
    """A colour in sRGB; each part is from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> "Ink | None":
        """The colour that `#06565f` or `#0af` writes; None for anything else."""
        found = _HEX.fullmatch(text.strip())
        if found is None:
            return None
        digits = found[1] if len(found[1]) == 6 else "".join(d * 2 for d in found[1])
        return cls(*(int(digits[i : i + 2], 16) for i in (0, 2, 4)))

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """How light it is, from 0 to 1 (WCAG 2.2, relative luminance)."""

        def linear(part: int) -> float:
            share = part / 255
            return (
                share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
            )

        red, green, blue = map(linear, (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def towards(self, other: "Ink", share: float) -> "Ink":
        """The colour at this share of the way to another."""
        ways = (
            (self.red, other.red),
            (self.green, other.green),
            (self.blue, other.blue),
        )
        return Ink(*(round(one + (two - one) * share) for one, two in ways))


BLACK, WHITE = Ink(0, 0, 0), Ink(255, 255, 255)


def contrast(one: Ink, other: Ink) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((one.luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)


def legible_ink(ink: Ink, grounds: list[Ink], least: float) -> Ink | None:
    """The nearest colour on the way to black or white that all grounds can carry."""
    for step in range(STEPS + 1):
        for end in (BLACK, WHITE):
            led = ink.towards(end, step / STEPS)
            if all(contrast(led, ground) >= least for ground in grounds):
                return led
    return None
