"""What authors of one language write around numbers: the type of such a catalogue.

A language is one constant in a module of its own, such as `english.py`. Phrases are in
lower case, with single spaces; however they are typed, they are found.
"""

from collections.abc import Iterator

import msgspec

Phrases = tuple[str, ...]
Valued = tuple[tuple[str, int], ...]
"""Words, each with the number that it stands for."""


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The marks and words with which one language writes quantities."""

    # Digits.
    group: str
    """The mark between thousands; a thin or a no-break space may stand there, too."""
    decimal: str

    # Words for numbers.
    cardinals: Valued
    articles: Phrases
    """What can stand for one before a scale: a million."""
    conjunction: str
    """The "and" of two hundred and ten."""
    multiples: Valued
    """Words that multiply what stands before them; those from 1000 end a group."""
    scales: Valued
    """(word, power of ten), after digits with or without a space."""
    glued: Valued
    """(letters, power of ten), right after digits alone: 300k."""
    ambiguous_glued: Phrases
    """Those that may as well be units where a space stands before them."""
    half: Phrases
    and_a_half: str
    fractions: Valued
    """(word, denominator), also in the plural."""

    # What is known of a number.
    about: Phrases
    at_most: Phrases
    at_least: Phrases
    below: Phrases
    above: Phrases
    nearly: Phrases
    just_below: Phrases
    just_above: Phrases
    exactly: Phrases
    or_more: Phrases
    or_fewer: Phrases
    or_so: Phrases
    """After a number: it is approximate."""
    prepositions: Phrases
    """Those of the above that also have another meaning: asked about 300 soldiers."""

    # Two numbers.
    to: Phrases
    from_: str
    between: str
    and_: str
    or_: str
    margin: Phrases
    """Between a number and how far it may be off."""

    # Signs of numbers.
    minus: Phrases
    """Below zero."""
    rise: Phrases
    fall: Phrases
    """A change, upwards and downwards."""

    # Sorts.
    percent: Phrases
    points: Phrases
    out_of: Phrases
    in_: Phrases
    """A ratio: two in five."""
    per: Phrases
    interval: Phrases
    """What names an interval of confidence, after its level."""
    money: tuple[tuple[str, str], ...]
    """Names of currencies, with their codes or signs, behind a number."""
    weights: Phrases
    """Those names that are weights as well, unless a scale stands before them."""
    measures: tuple[Phrases, ...]
    """Units of measure: the names of one unit together, its shortest first."""

    # What is no number, but nearly.
    indefinite: Valued
    """(word, the least that it can mean): dozens."""
    vague: Phrases
    unknown: Phrases
    nobody: Phrases
    not_in_units: Phrases
    """Words with which a unit cannot begin."""

    # Digits and words that are no quantities.
    months: Phrases
    dating: Phrases
    """Words before a year: in 2024."""
    labels: Phrases
    """Words before the number of a thing: page 12."""
    streets: Phrases
    function_words: Phrases
    """Words that may begin a sentence before a number without naming anything."""
    quotations: tuple[tuple[str, str], ...]
    """Marks around somebody's words."""
    clock: Phrases
    """After an hour: 9 pm."""
    compounds: Phrases
    """After a number and a hyphen, where it is a number still: a 300-strong force."""
    ages: Phrases
    """Words before an age: aged 37."""
    of_them: Phrases
    """After a small number in words: two of them is no count of its own."""
    before_half: Phrases
    """Words before a half that is no share: the second half."""
    definite: Phrases
    """Words before a small number that was named already: the two men."""
    counted: Phrases
    """What deserves a figure even if it is counted by a small number in words."""
    fates: tuple[Phrases, ...]
    """Things that are counted apart: the killed and the injured."""

    @property
    def qualifiers(self) -> Iterator[tuple[str, Phrases]]:
        """The phrases before a number, by what they say of it."""
        for name in (
            *("about", "at_most", "at_least", "below", "above"),
            *("nearly", "just_below", "just_above", "exactly"),
        ):
            yield name, getattr(self, name)
