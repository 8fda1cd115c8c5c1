"""What a translation was made from is noted, and what changed since is told."""

import os
from pathlib import Path

import pytest

from factbox.commands.main import main
from factbox.reading.files import Files
from factbox.scaffolding.translations import new_translation, notes_of
from tests.making import read_site
from tests.small_site import small_project, write_small_project
from tests.translated_site import ARTICLE, MINUTES, WORDS, translated_project

NOTES = "content/bridge/translated.pt.yaml"
SHARED = "content/translated.pt.yaml"
STALE = "stale-translation"


def noted() -> Files:
    """The translated project, as it is when all of it says what the original says."""
    files = translated_project()
    return {**files, **notes_of("pt", (), files)}


def changed(path: str, old: str, new: str) -> Files:
    files = noted()
    text = files[path].decode()
    assert old in text
    return {**files, path: text.replace(old, new).encode()}


def stale(files: Files) -> list[tuple[str, str]]:
    """The places and messages of what is told to be older than the original."""
    return [
        (f"{each.place.file}:{each.place.line}", each.message)
        for each in read_site(files).advice
        if each.name == STALE
    ]


def test_nothing_is_told_of_a_translation_that_says_what_the_original_says():
    assert stale(noted()) == []


def test_a_translation_of_which_nothing_is_noted_is_told():
    files = translated_project()

    assert stale(files) == [
        (
            f"{ARTICLE}:2",
            "nothing notes what of the original this was translated from",
        ),
        (
            "content/people.pt.yaml:1",
            "nothing notes what of the original these words were made from",
        ),
    ]


def test_a_changed_figure_names_its_words_and_the_sentences_that_link_to_it():
    files = changed("content/bridge/figures.yaml", "310.50 to 400", "320 to 400")

    message = "the figure 'cost' is not what it was when this was translated"
    assert stale(files) == [
        (f"{ARTICLE}:5", message),
        (f"{ARTICLE}:19", message),
        (f"{ARTICLE}:20", message),
        ("content/bridge/figures.pt.yaml:1", message),
        ("content/bridge/quotes.pt.yaml:2", message),
        ("content/bridge/updates.pt.yaml:2", message),
    ]


def test_a_changed_event_names_the_sentences_that_link_to_it():
    files = changed("content/bridge/timeline.yaml", "mid-January 2025", "late 2024")
    files = {
        path: content.replace(b"[meados de janeiro]", b"[]").replace(
            b"[mid-January]", b"[]"
        )
        for path, content in files.items()
    }

    told = [place for place, message in stale(files) if "'closed'" in message]
    assert told == [
        f"{ARTICLE}:3",
        f"{ARTICLE}:12",
        "content/bridge/timeline.pt.yaml:1",
    ]


def test_a_changed_headline_is_told_by_its_key():
    files = changed("content/bridge/article.md", "The closed bridge", "A bridge")

    assert stale(files) == [
        (
            f"{ARTICLE}:2",
            "the original of 'headline' is not what it was when this was translated",
        )
    ]


def test_a_changed_paragraph_is_told_by_its_line():
    files = changed("content/bridge/article.md", "She says that nobody", "He says that")

    [(place, message)] = stale(files)

    assert place == f"{ARTICLE}:2"
    lines = files["content/bridge/article.md"].decode().split("\n")
    line = int(message.partition("at line ")[2].split(",")[0])
    assert lines[line - 1].startswith("Much of the steel")
    assert "a paragraph that stood there is no more" in message


def test_a_paragraph_that_is_gone_is_told():
    files = changed("content/bridge/article.md", "![](event:closed)", "")

    [(_, message)] = stale(files)

    assert message == (
        "a paragraph that stood there is no more since this was translated"
    )


def test_white_space_and_comments_are_no_change():
    text = "The council expects to pay"
    files = changed("content/bridge/article.md", text, f"The\ncouncil {text[12:]}")
    files = {
        **files,
        "content/bridge/figures.yaml": b"# Counted twice.\n\n"
        + files["content/bridge/figures.yaml"].replace(
            b"value: about 300", b'value:   "about 300"  # by phone'
        ),
        "content/bridge/article.md": files["content/bridge/article.md"].replace(
            b"## What it costs", b"<!-- ask them again -->\n\n## What it costs"
        ),
    }

    assert stale(files) == []


def test_a_changed_role_note_and_title_are_told_where_their_words_stand():
    files = changed("content/people.yaml", "Bridge engineer", "Engineer of the city")
    files = {
        **files,
        "seeds/minutes.yaml": files["seeds/minutes.yaml"].replace(
            b"Says who closed", b"Says when who closed"
        ),
        "content/site.yaml": files["content/site.yaml"].replace(
            b"City desk\n", b"The desk\n", 1
        ),
    }

    assert stale(files) == [
        (
            "content/people.pt.yaml:3",
            "'person:engineer' is not what it was when this was translated",
        ),
        (
            "content/site.pt.yaml:1",
            "'site:title' is not what it was when this was translated",
        ),
        (
            f"{MINUTES}:1",
            "'source:minutes#closing' is not what it was when this was translated",
        ),
    ]


