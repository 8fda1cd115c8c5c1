"""A whole project, with a translation, that suffers one accident after another."""

import random
from collections.abc import Mapping

from factbox.build.cache import Cache
from factbox.build.incremental import Incremental
from factbox.build.steps import Occasion, make
from factbox.problems import Failed
from factbox.reading.files import Files
from tests.fuzzing import refuse_riddles
from tests.making import TODAY
from tests.mutating import mutated, touched
from tests.small_site import DRESS, TEXTS
from tests.translated_site import WORDS

WORDS_OF_THE_PAGE = {
    "templates/languages/en-GB.po": 'msgid "Key figures"\nmsgstr "The numbers"\n',
    "templates/languages/pt.toml": "about = 'uns {}'\nup_to = 'até {}'\n",
}
TYPED = {**TEXTS, **WORDS, **WORDS_OF_THE_PAGE}
PROJECT: Files = {path: text.encode() for path, text in TYPED.items()} | DRESS
AUTHORED = tuple(TYPED)
THEMES = tuple(path for path in DRESS if path.endswith((".html", ".css", ".svg")))


class Desk:
    """A project that suffers one accident after another, with a cache between builds.

    Whatever befell it, a warm build makes what a cold one does: files, or problems.
    """

    def __init__(self, chance: random.Random, *, of_templates: bool = False) -> None:
        self.chance = chance
        self.among = THEMES if of_templates else AUTHORED
        self.files = dict(PROJECT)
        self.cache = Cache()
        self.built = 0

    def suffer(self) -> None:
        """One accident, to one file or to several, or their restoration."""
        if self.chance.randrange(3):  # Few accidents at once are survived.
            self.files = dict(PROJECT)
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            path = self.chance.choice(self.among)
            others = [PROJECT[other] for other in self.among]
            happened = self.chance.randrange(20)
            if happened == 0:
                self.files.pop(path, None)
            elif happened == 1:
                self.files[path] = self.chance.choice(others)
            elif happened < 12:
                content = self.files.get(path, PROJECT[path])
                self.files[path] = touched(self.chance, content)
            else:
                content = self.files.get(path, PROJECT[path])
                self.files[path] = mutated(self.chance, content, others)

    def written(self) -> bytes:
        """What of the project is not as it was, one file behind the other."""
        changed = (
            path.encode() + b"\n" + self.files.get(path, b"(gone)")
            for path in PROJECT
            if self.files.get(path) != PROJECT[path]
        )
        return b"\n\0\n".join(changed)

    def build(self) -> Mapping[str, bytes]:
        """The files of the site, none where something stops it."""
        warm, cold = made(self.files, self.cache), made(self.files, Cache())
        assert warm == cold, "a warm build makes something else than a cold one"
        if isinstance(cold, Failed):
            refuse_riddles(cold.problems, self.files)
            return {}
        self.built += 1
        return cold


def made(files: Files, cache: Cache) -> Mapping[str, bytes] | Failed:
    """The files of a site by their paths, or what stops it."""
    try:
        _, rendered = make(files, Incremental(cache), Occasion(TODAY))
    except Failed as failed:
        return _Stopped(failed.problems)
    return {file.path: file.content for file in rendered}


class _Stopped(Failed):
    """A failure that equals another with the same problems."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stopped) and self.problems == other.problems

    __hash__ = None  # type: ignore[assignment]
