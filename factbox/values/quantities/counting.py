"""Numbers in words, word by word: two hundred and ten, einundzwanzig."""

from collections.abc import Iterator
from decimal import Decimal

from factbox.languages.wording import Wording
from factbox.values.quantities.exact import EXACT


class Count:
    """What the words of a number come to, word by word."""

    def __init__(self, group_at: int) -> None:
        self.group_at = group_at
        self.whole, self.group, self.current = Decimal(0), Decimal(0), Decimal(0)
        self.last = 0
        """The last cardinal, 0 behind a multiple."""
        self._smallest = 10**18

    @property
    def total(self) -> Decimal:
        return EXACT.add(self.whole, EXACT.add(self.group, self.current))

    def takes(self, cardinal: int) -> bool:
        """Whether a cardinal may follow the last one: twenty one, doscientos diez."""
        limit = 100 if self.last % 100 == 0 else 10
        return self.last >= 20 and self.last % 10 == 0 and 0 < cardinal < limit

    def add(self, cardinal: int) -> None:
        self.current += cardinal
        self.last = cardinal

    def multiply(self, multiple: int) -> bool:
        """Multiply what was said before; false where that is another number."""
        if multiple < self.group_at:
            said = self.current or self.group or Decimal(1)
            product = EXACT.multiply(said, Decimal(multiple))
            self.group = product if not self.current else self.group + product
        elif multiple >= self._smallest:
            return False
        else:
            said = EXACT.add(self.group, self.current) or Decimal(1)
            self.whole += EXACT.multiply(said, Decimal(multiple))
            self.group = Decimal(0)
            self._smallest = multiple
        self.current, self.last = Decimal(0), 0
        return True


def joined_tens(wording: Wording) -> Iterator[tuple[str, int]]:
    """Units and tens as one word where the units come first: einundzwanzig."""
    if not wording.units_first:
        return
    for unit, one in wording.cardinals:
        for ten, tens in wording.cardinals:
            if 0 < one < 10 and tens in range(20, 100, 10):
                for joint in wording.units_first:
                    yield f"{unit}{joint}{ten}", tens + one
