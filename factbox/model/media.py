"""Images of facts, and recordings: what an editor shows beside what was said."""

import re
from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from factbox.model.addresses import WebAddress
from factbox.model.lines import Line
from factbox.model.prose import Picture, Prose
from factbox.model.records import Plain, Record
from factbox.problems import Failed, Located, Place, Problem, Unreadable, shown


class ImageFile(msgspec.Struct, frozen=True):
    """The path of an image below the explainer's folder, where an editor names it."""

    text: str
    place: Place
    mentions: tuple[()] = ()
    problems: tuple[()] = ()

    @classmethod
    def read(cls, written: Located) -> "ImageFile":
        """The path that a text gives; whether the file is there is checked later."""
        return cls(written.text, written.at(0))


class ImageEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An image of a fact, as an editor writes it and a page shows it."""

    file: Annotated[
        ImageFile,
        Meta(
            description="where it is, in images/ beside the article",
            examples=["images/bridge.jpg"],
        ),
    ]
    alt: Annotated[
        Line,
        Meta(
            description="what it shows, for whoever cannot see it",
            examples=["Rust under the deck of the bridge"],
        ),
    ]
    caption: Annotated[
        Line | None,
        Meta(
            description="what stands under it, such as who took it",
            examples=["The deck in January. Photo: Bo Reporter"],
        ),
    ] = None
    place: Place

    @property
    def picture(self) -> Picture:
        """The same as an article has it."""
        caption = str(self.caption or "")
        return Picture(self.file.text, str(self.alt), caption, self.file.place)

    def record(self, plain: Plain) -> Record:
        return {
            "url": plain.images.get(self.file.text),
            "alt": str(self.alt),
            "caption": str(self.caption) if self.caption else None,
        }


_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
_MINUTES = re.compile(r"(\d{1,3}) ?min(?:utes)?")


class Duration(msgspec.Struct, frozen=True):
    """How long a recording is, in seconds."""

    seconds: int

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """The duration of a text such as 2:31, 1:02:30 or 12 min.

        Raises `Unreadable` for any other.
        """
        if minutes := _MINUTES.fullmatch(text):
            return cls(int(minutes[1]) * 60)
        clock = _CLOCK.fullmatch(text)
        if clock is None or (clock[1] and int(clock[2]) > 59):
            raise Unreadable(
                f"{shown(text)} is not how long a recording is",
                "write minutes and seconds, like '2:31', or hours too, like '1:02:31'",
            )
        hours, minutes_, seconds = (int(part or 0) for part in clock.groups())
        return cls(hours * 3600 + minutes_ * 60 + seconds)

    def __str__(self) -> str:
        """The time as players show it: 2:31, 1:02:31."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes_ = divmod(minutes, 60)
        if hours:
            return f"{hours}:{minutes_:02}:{seconds:02}"
        return f"{minutes}:{seconds:02}"

    @property
    def iso(self) -> str:
        """The duration as ISO 8601 writes it: PT2M31S."""
        return f"PT{self.seconds // 60}M{self.seconds % 60}S"


class Recording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Audio or video elsewhere, to which a page links; nothing of it is loaded."""

    url: Annotated[
        WebAddress,
        Meta(
            description="where readers hear or see it",
            examples=["https://radio.example/council"],
        ),
    ]
    kind: Annotated[
        Literal["audio", "video"], Meta(description="what it is", examples=["video"])
    ]
    duration: Annotated[
        Duration | None, Meta(description="how long it is", examples=["2:31"])
    ] = None
    image: Annotated[
        ImageEntry | None,
        Meta(description="an image of it, which leads there"),
    ] = None
    transcript: Annotated[
        Prose | None,
        Meta(
            description="what is said in it, for whoever cannot hear it",
            examples=["There is nothing but rust under there."],
        ),
    ] = None
    place: Place

    @property
    def host(self) -> str:
        """The name of the site that has it, as readers know it."""
        return (urlsplit(self.url.text).hostname or "").removeprefix("www.")

    def record(self, plain: Plain) -> Record:
        return {
            "url": str(self.url),
            "kind": self.kind,
            "duration": self.duration.iso if self.duration else None,
            "image": self.image.record(plain) if self.image else None,
            "transcript": plain.text(self.transcript) or None,
        }


OwnImage = Annotated[
    ImageEntry | None, Meta(description="an image of it, from images/")
]
OwnRecording = Annotated[
    Recording | None, Meta(description="audio or video of it, to which readers go")
]


class ImageWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a translation says of an image of a fact."""

    INHERITED: ClassVar[type] = ImageEntry

    alt: Annotated[
        Line,
        Meta(
            description="what it shows, for whoever cannot see it",
            examples=["Ferrugem sob o tabuleiro da ponte"],
        ),
    ]
    caption: Annotated[
        Line | None,
        Meta(
            description="what stands under it, such as who took it",
            examples=["O tabuleiro em janeiro"],
        ),
    ] = None
    place: Place


class RecordingWords(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """What a translation says of a recording."""

    INHERITED: ClassVar[type] = Recording

    transcript: Annotated[
        Prose | None,
        Meta(
            description="what is said in it, for whoever cannot hear it",
            examples=["Ali embaixo só há ferrugem."],
        ),
    ] = None
    image: Annotated[ImageWords | None, Meta(description="the words of its image")] = (
        None
    )
    place: Place


TranslatedImage = Annotated[
    ImageWords | None, Meta(description="the words of its image")
]
TranslatedRecording = Annotated[
    RecordingWords | None, Meta(description="the words of its recording")
]


def image_in(
    image: ImageEntry | None, words: ImageWords | None, place: Place
) -> ImageEntry | None:
    """The image with the words of a translation, which stand at `place`.

    Raises `Failed` where one of the two is missing.
    """
    if image is None and words is None:
        return None
    if image is None:
        message = "there is no image in the original that these words could be of"
        raise Failed([Problem(place, message, "delete 'image' here")])
    if words is None:
        message = "the original has an image, and this says nothing of it"
        hint = f"write 'image: {{alt: …}}'; the original has: {image.alt}"
        raise Failed([Problem(place, message, hint)])
    return msgspec.structs.replace(image, alt=words.alt, caption=words.caption)


def recording_in(
    recording: Recording | None, words: RecordingWords | None, place: Place
) -> Recording | None:
    """The recording with the words of a translation, which stand at `place`.

    Raises `Failed` where there is none, or where the words of its image are missing.
    """
    if recording is None:
        if words is None:
            return None
        message = "there is no recording in the original that these words could be of"
        raise Failed([Problem(place, message, "delete 'recording' here")])
    image = image_in(recording.image, words.image if words else None, place)
    transcript = (words and words.transcript) or recording.transcript
    return msgspec.structs.replace(recording, image=image, transcript=transcript)


def media_record(
    image: ImageEntry | None, recording: Recording | None, plain: Plain
) -> Record:
    """What data files say of the image and the recording of a fact."""
    return {
        "image": image.record(plain) if image else None,
        "recording": recording.record(plain) if recording else None,
    }


def pictures_in(
    body: Prose, entries: Iterable[Iterable[object]]
) -> tuple[Picture, ...]:
    """The images of an article, then those of its entries, which are by kinds."""
    beside = (each for own in entries for entry in own for each in pictures_of(entry))
    return (*body.pictures, *beside)


def pictures_of(owner: object) -> tuple[Picture, ...]:
    """The images of an entry: its own, and that of its recording."""
    recording = getattr(owner, "recording", None)
    images = (getattr(owner, "image", None), getattr(recording, "image", None))
    return tuple(each.picture for each in images if isinstance(each, ImageEntry))
