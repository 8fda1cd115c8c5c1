"""Explainers that strain a page: a rich one, a poor one, long words, names from afar.

    python -m tests.stress OUT [WORDS ...]

builds each of them, and the content of this repository, to OUT/<name>/, and writes
pictures of all at every width, light and dark, and on paper, to OUT/shots/; WORDS pick
some of them by parts of their names. The pictures are to be looked at.
"""

import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.copies import ROOT, copy_folders

WIDTHS = (320, 360, 412, 768, 1024, 1280, 1600, 1920)

SITE = "title: Stress\npublisher: The Gazette\nlanguage: en-GB\nhome: strain\n"
MINUTES = """\
title: Minutes of the council
author: The clerk
publisher: City Council
published: November 2025
url: https://council.example/minutes
notes:
  count: How the counts were made.
  words: What was said, and to whom.
  days: What happened on which day.
"""
FRONT = {
    "headline": "The flood, and what it is said to have done",
    "standfirst": "What is known of the flood, and who says so.",
    "as_of": "20 November 2025",
    "published": "21 November 2025",
    "byline": "Bo Reporter",
}

VALUES = (
    ("about 300", "up to 1,000", "310 to 400", "at least 90", "250", "more than 400"),
    ("-20", "-5 to 12", "about 30"),
    ("1,200,000,000", "about 1,500,000,000"),
    ("12%", "33% to 50%", "up to 75%"),
    ("at least 40,000",),
    ("0.003", "0.0045"),
    ("7",),
    ("100%",),
)
"""The estimates of a figure in the rich explainer, in turn."""

TEXT = (
    "The water rose in the night, and the [first count](figure:figure-{0}) was made "
    "before it fell.[](source:minutes#count) [](person:person-{1}) spoke of "
    "[](figure:figure-{2}), and [said so](quote:quote-{1}) again a day "
    "later.[](source:minutes#words)[](source:minutes#count)"
)


def rich() -> dict[str, bytes]:
    """Twenty-four figures, forty quotes by fifteen people, sixty events and an old one.

    With images, footnotes, a table, and corrections.
    """
    people = [f"person-{number}" for number in range(15)]
    figures = []
    for number in range(24):
        values = VALUES[number % len(VALUES)]
        if number == 8:
            values = (*values, "at least 1,100")
        figures.append(
            {
                "id": f"figure-{number}",
                "label": f"What was counted as number {number}",
                "unit": "%" if "%" in values[0] else "houses",
                "text": f"Counted as number {number}, by *hand*.",
                "estimates": [
                    {
                        "value": value.rstrip("%").replace("% ", " "),
                        "by": people[(number + index) % 14],
                        **({"via": "person-14"} if index == 1 else {}),
                        **({"as_of": f"{index + 1} March 2025"} if index != 2 else {}),
                        "source": "minutes#count",
                    }
                    for index, value in enumerate(values)
                ],
            }
        )
    quotes = [
        {
            "id": f"quote-{number}",
            "who": people[number * 7 % 15],
            **({"on": f"{number % 28 + 1} May 2025"} if number % 3 else {}),
            "said": "Said that the counts of others are wrong, and that hers is right.",
            **({"words": f"nothing but {number} houses"} if number % 4 == 0 else {}),
            "about": [f"figure-{number % 24}", f"event-{number % 60}"],
            "source": "minutes#words",
        }
        for number in range(40)
    ]
    events = [
        {
            "id": f"event-{number}",
            "when": (
                "8 May 1945"
                if number == 60
                else f"{number % 27 + 1} {MONTHS[number // 2 % 12]} {2023 + number // 24}"
            ),
            "title": f"The {number}th thing happens, and the water rises by a little",
            "text": f"It was [counted](figure:figure-{number % 24}).",
            "by": people[number % 15],
            "source": "minutes#days",
        }
        for number in range(61)
    ]
    updates = [
        {
            "id": "more",
            "when": "22 November 2025",
            "kind": "update",
            "what": "The council says [more](figure:figure-1).",
            "about": ["figure-1"],
        },
        {
            "id": "wrong",
            "when": "23 November 2025",
            "kind": "correction",
            "what": "It was [](figure:figure-2), not 12.",
            "about": ["figure-2", "event-3"],
        },
    ]
    story = "\n\n".join(
        f"## Part {part}, in which the water rises\n\n"
        + "\n\n".join(
            TEXT.format(part, (part + step) * 3 % 15, (part * 5 + step) % 24)
            for step in range(4)
        )
        + f"\n\n![](figure:figure-{part})\n\n![](quote:quote-{part})\n\n"
        + TEXT.format(part + 1, part, part + 2)
        + ("\n\n![The river](images/river.png 'The river in May')" if part == 1 else "")
        + ("\n\nOne more thing.[^one]" if part == 2 else "")
        for part in range(6)
    )
    table = "\n\n|House|Water|Day|\n|-|-:|:-:|\n|First|2 m|[](event:event-2)|\n"
    return project(
        {
            **FRONT,
            "lead": "figure-1",
            "known": [
                "It took [](figure:figure-0) houses.[](source:minutes#count)",
                "The water [fell](event:event-4) again.[](source:minutes#days)",
            ],
            "unknown": ["Who pays.[](source:minutes#words)"],
        },
        f"{story}{table}\n\n[^one]: It is small.[](source:minutes)\n",
        [{"id": id, "name": f"Ada Engineer {id}", "role": "Engineer"} for id in people],
        {
            "figures": figures,
            "quotes": quotes,
            "timeline": events,
            "updates": updates,
        },
    ) | {"content/strain/images/river.png": png(1200, 800)}


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def poor() -> dict[str, bytes]:
    """One sentence and one figure."""
    front = {key: FRONT[key] for key in ("headline", "as_of")}
    figure = {"id": "cost", "label": "Cost", "value": "300", "by": "council"}
    return project(
        {**front, "standfirst": "It rained."},
        "It cost [](figure:cost).[](source:minutes)",
        [{"id": "council", "name": "City Council", "kind": "organisation"}],
        {"figures": [{**figure, "source": "minutes"}]},
    )


LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
)


def long_words() -> dict[str, bytes]:
    """Words longer than a telephone is wide, and names written from right to left."""
    people = [
        {"id": "company", "name": LONG, "role": LONG},
        {"id": "agency", "name": "وكالة الأنباء العربية", "role": "وكالة أنباء"},
        {"id": "writer", "name": "עיתונאית מקומית", "short": "עיתונאית"},
    ]
    figures = [
        {
            "id": "cost",
            "label": f"Cost of the {LONG}",
            "unit": LONG[:40],
            "estimates": [
                {"value": "123,456,789,012", "by": "company", "source": "minutes"},
                {
                    "value": "up to 987,654,321,012",
                    "by": "agency",
                    "via": "writer",
                    "source": "minutes",
                },
            ],
        }
    ]
    quotes = [
        {
            "id": f"quote-{who}",
            "who": who,
            "said": f"Spoke of the {LONG}.",
            **({"words": words} if words else {}),
            "about": ["cost"],
            "source": "minutes",
        }
        for who, words in (("company", LONG), ("agency", "لا شيء"), ("writer", ""))
    ]
    events = [
        {
            "id": "founded",
            "when": "1829",
            "title": f"The {LONG} is founded",
            "by": "agency",
            "source": "minutes",
        },
        {
            "id": "closed",
            "when": "2024",
            "title": "It is closed",
            "by": "writer",
            "source": "minutes",
        },
    ]
    return project(
        {**FRONT, "headline": f"The {LONG}", "standfirst": LONG, "lead": "cost"},
        f"## {LONG}\n\n[](person:agency) says [](figure:cost@agency), [](person:writer) "
        f"does not.[](source:minutes)\n\n![](figure:cost)\n\nhttps://{'a' * 120}\n",
        people,
        {"figures": figures, "quotes": quotes, "timeline": events},
    )


def project(
    front: Mapping[str, object],
    story: str,
    people: Sequence[Mapping[str, str]],
    entries: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, bytes]:
    """The files of a project whose one explainer has these."""
    texts = {
        "content/site.yaml": SITE,
        "content/people.yaml": dumped(people),
        "seeds/minutes.yaml": MINUTES,
        "content/strain/article.md": f"---\n{dumped(front)}---\n{story}\n",
        **{f"content/strain/{kind}.yaml": dumped(e) for kind, e in entries.items()},
    }
    return {path: text.encode() for path, text in texts.items()}


def dumped(value: object) -> str:
    return yaml.dump(value, allow_unicode=True, sort_keys=False)


def png(width: int, height: int) -> bytes:
    """A picture of this size, all of one grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x88" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


STRESS = {"rich": rich, "poor": poor, "long": long_words}


def build(name: str, out: Path) -> Path:
    """Build one of them, or "real", into a folder; the path of its page."""
    return build_files(name, {} if name == "real" else STRESS[name](), out)


def build_files(name: str, files: Mapping[str, bytes], out: Path) -> Path:
    """Build a project of these files, or this one where there are none."""
    root = ROOT
    if files:
        root = out / f"{name}-project"
        shutil.rmtree(root, ignore_errors=True)
        copy_folders("templates", "assets", to=root)
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    into = str((out / name).absolute())
    command = [
        sys.executable,
        "-m",
        "factbox",
        "build",
        "--now",
        "2026-11-25",
        "--out",
        into,
    ]
    subprocess.run(
        command, cwd=root, check=True, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin"}
    )
    return out / name / "index.html"


def shots() -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The name of each picture, the width of its window, and what else it needs."""
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            yield f"{width}-{scheme}", width, {"color_scheme": scheme}


def main(out: Path, words: Sequence[str]) -> None:
    from playwright.sync_api import sync_playwright

    (out / "shots").mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for name in ("real", *STRESS):
            if words and not any(word in name for word in words if word.isalpha()):
                continue
            page_file = build(name, out)
            for shot, width, options in shots():
                if any(word[0].isdigit() for word in words) and shot not in words:
                    continue
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, **options
                )
                page = context.new_page()
                page.goto(page_file.absolute().as_uri())
                size = page.evaluate(
                    "[document.documentElement.scrollWidth,"
                    " document.documentElement.scrollHeight]"
                )
                print(name, shot, *size, flush=True)
                page.screenshot(path=out / f"shots/{name}-{shot}.png", full_page=True)
                if shot == "1280-light":
                    page.pdf(path=out / f"shots/{name}.pdf", prefer_css_page_size=True)
                context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
