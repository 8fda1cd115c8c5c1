"""The tokens that a project sets: that the theme has them, and that all can be read."""

from collections.abc import Iterator, Mapping

from factbox.model.look import Token
from factbox.problems import Place, Problem, did_you_mean
from factbox.reading.files import Files, legible
from factbox.reading.tokens import TOKENS, Declaration, declarations
from factbox.values.inks import Ink, contrast, legible_ink

GROUNDS = ("paper", "sheet", "card", "wash")
"""The tokens of what is written on."""

LEAST = {"ink": 4.5, "soft": 4.5, "way": 4.5, "claim": 4.5, "edge": 3}
"""The contrast that each ink has with every ground (WCAG 2.2, 1.4.3 and 1.4.11)."""

Scheme = Mapping[str, Declaration]


def token_problems(tokens: Mapping[str, Token], files: Files) -> Iterator[Problem]:
    """What is wrong with the tokens that the settings change, or with the inks of all.

    An ink that a style sheet does not write as `#06565f` is not looked at.
    """
    text = legible(files.get(TOKENS, b""))
    declared = list(declarations(text))
    light = {each.name: each for each in declared if not each.is_dark}
    dark = {**light, **{each.name: each for each in declared if each.is_dark}}
    misfits = dict(_misfits(tokens, light))
    yield from misfits.values()
    fitting = {name: each for name, each in tokens.items() if name not in misfits}
    yield from _pale(light, fitting, text, "")
    yield from _pale(dark, fitting, text, " on a dark screen")


def _misfits(
    tokens: Mapping[str, Token], light: Scheme
) -> Iterator[tuple[str, Problem]]:
    """The tokens that the theme does not have, and those that are no colours."""
    for name, token in tokens.items():
        if name not in light:
            message = f"the theme has no token '{name}'"
            yield name, Problem(token.place, message, did_you_mean(name, light))
        elif Ink.of(light[name].value):
            if Ink.of(token.light) and (Ink.of(token.dark) or not token.dark):
                continue
            example = f'{name}: "light-dark(#06565f, #83ccd4)"'
            problem = Problem(
                token.place,
                f"'{name}' is a colour, and this is none",
                f'write it like {name}: "#06565f", or with one for dark screens: '
                f"{example}",
            )
            yield name, problem
        elif token.dark:
            hint = "write one value"
            yield (
                name,
                Problem(token.place, f"'{name}' is the same on every screen", hint),
            )


def _pale(
    scheme: Scheme, tokens: Mapping[str, Token], text: str, screen: str
) -> Iterator[Problem]:
    """The inks that cannot be read on every ground, each with one that can."""

    def ink_of(name: str) -> Ink | None:
        if name not in scheme:
            return None
        declared, token = scheme[name], tokens.get(name)
        own = (token.dark if declared.is_dark else token.light) if token else ""
        return Ink.of(own or declared.value)

    grounds = {name: ink for name in GROUNDS if (ink := ink_of(name))}
    for name, least in LEAST.items():
        ink = ink_of(name)
        if ink is None or not grounds:
            continue
        ratio, worst = min((contrast(ink, g), ground) for ground, g in grounds.items())
        if ratio >= least:
            continue
        better = legible_ink(ink, list(grounds.values()), least)
        hint = f"as {better}, it can be read on every ground" if better else ""
        yield Problem(
            _place((name, worst), scheme, tokens, text),
            f"'{name}' on '{worst}' has a contrast of {_floor(ratio)} to 1{screen}; "
            f"readers need {least:g}",
            hint or "choose grounds that are all light, or all dark",
        )


def _floor(ratio: float) -> str:
    """A ratio with one decimal, never rounded up to what it is not."""
    return f"{int(ratio * 10) / 10:g}"


def _place(
    names: tuple[str, str], scheme: Scheme, tokens: Mapping[str, Token], text: str
) -> Place:
    """Where the first of these tokens is set that the settings have, or the theme."""
    for name in names:
        if name in tokens:
            return tokens[name].place
    before = text[: scheme[names[0]].start]
    return Place(TOKENS, before.count("\n") + 1, len(before) - before.rfind("\n"))
