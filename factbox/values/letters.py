"""Letters that stand for one another where nobody minds their case."""

_ALIKE = str.maketrans("ıİſ", "iis")


def lowered(text: str) -> str:
    """The text in lower case, letter for letter, as `re.IGNORECASE` takes them.

    A word that a pattern found is thus found in a catalogue, too, also where it was
    typed with the dotless i of another keyboard.
    """
    return (text if text.isascii() else text.translate(_ALIKE)).lower()


def letters_apart(one: str, two: str) -> int:
    """How many letters are added, left out or exchanged from one word to another."""
    if abs(len(one) - len(two)) > 1:
        return 2
    row: list[int] = [*range(len(two) + 1)]
    for index, letter in enumerate(one, 1):
        previous, row[0] = row[0], index
        for column, other in enumerate(two, 1):
            above = row[column]
            changed = previous + (letter != other)
            row[column] = min(above + 1, row[column - 1] + 1, changed)
            previous = above
    return row[-1]