def test_words_of_an_entry_that_was_added_are_told_until_they_are_noted():
    more = "- id: toll\n  label: Toll\n  value: 2\n  by: council\n  source: minutes\n"
    words = "- id: toll\n  label: Pedágio\n"
    files = noted()
    files = {
        **files,
        "content/bridge/figures.yaml": files["content/bridge/figures.yaml"]
        + more.encode(),
        "content/bridge/figures.pt.yaml": files["content/bridge/figures.pt.yaml"]
        + words.encode(),
    }

    assert [place for place, _ in stale(files)] == ["content/bridge/figures.pt.yaml:6"]
    assert stale({**files, **notes_of("pt", ("bridge",), files)}) == []


def test_the_notes_have_a_line_a_piece():
    notes = noted()

    text = notes[NOTES].decode()
    assert text.startswith(
        "# What the words in 'pt' were made from: factbox translated"
    )
    for piece in ("article:headline", "figure:cost", "quote:rust", "event:closed"):
        assert f"\n{piece}: " in text
    assert "person:engineer: " in notes[SHARED].decode()
    assert "person:gazette" not in notes[SHARED].decode()


# ------------------------------------------------------------------------- the commands


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_translation_is_a_draft_in_the_words_of_the_original(project: Path):
    assert main(["new", "translation", "pt", "bridge"]) == 0

    article = (project / ARTICLE).read_text("utf-8")
    figures = (project / "content/bridge/figures.pt.yaml").read_text("utf-8")
    assert article.startswith(
        "---\nheadline: The closed bridge\nstandfirst: The [bridge]"
    )
    assert "\ndraft: true\n---\n" in article
    assert "as_of" not in article
    assert "## What it costs" in article
    assert "# - id: cost\n#   label: Cost of the repair\n#   unit: million\n" in figures
    assert main(["check"]) == 0


MEANT = ("# -", "#   ", "# notes", "# title", "# description")
"""How the lines begin that are to be translated."""


def test_an_entry_without_its_hash_signs_is_right_as_it_is(project: Path):
    assert main(["new", "translation", "pt", "bridge"]) == 0
    for path in project.glob("*/**/*.pt.yaml"):
        lines = path.read_text("utf-8").split("\n")
        entries = [line[2:] if line.startswith(MEANT) else line for line in lines]
        path.write_text("\n".join(entries), "utf-8")

    site = read_site({**small_project(), **files_in(project)})

    [translation] = site.translations
    assert [each.folder for each in translation.explainers] == ["bridge"]
    assert not [each for each in site.advice if each.name == "untranslated"]


def files_in(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for folder in ("content", "seeds")
        for path in (project / folder).rglob("*")
        if path.is_file()
    }


def test_a_new_translation_is_written_over_nothing(project: Path):
    assert main(["new", "translation", "pt", "bridge"]) == 0
    before = (project / ARTICLE).read_bytes()

    assert main(["new", "translation", "pt", "bridge"]) == 1
    assert (project / ARTICLE).read_bytes() == before


def test_a_translation_needs_a_language_and_an_explainer(project: Path, capsys):
    assert main(["new", "translation", "pt"]) == 2
    assert "which explainer is translated?" in capsys.readouterr().err
    assert main(["new", "translation", "xx", "bridge"]) == 1
    assert "'xx' is not a language that Factbox writes" in capsys.readouterr().err
    assert main(["new", "translation", "en", "bridge"]) == 1
    assert "the site is in en-GB already" in capsys.readouterr().err


def test_translated_notes_what_the_original_says_now(project: Path, capsys):
    for path, text in WORDS.items():
        (project / path).write_text(text, "utf-8")

    assert main(["translated", "pt"]) == 0

    assert capsys.readouterr().err == f"noted in {NOTES}\nnoted in {SHARED}\n"
    assert stale({**small_project(), **files_in(project),
        MINUTES: WORDS[MINUTES].encode()}) == []  # fmt: skip


def test_translated_notes_nothing_of_what_is_not_translated(project: Path, capsys):
    assert main(["translated", "pt"]) == 2
    assert "no file has the tag 'pt' in its name" in capsys.readouterr().err
    for path, text in WORDS.items():
        (project / path).write_text(text, "utf-8")
    assert main(["translated", "pt", "tunnel"]) == 2
    assert "'tunnel' is not translated into 'pt'" in capsys.readouterr().err
    assert not os.path.exists(project / NOTES)


def test_what_notes_nothing_that_can_be_read_is_a_problem():
    broken = {NOTES: "- a list\n"}

    assert new_translation("de", "bridge", small_project())
    with pytest.raises(Exception, match="this notes no pieces"):
        read_site(translated_project(broken))


def test_a_new_translation_has_the_texts_of_claims_by_who_made_them():
    figures = (
        "- id: cost\n  label: Cost\n  estimates:\n"
        "  - {value: 3, by: council, source: minutes, text: Counts the paint.}\n"
        "  - {value: 4, by: engineer, source: minutes}\n"
    )
    files = small_project({"content/bridge/figures.yaml": figures})

    made = new_translation("pt", "bridge", files)

    assert (
        made["content/bridge/figures.pt.yaml"]
        .decode()
        .endswith(
            "# - id: cost\n#   label: Cost\n#   estimates:\n"
            "#     - by: council\n#       text: Counts the paint.\n"
        )
    )
