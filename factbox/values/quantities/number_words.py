"""What is wrong with words for numbers that are no quantity, and what to write.

Each function yields a hint where it knows one.
"""

import re
from decimal import Decimal

from factbox.languages.typing_files import wording_of
from factbox.values.letters import lowered
from factbox.values.quantities.numerals import any_of, plain_words
from factbox.values.quantities.typed import is_quantity, whole_phrase
from factbox.values.quantities.typed_numbers import written_in

Told = tuple[str, int]
"""A hint, and where in the text its reason stands."""


NOT_AVAILABLE = frozenset(
    [
        *(
            [
                ".",
                "..",
                "...",
                "…",
                ":",
                "?",
                "??",
                "???",
                "*",
                "**",
                "***",
                "/",
                "//",
                "•",
                "·",
                "---",
                "--",
                "——",
                "####",
                "#####",
                "######",
                "#######",
            ]
        ),
        *(
            [
                "[x]",
                "[z]",
                "[c]",
                "[u]",
                "[w]",
                "[low]",
                "(x)",
                "(d)",
                "(s)",
                "(na)",
                "(z)",
                "(c)",
                "(u)",
                "x",
                "c",
                "z",
                "s",
                "d",
            ]
        ),
        *(
            [
                "nd",
                "n.d.",
                "n.a.",
                "n/d",
                "nr",
                "n/r",
                "null",
                "nan",
                "#n/a",
                "#n/v",
                "#nv",
                "#ref!",
                "#div/0!",
            ]
        ),
        *(["#value!", "#name?", "#num!", "#null!", "xx", "xxx", "tk", "tktk"]),
    ]
)
"""What offices of statistics and spreadsheets write where there is no number."""


def unknown(text: str, tag: str) -> Told | None:
    """Unknown, n/a, nobody."""
    wording, said = wording_of(tag), plain_words(text)
    start = len(text) - len(text.lstrip())
    if said in wording.unknown or said in NOT_AVAILABLE:
        hint = (
            "leave the claim out, or say in the article, under 'unknown', "
            "what is not known"
        )
        return hint, start
    no = any_of(wording.no)
    if said in (*wording.nobody, *wording.no) or re.fullmatch(
        rf"{no}\s[^\W\d_]+", said
    ):
        return "write '0' if somebody counted, else leave the claim out", start
    return None


def indefinite(text: str, tag: str) -> Told | None:
    """Dozens, several hundred, most."""
    wording, said = wording_of(tag), plain_words(text)
    for word, least in wording.indefinite:
        if match := re.search(rf"\b{re.escape(word)}\b", said):
            number = written_in(wording, Decimal(least))
            hint = f"write a number, or 'at least {number}' if that is what is meant"
            offset = lowered(text).find(match[0].split()[0])
            return hint, max(offset, 0)
    is_in_words = not re.search("[0-9]", text)
    match = re.match(rf"\s*{any_of(wording.shares)}", text, re.IGNORECASE)
    if match and is_in_words:
        hint = (
            "write a number or a share, like 'more than half' if that is what is "
            "meant, or leave the claim out"
        )
        return hint, match.start()
    multiples = dict(wording.multiples)
    vague = rf"(?<!\w){any_of(wording.vague)}(?:\s+(?P<multiple>{any_of(multiples)}))?"
    if match := re.search(vague, text, re.IGNORECASE):
        least = 2 * multiples[lowered(match["multiple"])] if match["multiple"] else 3
        number = written_in(wording, Decimal(least))
        hint = (
            f"write a number, like '300' or 'at least {number}', or leave the claim out"
        )
        return hint, match.start()
    return None


