"""What strains a page does not break it: see stress.py."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.making import rendered
from tests.small_site import DRESS
from tests.stress import STRESS, WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize("name", STRESS)
def test_no_text_waits_for_a_card_and_nothing_is_wider_than_the_window(
    browser: "Browser", tmp_path: Path, name: str
) -> None:
    for file in rendered({**DRESS, **STRESS[name]()}):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    context = browser.new_context()
    page = context.new_page()
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
    context.close()
