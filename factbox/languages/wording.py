"""What authors of one language write around numbers: the type of such a catalogue.

A language is one file, `<language>/typing.toml`. Phrases are in lower case, with single
spaces; however they are typed, they are found.
"""

from collections.abc import Iterator

import msgspec

Phrases = tuple[str, ...]
Valued = tuple[tuple[str, int], ...]
"""Words, each with the number that it stands for."""
Named = tuple[tuple[str, str], ...]
"""Words, each with the code that it stands for."""


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """The marks and words with which one language writes quantities."""

    # Digits.
    group: str
    """The marks between thousands; a thin or a no-break space may stand there, too.

    A space among them parts thousands in sentences as well.
    """
    decimal: str
    digits: str = ""
    """Digits from zero to nine, of each script that is typed beside 0 to 9."""
    marks: str = ""
    """Two signs each, parted by spaces: one that is typed, and what it means."""

    # Words for numbers.
    cardinals: Valued
    articles: Phrases = ()
    """What can stand for one before a scale: a million."""
    conjunction: Phrases = ()
    """The "and" of two hundred and ten, and of vinte e um."""
    multiples: Valued
    """Words that multiply what stands before them."""
    counting: Phrases = ()
    """Those of them that by themselves are one: mil, hundert."""
    group_at: int = 1000
    """The multiple from which on they end a group: 10000 where there are myriads."""
    joined: bool = False
    """Whether the words of a number are written without spaces: zweihundertzehn."""
    units_first: Phrases = ()
    """What stands between units and tens where the units come first: und."""
    tens_and: bool = False
    """Whether the conjunction stands between tens and units: vinte e um."""
    words_in_prose: bool = True
    """Whether number words in sentences surely are numbers."""
    scales: Valued
    """(word, power of ten), after digits with or without a space."""
    glued: Valued = ()
    """(letters, power of ten), right after digits alone: 300k."""
    doubtful_scales: Valued = ()
    """The same, as some write them and others do not understand them: 1.5 mil."""
    ambiguous_glued: Phrases = ()
    """Those that may as well be units where a space stands before them."""
    half: Phrases
    half_a: Phrases = ()
    """Before the name of a scale alone: eine halbe Million."""
    bare_fractions: bool = False
    """Whether a third may do without an article."""
    and_a_half: Phrases = ()
    one_and_a_half: Phrases = ()
    """In one word: anderthalb."""
    fractions: Valued
    """(word, denominator), in every number and case."""

    # What is known of a number.
    about: Phrases
    at_most: Phrases
    at_least: Phrases
    below: Phrases
    above: Phrases
    nearly: Phrases
    just_below: Phrases = ()
    just_above: Phrases = ()
    exactly: Phrases = ()
    or_more: Phrases = ()
    or_fewer: Phrases = ()
    or_above: Phrases = ()
    """After a number that is left out itself: 300超."""
    or_below: Phrases = ()
    or_just_below: Phrases = ()
    or_just_above: Phrases = ()
    or_nearly: Phrases = ()
    """After a number that is almost reached: 300近く."""
    or_so: Phrases = ()
    """After a number: it is approximate."""
    counters: Phrases = ()
    """Units that may stand between a number and what follows it: 300人以上."""
    of: Phrases = ()
    """What may stand between a number and its unit: 1,5 milhão de euros."""
    the: Phrases = ()
    """Articles that may stand between the above and a number: circa il 30%."""
    prepositions: Phrases = ()
    """Those of the above that also have another meaning: asked about 300 soldiers."""

    verbal: Phrases = ()
    """Those behind which another may follow: estimated at about 300."""

    # Two numbers.
    to: Phrases
    from_: Phrases
    between: Phrases
    and_: Phrases
    or_: Phrases
    margin: Phrases = ()
    """Between a number and how far it may be off."""

    # Signs of numbers.
    minus: Phrases
    """Below zero."""
    rise: Phrases
    fall: Phrases
    """A change, upwards and downwards."""
    risen: Phrases = ()
    fallen: Phrases = ()
    """The same behind a share: 3% higher."""

    changed_by: Phrases = ()
    """Before the number, where the verb is behind it: um 5 % gestiegen."""

    changed: Phrases = ()
    """Verbs of changes without a number of their own: doubled to 300."""
    changed_to: Phrases = ()
    """Between such a verb and the number that was reached."""
    another: Phrases = ()
    """Beside those that were counted before: another 12."""
    below_zero: Phrases = ()
    """Behind a number: 5 degrees below zero."""

    # Sorts.
    percent: Phrases
    points: Phrases
    out_of: Phrases
    in_: Phrases = ()
    """A ratio: two in five."""
    per: Phrases
    part_of: Phrases = ()
    """Between the whole of a fraction and its part: 3分の1."""
    of_behind: Phrases = ()
    per_behind: Phrases = ()
    """Behind the whole of a ratio, where it comes first: 1,000あたり12."""
    interval: Phrases = ()
    """What names an interval of confidence, after its level."""
    money: Named = ()
    """Names of currencies, with their codes or signs, behind a number."""
    weights: Phrases = ()
    """Those names that are weights as well, unless a scale stands before them."""
    measures: tuple[Phrases, ...]
    """Units of measure: the names of one unit together, its shortest first."""

    # What is no number, but nearly.
    indefinite: Valued = ()
    """(word, the least that it can mean): dozens."""
    collectives: Valued = ()
    """Words for about so many: une dizaine."""
    rank_endings: Phrases = ()
    """What makes digits the number of a rank: 5th."""
    plural_of_tens: Phrases = ()
    """A unit that may as well be an ending: 300s, seconds or the three hundreds."""
    score: Phrases = ()
    """Twenty, behind how many of them there are: three score."""
    vague: Phrases = ()
    unknown: Phrases = ()
    nobody: Phrases = ()
    no: Phrases = ()
    """Before what nobody counted: no deaths."""
    shares: Phrases = ()
    """Shares without a number: a majority."""
    fillers: Phrases = ()
    """Words that say nothing of a number: a total of 300, 300 in all."""
    doubts: Phrases = ()
    """Words before a number that say how sure it is: reportedly 300."""
    fold: Phrases = ()
    """Behind a factor: fourfold, 4-fold."""
    times: Named = ()
    """Words that are factors, with their numbers: double."""
    times_unit: str = ""
    """The unit of a factor: 4 times."""
    not_in_units: Phrases = ()
    """Words with which a unit cannot begin."""

    # Digits and words that are no quantities.
    prefixes: Phrases = ()
    """Words that are written with the number behind them: ב-300."""
    dating: Phrases = ()
    """Words before a year: in 2024."""
    labels: Phrases = ()
    """Words before the number of a thing: page 12. Short ones have their full stop."""
    label_ends: Phrases = ()
    """Ends of such words: Hauptstr. 12."""
    streets: Phrases = ()
    names: tuple[str, ...] = ()
    """Regular expressions of names and scores with digits: 12, rue de la Paix."""
    idioms: tuple[str, ...] = ()
    """Regular expressions of hours and the like that count nothing unless they are
    linked: she works from 9 to 5."""
    places: Phrases = ()
    """Words before a place, behind which a count is one: in Kursk 300 soldiers."""
    capital_nouns: bool = False
    """Whether any noun has a capital: it is a name where no other noun follows."""
    adjective_ends: Phrases = ()
    """Where nouns have capitals, the ends of what stands before one: 12 rote Kerzen."""
    function_words: Phrases = ()
    """Words that may begin a sentence before a number without naming anything."""
    measured: Phrases = ()
    """What is measured, so that with a capital it names nothing: Magnitude 7.1."""
    calibres: Phrases = ()
    """Behind a measure: a 9mm pistol."""
    races: Phrases = ()
    """Behind a length: the 100m final."""
    cash: Phrases = ()
    """Behind an amount: a $20 bill."""
    troops: Phrases = ()
    """Behind the number of a unit, with capitals: 617 Squadron."""
    majorities: Phrases = ()
    """Behind a share that a rule asks for: a two-thirds majority."""
    scored: Phrases = ()
    """Before a score: they won 1-3."""
    quotations: tuple[tuple[str, str], ...]
    """Marks around somebody's words."""
    clock: Phrases = ()
    """After an hour: 9 pm."""
    compounds: Phrases = ()
    """After a number and a hyphen, where it is a number still: a 300-strong force."""
    ages: Phrases = ()
    """Words before an age: aged 37. Behind the first two a number is surely one."""
    old: Phrases = ()
    """Words behind an age: years old."""
    of_them: Phrases = ()
    """After a small number in words: two of them is no count of its own."""
    single: Phrases = ()
    """In a link, one and no more: a single soldier."""
    every: Phrases = ()
    nth: Valued = ()
    """Every fifth: one of so many."""
    times_of_nth: Phrases = ()
    """What comes round again, so that it is no share: every second week."""
    before_half: Phrases = ()
    """Words before a half that is no share: the second half."""
    after_half: Phrases = ()
    """Words behind one: half an hour."""
    after_share: Phrases = ()
    """Words behind a third that is a share: a third of them."""
    definite: Phrases = ()
    """Words before a small number that was named already: the two men."""
    counted: Phrases = ()
    """What deserves a figure even if it is counted by a small number in words."""
    fates: tuple[Phrases, ...] = ()
    """Fates that are counted apart: the killed and the injured."""
    people: Phrases = ()
    """Words for people of whatever group."""
    groups: tuple[Phrases, ...] = ()
    """Who is counted apart: children, women, soldiers."""
    things: tuple[Phrases, ...] = ()
    """What is counted apart from people, and each from the others: houses, schools."""

    forms: str
    """How a quantity is written, for who wrote none."""

    @property
    def qualifiers(self) -> Iterator[tuple[str, Phrases]]:
        """The phrases before a number, by what they say of it."""
        for name in (
            *("about", "at_most", "at_least", "below", "above"),
            *("nearly", "just_below", "just_above", "exactly"),
        ):
            yield name, getattr(self, name)
