"""The images beside an article, as a page shows them."""

import msgspec


class Image(msgspec.Struct, frozen=True):
    """An image of an explainer.

    `source` is its path in the project, `path` that in the site, below the explainer's
    page; `width` and `height` are in pixels as a browser shows it, `weight` in bytes.
    `told` is what its file tells of its making, in words, which is not published.
    `others` are the same image in other widths, which have no others themselves.
    """

    source: str
    path: str
    width: int
    height: int
    weight: int
    told: tuple[str, ...] = ()
    others: tuple["Image", ...] = ()

    @property
    def widths(self) -> tuple["Image", ...]:
        """The image in all of its widths, the narrowest first."""
        return tuple(sorted((self, *self.others), key=lambda image: image.width))
