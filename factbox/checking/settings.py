"""Whether what the settings say of every page can be done."""

from collections.abc import Iterator

from factbox.checking.tokens import token_problems
from factbox.model.site import Settings
from factbox.problems import Problem, did_you_mean
from factbox.reading.files import Files


def settings_problems(settings: Settings | None, files: Files) -> Iterator[Problem]:
    """What is wrong with the look of the site; None for settings that are broken."""
    yield from token_problems(settings.theme if settings else {}, files)
    if settings is None:
        return
    if settings.logo and f"assets/{settings.logo.text}" not in files:
        assets = [p.removeprefix("assets/") for p in files if p.startswith("assets/")]
        hint = did_you_mean(settings.logo.text, assets) or "put the file into assets/"
        message = f"there is no file assets/{settings.logo.text}"
        yield Problem(settings.logo.place, message, hint)
    for way in settings.navigation:
        if bool(way.explainer) == bool(way.address):
            yield Problem(
                way.place,
                f"'{way.label}' leads {'to two places' if way.address else 'nowhere'}",
                "give it an 'explainer' or an 'address', one of the two",
            )
    footer = settings.footer
    for mention in (*footer.mentions, *footer.fragments) if footer else ():
        yield Problem(
            mention.place,
            "what stands on every page cannot name a fact",
            "link to an address, or say it in the article",
        )
