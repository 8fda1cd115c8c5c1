"""Images of facts and of people, and recordings, which stand elsewhere."""

import json
import re
from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image as Pillow

from factbox.model.media import Duration
from factbox.problems import Failed, Unreadable
from factbox.reading.files import Files
from tests.making import made
from tests.small_site import DRESS, TEXTS

GPS = 0x8825


def photograph() -> bytes:
    """A photograph that says where it was taken."""
    exif = Pillow.Exif()
    exif.get_ifd(GPS).update({1: "N", 2: (50.0, 27.0, 0.0)})
    file = BytesIO()
    Pillow.new("RGB", (30, 20), "red").save(file, "JPEG", exif=exif)
    return file.getvalue()


QUOTES = """\
- id: rust
  who: engineer
  on: 3 February 2025
  said: Blamed the weather for it.
  words: nothing but rust
  image:
    file: images/deck.jpg
    alt: The deck from below
    caption: The deck in January
  recording:
    url: https://www.radio.example/rust
    kind: audio
    duration: 12:05
    image: {file: images/studio.jpg, alt: The studio}
    transcript: |
      There is nothing but rust.

      See the [deck](event:closed).
  source: minutes#closing
- id: safe
  who: council
  said: Said that the bridge is safe.
  source: minutes#closing
"""


def project(changes: Mapping[str, str] | None = None) -> Files:
    """The small site with a quote that is shown and heard, and with a portrait."""
    people = TEXTS["content/people.yaml"].replace(
        "role: Bridge engineer", "role: Bridge engineer\n  portrait: ada.jpg"
    )
    texts = {
        **TEXTS,
        "content/people.yaml": people,
        "content/bridge/quotes.yaml": QUOTES,
        **(changes or {}),
    }
    files = {path: text.encode() for path, text in texts.items()}
    pictures = ("content/bridge/images/deck.jpg", "content/bridge/images/studio.jpg")
    taken = dict.fromkeys((*pictures, "assets/ada.jpg"), photograph())
    return {**DRESS, **files, **taken}


def built(files: Files) -> dict[str, bytes]:
    _, rendered = made(files)
    return {file.path: file.content for file in rendered}


def test_a_fact_shows_its_image_and_leads_to_its_recording() -> None:
    page = built(project())["bridge/index.html"].decode()

    (_, _, quote) = page.partition('<figure class="quote" id="quote-rust">')
    quote = quote.partition("Ada Engineer")[0]
    assert re.search(r'<img src="images/deck\.\w+\.jpg"[^>]*alt="The deck from', quote)
    assert "The deck in January</figcaption>" in quote
    assert 'class="recording-link" href="https://www.radio.example/rust"' in quote
    assert re.search(r'class="recording-image" src="images/studio\.\w+\.jpg"', quote)
    assert ">Audio&nbsp;· 12:05&nbsp;· radio.example</span>" in quote
    assert "<p>There is nothing but rust.</p>" in quote
    assert 'href="#event-closed"' in quote


def test_nothing_that_is_shown_tells_where_it_was_taken() -> None:
    files = built(project())

    shown = [path for path in files if path.endswith(".jpg")]
    assert len(shown) == 3
    for path in shown:
        assert GPS not in Pillow.open(BytesIO(files[path])).getexif()


def test_someone_has_a_portrait_beside_the_name() -> None:
    page = built(project())["bridge/index.html"].decode()

    portrait = r'<img class="person-portrait" src="\.\./assets/ada\.\w+\.jpg" alt=""'
    assert len(re.findall(portrait, page)) == 1


def test_programs_get_where_images_and_recordings_are() -> None:
    files = built(project())

    rust, safe = json.loads(files["bridge/data.json"])["quotes"]
    assert rust["image"]["url"] in {path.removeprefix("bridge/") for path in files}
    assert rust["image"]["alt"] == "The deck from below"
    assert {key: rust["recording"][key] for key in ("url", "kind", "duration")} == {
        "url": "https://www.radio.example/rust",
        "kind": "audio",
        "duration": "PT12M5S",
    }
    assert rust["recording"]["transcript"] == "There is nothing but rust. See the deck."
    assert (safe["image"], safe["recording"]) == (None, None)


def test_an_event_has_them_as_well() -> None:
    timeline = TEXTS["content/bridge/timeline.yaml"].replace(
        "  title: Rust is found\n",
        "  title: Rust is found\n"
        "  image: {file: images/deck.jpg, alt: Rust}\n"
        "  recording: {url: 'https://video.example/a', kind: video}\n",
    )

    page = built(project({"content/bridge/timeline.yaml": timeline}))[
        "bridge/index.html"
    ].decode()

    (_, _, event) = page.partition('id="event-found"')
    assert 'alt="Rust"' in event.partition("</li>")[0]
    assert ">Video&nbsp;· video.example</span>" in event.partition("</li>")[0]


def told(files: Files) -> list[str]:
    with pytest.raises(Failed) as failure:
        made(files)
    return [f"{each.place}: {each.message}" for each in failure.value.problems]


def test_an_image_that_is_not_there_is_told_where_it_is_named() -> None:
    quotes = QUOTES.replace("images/deck.jpg", "images/dek.jpg")
    people = TEXTS["content/people.yaml"].replace(
        "role: Bridge engineer", "role: Bridge engineer\n  portrait: eda.jpg"
    )

    files = project(
        {"content/bridge/quotes.yaml": quotes, "content/people.yaml": people}
    )

    assert told(files) == [
        "content/bridge/quotes.yaml:7:11: there is no image 'images/dek.jpg'",
        "content/people.yaml:7:13: there is no file assets/eda.jpg",
    ]


def test_what_a_broken_entry_shows_is_not_called_unused() -> None:
    quotes = QUOTES.replace("12:05", "long").replace(
        "    alt: The deck from below\n", ""
    )

    assert told(project({"content/bridge/quotes.yaml": quotes})) == [
        "content/bridge/quotes.yaml:7:5: this image has no 'alt'",
        "content/bridge/quotes.yaml:12:15: 'long' is not how long a recording is",
    ]


@pytest.mark.parametrize(
    ("typed", "printed", "iso"),
    [
        ("2:31", "2:31", "PT2M31S"),
        ("0:07", "0:07", "PT0M7S"),
        ("1:02:03", "1:02:03", "PT62M3S"),
        ("75:00", "1:15:00", "PT75M0S"),
        ("12 min", "12:00", "PT12M0S"),
        ("3 minutes", "3:00", "PT3M0S"),
    ],
)
def test_a_duration_is_read_as_players_show_it(
    typed: str, printed: str, iso: str
) -> None:
    duration = Duration.parse(typed)

    assert (str(duration), duration.iso) == (printed, iso)


@pytest.mark.parametrize("typed", ["2.31", "2:61", "1:75:00", "short", "-1:00"])
def test_what_no_player_shows_is_no_duration(typed: str) -> None:
    with pytest.raises(Unreadable):
        Duration.parse(typed)
