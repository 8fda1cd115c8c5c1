"""Letters that stand for one another where nobody minds their case."""

_ALIKE = str.maketrans("ıİſ", "iis")


def lowered(text: str) -> str:
    """The text in lower case, letter for letter, as `re.IGNORECASE` takes them.

    A word that a pattern found is thus found in a catalogue, too, also where it was
    typed with the dotless i of another keyboard.
    """
    return (text if text.isascii() else text.translate(_ALIKE)).lower()