def collective(text: str, tag: str) -> Told | None:
    """Une dizaine: about ten."""
    wording = wording_of(tag)
    words = dict(wording.collectives)
    match = re.fullmatch(
        rf"(?P<front>.*?)(?:{any_of(wording.articles)}\s+)?(?<!\w){any_of(words)}"
        r"(?P<rest>(?:\s.*)?)",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    found = re.search(rf"(?<!\w){any_of(words)}", text, re.IGNORECASE)
    number = written_in(wording, Decimal(words[lowered(found[0])])) if found else ""
    offered = f"{wording.about[0]} {number}"
    return f"write '{offered}', or a closer number", match.end("front")


def every(text: str, tag: str) -> Told | None:
    """Jeder Fünfte: one in five."""
    wording = wording_of(tag)
    match = re.match(
        rf"\s*{any_of(wording.every)}\s+(?P<nth>{any_of(dict(wording.nth))})",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    number = dict(wording.nth)[lowered(match["nth"])]
    offers = (f"1 {word} {number}" for word in sorted(wording.out_of, key=len))
    offered = next((each for each in offers if is_quantity(each, tag)), "")
    return (f"write '{offered}'", match.start("nth")) if offered else None


def factor(text: str, tag: str) -> Told | None:
    """Fourfold, 4-fold, x4, double."""
    wording = wording_of(tag)
    found = ""
    if match := re.fullmatch(r"\s*[x×]\s?([0-9.]+)\s*", text, re.IGNORECASE):
        found = match[1]
    fold = any_of(wording.fold, whole=False)
    if match := re.fullmatch(rf"\s*(\S+?)[\s-]*{fold}\s*", text, re.IGNORECASE):
        found = match[1]
    said = plain_words(text)
    found = dict(wording.times).get(said, found)
    times = f"{found} {wording.times_unit}"
    if not found or not wording.times_unit or not is_quantity(times, tag):
        return None
    return f"write '{times}'", len(text) - len(text.lstrip())


def scores(text: str, tag: str) -> Told | None:
    """Three score and ten."""
    wording = wording_of(tag)
    numbers = dict(wording.cardinals)
    numbers |= dict.fromkeys(wording.articles, 1)
    match = re.fullmatch(
        rf"\s*(?P<count>{any_of(numbers)}|[0-9]+)[\s-]?{any_of(wording.score)}"
        rf"(?:\s+{any_of(wording.conjunction)}\s+(?P<rest>{any_of(numbers)}))?\s*",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    count, rest = lowered(match["count"]), lowered(match["rest"] or "")
    number = 20 * (int(count) if count.isdigit() else numbers[count])
    return f"write '{number + (numbers[rest] if rest else 0)}'", match.start("count")


def about_some_tens(text: str, tag: str) -> Told | None:
    """Mid-300s, high 300s."""
    match = re.fullmatch(
        r"\s*(?:[^\W\d_]+[\s-]+){1,2}(?P<number>[0-9][0-9,]*0)s\s*", text
    )
    if match is None or not wording_of(tag).plural_of_tens:
        return None
    number = match["number"]
    hint = f"write two numbers with 'to' between them, or 'at least {number}'"
    return hint, match.start("number")


def filled(text: str, tag: str) -> Told | None:
    """Only 300, a total of 300: words that a value does without."""
    wording = wording_of(tag)
    fillers, doubts = any_of(wording.fillers), any_of(wording.doubts)
    pattern = rf"\s*{fillers}\s+(?P<rest>.+)|(?P<front>.+?),?\s+{fillers}\s*"
    if match := re.fullmatch(pattern, text, re.IGNORECASE):
        rest = match["rest"] or match["front"]
        if is_quantity(rest, tag):
            return f"write '{rest}'", match.start()
    pattern = rf"\s*{doubts}\s+(?P<rest>.+)|\s*(?P<front>.+?)(?:\s+{doubts}|\s*\?)\s*"
    match = re.fullmatch(pattern, text, re.IGNORECASE)
    value = match and (match["rest"] or match["front"])
    if match is None or not value or not is_quantity(value, tag):
        return None
    return f"write '{value}', and how sure it is in 'text:'", match.start()


def article_left_out(text: str, tag: str) -> Told | None:
    """Hundred thousand, quarter."""
    for article in wording_of(tag).articles:
        offered = f"{article} {text.strip()}"
        is_in_words = not re.search("[0-9]", text)
        if is_in_words and is_quantity(offered, tag):
            phrase = whole_phrase(offered, tag)
            # "A prison" is no number of prisons.
            if phrase and (phrase.low.value != 1 or not phrase.unit):
                return f"write '{offered}'", 0
    return None
