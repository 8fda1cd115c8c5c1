"""The codes of languages (BCP 47): de, pt-BR, zh-Hant."""

import re

import msgspec

from factbox.patterns import pattern_of
from factbox.problems import Unreadable, shown

_TAG = pattern_of(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?", re.I)


class LanguageTag(msgspec.Struct, frozen=True):
    """The code of a language, with its script and its region where they are given."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "LanguageTag":
        """The code in its usual letters. Raises `Unreadable` for what is none."""
        found = _TAG.fullmatch(text.replace("_", "-"))
        if not found:
            raise Unreadable(
                f"{shown(text)} is not the code of a language",
                "write its code of two or three letters, like 'de', 'ko' or 'pt-BR'",
            )
        language, script, region = found.groups("")
        parts = (language.lower(), script.title(), region.upper())
        return cls("-".join(filter(None, parts)))

    def __str__(self) -> str:
        return self.text
