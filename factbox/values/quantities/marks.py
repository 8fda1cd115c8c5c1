"""What is wrong with marks in and around a value, and what to write instead.

Each function yields a hint where it knows one.
"""

import re

from factbox.values.quantities.behind import without_its_value
from factbox.values.quantities.number_words import Told
from factbox.values.quantities.phrases import phrases_of
from factbox.values.quantities.typed import NO_CENTS, is_quantity


def in_brackets(text: str, tag: str) -> Told | None:
    """300 (as of 3 May), 12 (SD 2), 300 [1]; 1.23 (1.10 to 1.38; P<0.001)."""
    match = re.fullmatch(
        r"(?P<value>[^;()\[\]]*\([^;()]*?)(?:;|,\s?(?=[pP]\s?[<=>]))[^()]*\)\s*", text
    )
    if match and is_quantity(value := f"{match['value'].strip()})", tag):
        return f"write '{value}'; what is left goes into 'text:'", match.end("value")
    match = re.fullmatch(
        r"\s*(?P<value>[^()\[\]]*[^()\[\]\s])\s*[(\[][^()\[\]]*[)\]]\W*", text
    )
    is_interval = re.search(r"[(\[]\W*[0-9]\S*\s?[-–]\s?[0-9]", text)
    if match is None or is_interval or not is_quantity(match["value"], tag):
        return None
    hint = (
        f"write '{match['value']}'; what stands in brackets goes into 'text:', a day "
        "into 'as_of:'"
    )
    return hint, match.end("value")


def marks(text: str, tag: str) -> Told | None:
    """Full stops, quotation marks and daggers around a value; (300) is none of them."""
    for pattern in (
        r"\s*[\"'“‘«„](?P<value>.*?)[\"'”’»“.,]+\s*",
        r"\s*(?P<value>.*?)[*†‡.,;:!]+\s*",
        r"\s*[*_`]+(?P<value>[^*_`]*)[*_`]+\s*",
        r"\s*\[(?P<value>[^\[\]]*)\]\s*",
    ):
        match = re.fullmatch(pattern, text)
        if match and is_quantity(match["value"], tag):
            return f"write '{match['value']}'", match.start("value")
    # (p) 300, as offices of statistics mark what is provisional.
    match = re.fullmatch(r"\s*\([a-z]{1,3}\)\s*(?P<value>.*)", text)
    if match and is_quantity(match["value"], tag):
        hint = f"write '{match['value']}'; what stands in brackets goes into 'text:'"
        return hint, match.start("value")
    match = re.fullmatch(r"\s*\((?P<value>[^()]+)\)\s*", text)
    if match and is_quantity(match["value"], tag):
        value = match["value"]
        return f"write '{value}', or '-{value}' for what is below zero", match.start()
    if match := re.fullmatch(r"(?P<front>\D*)(?P<value>[.,][0-9]+.*)", text):
        value = f"{match['front'].strip()}0{match['value']}"
        if is_quantity(value, tag):
            return f"write '{value}'", match.start("value")
    return None


def hyphenated(text: str, tag: str) -> Told | None:
    """7.8-magnitude, $500-million."""
    match = re.fullmatch(r"(?P<number>.*[0-9])-(?P<rest>[^\W\d_].*)", text.strip())
    if match is None:
        return None
    offered = f"{match['number']} {match['rest']}"
    if not is_quantity(offered, tag):
        return None
    return f"write '{offered}'", text.index(match["rest"])


def hyphens_for_spaces(text: str, tag: str) -> Told | None:
    """1-in-5, two-and-a-half million."""
    offered = re.sub(r"(?<=\w)-(?=\w)", " ", text.strip())
    if offered == text.strip() or not is_quantity(offered, tag):
        return None
    return f"write '{offered}'", text.index("-")


def interval_alone(text: str, tag: str) -> Told | None:
    """CI95 1.1-3.5."""
    match = phrases_of(tag).patterns.interval.match(text)
    if match is None or not match["name"] or match["opening"]:
        return None
    value = text[match.end() :].strip()
    if not is_quantity(value, tag):
        return None
    return without_its_value(value), match.start("name")


def powers(text: str, tag: str) -> Told | None:
    """40 km^2."""
    match = re.search(r"([^\W\d_]+)\s?(?:\^|\*\*)([23])(?![0-9])", text)
    if match is None or not phrases_of(tag).unit_of(match[1]):
        return None
    raised = {"2": "²", "3": "³"}[match[2]]
    offered = f"{text[: match.end(1)]}{raised}{text[match.end() :]}".strip()
    if not is_quantity(offered, tag):
        return None
    return f"write '{offered}'", match.end(1)


def degrees(text: str, tag: str) -> Told | None:
    """5°."""
    match = re.fullmatch(r"\s*(?P<value>.*[0-9])\s?[°º]\s*", text)
    if match is None or not is_quantity(match["value"], tag):
        return None
    return f"write '{match['value']} °C', or what else it is in", match.end("value")


def glued_to_a_share(text: str, tag: str) -> Told | None:
    """5%ig."""
    match = re.fullmatch(r"\s*(?P<value>.*[0-9]\s?%)(?P<rest>[^\W\d_].*)", text)
    if match is None or not is_quantity(match["value"], tag):
        return None
    hint = f"write '{match['value']}', and what it is a part of in the label"
    return hint, match.start("rest")


def no_cents(text: str, tag: str) -> Told | None:
    """12,- without a currency."""
    match = NO_CENTS.search(text)
    offered = NO_CENTS.sub("", text).strip()
    if match is None or not is_quantity(offered, tag):
        return None
    return f"write '{offered}', with its currency", match.start()


def inches(text: str, tag: str) -> Told | None:
    """5in, 5": in a text "in" is another word."""
    match = re.fullmatch(r"\s*(?P<value>.*[0-9])\s?(?:in|\"|″|”)\s*", text)
    if match is None or not is_quantity(offered := f"{match['value']} inches", tag):
        return None
    return f"write '{offered}'", match.end("value")
