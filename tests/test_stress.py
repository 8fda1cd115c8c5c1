"""What strains a page does not break it: see stress.py and stress_languages.py."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factbox.languages.language import TAGS
from tests.making import rendered
from tests.small_site import DRESS
from tests.stress import STRESS, WIDTHS
from tests.stress_languages import SAME, WORDS, in_language

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def write(root: Path, files: dict[str, bytes]) -> None:
    """Build a project of these files into a folder."""
    for file in rendered(files):
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)


@pytest.mark.parametrize("name", STRESS)
def test_no_text_waits_for_a_card_and_nothing_is_wider_than_the_window(
    window: "BrowserContext", tmp_path: Path, name: str
) -> None:
    write(tmp_path, {**DRESS, **STRESS[name]()})
    page = window.new_page()
    page.goto((tmp_path / "index.html").as_uri())

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        gaps = page.evaluate(
            """[...document.querySelectorAll('.story > :not(.card)')]
               .map(each => each.getBoundingClientRect())
               .map((box, i, all) => i ? box.top - all[i - 1].bottom : 0)"""
        )

        assert page.evaluate("document.documentElement.scrollWidth") == width
        if width >= 1024:
            assert max(gaps) < 50, width
    page.close()


@pytest.mark.parametrize("tag", WORDS)
def test_no_language_widens_a_page_or_begins_a_line_with_a_mark(
    window: "BrowserContext", tmp_path: Path, tag: str
) -> None:
    write(tmp_path, {**DRESS, **in_language(tag)})
    page = window.new_page()
    page.goto((tmp_path / "index.html").as_uri())

    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        broken = page.evaluate(
            """[...document.querySelectorAll('.ref-kept')].filter(each =>
                each.getClientRects().length > 1).length"""
        )
        shift = page.evaluate(
            "getComputedStyle(document.querySelector('.timeline-event'), '::before')"
            ".translate"
        )
        labels = page.evaluate(
            """[...document.querySelectorAll('.timeline-label')]
               .map(each => each.getBoundingClientRect())
               .filter(box => box.right > innerWidth || box.left < 0).length"""
        )

        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert broken == 0
        assert labels == 0
        # A mark is centred on its rule, which stands where lines begin.
        assert shift == ("50%" if tag in ("ar", "he") else "-50%")
    page.close()


def test_every_language_is_strained() -> None:
    assert {*WORDS, *SAME} == {*TAGS}
