"""Publishing: what the folder holds afterwards, and what is refused before."""

import hashlib
import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from factbox.output.rendered import Rendered
from factbox.problems import Failed
from factbox.publishing.manifest import MANIFEST
from factbox.publishing.plan import Published
from factbox.publishing.publish import LOCK, STAGING, publish

MOVE = "move it away, then build again"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    return project


@pytest.fixture
def site(project: Path) -> Path:
    return project / "site"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the project, with a file in it that no build may touch."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page.html").write_text("a letter")
    return outside


def build(
    site: Path, files: dict[str, str], *, force: bool = False, patience: float = 5.0
) -> Published:
    rendered = [Rendered(path, text.encode()) for path, text in files.items()]
    project = site.parent
    protect = [project / "content"]
    made = publish(
        rendered, site, project=project, protect=protect, force=force, patience=patience
    )
    for path, digest in made.digests.items():
        assert hashlib.sha256((site / path).read_bytes()).hexdigest() == digest
    assert made.digests.keys() == {MANIFEST, *files}
    return msgspec.structs.replace(made, digests={})


def refusal(site: Path, files: dict[str, str], *, force: bool = False) -> list[str]:
    """The problems for which a build is refused, each in one line."""
    with pytest.raises(Failed) as failure:
        build(site, files, force=force, patience=0)
    return [f"{p.place}: {p.message} | {p.hint}" for p in failure.value.problems]


def held(folder: Path) -> dict[str, str]:
    """Every file below a folder but the manifest, with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def license_files(site: Path, files: dict[str, str]) -> None:
    """Leave a manifest that says builds made these files."""
    listed = {p: [hashlib.sha256(t.encode()).hexdigest()] for p, t in files.items()}
    site.mkdir()
    manifest = {"about": "", "files": listed, "version": 1}
    (site / MANIFEST).write_text(json.dumps(manifest))


# ------------------------------------------------------------- what a build leaves


def test_the_folder_holds_the_files(site: Path) -> None:
    made = build(site, {"index.html": "home", "a/b/page.html": "page"})

    assert held(site) == {"index.html": "home", "a/b/page.html": "page"}
    assert made == Published(("a/b/page.html", "index.html"), (), (), ())


def test_a_file_that_is_already_right_is_not_written_again(site: Path) -> None:
    build(site, {"index.html": "home", "page.html": "old"})
    before = (site / "index.html").stat()

    made = build(site, {"index.html": "home", "page.html": "new"})

    after = (site / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert made == Published(("page.html",), ("index.html",), (), ())


def test_a_build_that_changes_nothing_leaves_every_file_alone(site: Path) -> None:
    build(site, {"index.html": "home", "a/page.html": "page"})
    before = {path: path.stat().st_ino for path in site.rglob("*")}

    made = build(site, {"index.html": "home", "a/page.html": "page"})

    assert {path: path.stat().st_ino for path in site.rglob("*")} == before
    assert made == Published((), ("a/page.html", "index.html"), (), ())


def test_a_file_of_the_same_length_and_age_is_still_compared(site: Path) -> None:
    build(site, {"index.html": "right"})
    times = (site / "index.html").stat()
    (site / "index.html").write_text("wrong")
    os.utime(site / "index.html", ns=(times.st_atime_ns, times.st_mtime_ns))

    build(site, {"index.html": "right"})

    assert held(site) == {"index.html": "right"}


def publish_as_left(site: Path, text: str, *left: str) -> None:
    """Build a page where files at these paths are known to be as they were left."""
    rendered = [Rendered("index.html", text.encode())]
    publish(
        rendered,
        site,
        project=site.parent,
        protect=[],
        is_as_left=lambda path, there: path in left,
    )


def test_a_file_that_is_known_to_be_as_it_was_left_is_not_read(site: Path) -> None:
    build(site, {"index.html": "right"})
    (site / "index.html").write_text("wrong")

    publish_as_left(site, "right", MANIFEST, "index.html")

    assert held(site) == {"index.html": "wrong"}


@pytest.mark.parametrize("left", ["index.html", MANIFEST])
def test_without_the_manifest_nobody_knows_what_a_file_holds(
    site: Path, left: str
) -> None:
    build(site, {"index.html": "right"})
    (site / "index.html").write_text("wrong")

    publish_as_left(site, "right", left)

    assert held(site) == {"index.html": "right"}


def test_a_file_that_is_as_it_was_left_is_replaced_by_a_new_one(site: Path) -> None:
    build(site, {"index.html": "right"})

    publish_as_left(site, "newer", MANIFEST, "index.html")

    assert held(site) == {"index.html": "newer"}


def test_what_is_no_longer_wanted_goes_with_its_folders(site: Path) -> None:
    build(site, {"index.html": "home", "a/b/page.html": "page", "a/c/d.html": "d"})

    made = build(site, {"index.html": "home"})

    assert sorted(os.listdir(site)) == [MANIFEST, "index.html"]
    assert made == Published((), ("index.html",), ("a/b/page.html", "a/c/d.html"), ())


def test_what_no_build_made_stays(site: Path) -> None:
    build(site, {"index.html": "home", "a/page.html": "page"})
    (site / "CNAME").write_text("facts.example")
    (site / "a" / "notes.txt").write_text("mine")
    (site / "empty").mkdir()

    build(site, {"index.html": "home"})

    assert held(site) == {
        "index.html": "home",
        "CNAME": "facts.example",
        "a/notes.txt": "mine",
    }
    assert (site / "empty").is_dir()


def test_a_site_can_become_empty(site: Path) -> None:
    build(site, {"index.html": "home"})

    build(site, {})

    assert os.listdir(site) == [MANIFEST]


def test_missing_folders_above_are_made(project: Path) -> None:
    build(project / "out", {"index.html": "home"})

    publish([Rendered("x", b"x")], project / "a" / "b", project=project, protect=[])

    assert held(project / "a") == {"b/x": "x"}


def test_the_manifest_is_the_same_whatever_the_order(site: Path) -> None:
    build(site, {"b.html": "b", "a.html": "a"})

    assert (
        (site / MANIFEST).read_text()
        == """\
{
 "about": "The files that Factbox made in this folder, with the SHA-256 of their \
content. It deletes and overwrites only these. Leave this file where it is.",
 "files": {
  "a.html": [
   "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
  ],
  "b.html": [
   "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
  ]
 },
 "version": 1
}
"""
    )


def test_a_file_can_become_a_folder(site: Path) -> None:
    build(site, {"a": "file", "index.html": "home"})

    build(site, {"a/page.html": "page", "index.html": "home"})

    assert held(site) == {"a/page.html": "page", "index.html": "home"}


def test_a_folder_can_become_a_file(site: Path) -> None:
    build(site, {"a/b/c.html": "c", "a/d.html": "d"})

    build(site, {"a": "file"})

    assert held(site) == {"a": "file"}


def test_a_folder_that_lost_its_files_by_hand_can_become_a_file(site: Path) -> None:
    build(site, {"a/b/c.html": "c"})
    (site / "a/b/c.html").unlink()

    build(site, {"a": "file"})

    assert held(site) == {"a": "file"}


def test_a_name_can_change_its_case(site: Path) -> None:
    build(site, {"Kursk/index.html": "page"})

    build(site, {"kursk/index.html": "page"})

    assert held(site) == {"kursk/index.html": "page"}
    assert "Kursk" not in os.listdir(site)


def test_a_file_that_stands_at_its_old_name_too_is_not_lost(site: Path) -> None:
    # Where case is ignored one file answers to both names, as with this hard link.
    build(site, {"Kursk/index.html": "old"})
    (site / "kursk").mkdir(exist_ok=True)
    (site / "kursk/index.html").hardlink_to(site / "Kursk/index.html")

    made = build(site, {"kursk/index.html": "new"})

    assert held(site) == {"kursk/index.html": "new"}
    assert made.written == ("kursk/index.html",)


def test_unusual_but_sound_names_are_fine(site: Path) -> None:
    names = ["a b/é.html", ".nojekyll", ".well-known/x", "console.html", "Ж/ß.svg"]

    build(site, {name: name for name in names})

    assert held(site) == {name: name for name in names}


# ------------------------------------------------------------- whose file is it


def test_a_file_that_no_build_made_is_not_overwritten(site: Path) -> None:
    build(site, {"index.html": "home"})
    (site / "CNAME").write_text("facts.example")

    problems = refusal(site, {"index.html": "new", "CNAME": "other.example"})

    assert problems == [
        "site/CNAME: an output belongs here, where a file stands that no build made"
        " | move it away, or build with --force to replace it"
    ]
    assert held(site) == {"index.html": "home", "CNAME": "facts.example"}


def test_force_overwrites_it_and_nothing_else(site: Path) -> None:
    build(site, {"index.html": "home"})
    (site / "CNAME").write_text("facts.example")
    (site / "notes.txt").write_text("mine")

    build(site, {"CNAME": "other.example"}, force=True)

    assert held(site) == {"CNAME": "other.example", "notes.txt": "mine"}


def test_a_file_that_no_build_made_but_could_have_is_taken_over(site: Path) -> None:
    build(site, {"index.html": "home"})
    (site / "CNAME").write_text("facts.example")

    build(site, {"index.html": "home", "CNAME": "facts.example"})
    build(site, {"index.html": "home"})

    assert held(site) == {"index.html": "home"}


def test_a_built_file_that_was_edited_is_built_again(site: Path) -> None:
    build(site, {"index.html": "home"})
    (site / "index.html").write_text("edited")

    build(site, {"index.html": "home"})

    assert held(site) == {"index.html": "home"}


def test_an_edited_file_that_is_no_longer_wanted_is_kept(site: Path) -> None:
    build(site, {"index.html": "home", "a/page.html": "page"})
    (site / "a/page.html").write_text("edited")

    made = build(site, {"index.html": "home"})
    again = build(site, {"index.html": "home"})

    assert held(site) == {"index.html": "home", "a/page.html": "edited"}
    assert (made.removed, made.kept, again.kept) == ((), ("a/page.html",), ())


def test_a_folder_that_no_build_made_is_refused(site: Path) -> None:
    site.mkdir()
    for name in ("a.doc", "b.doc", "c.doc", "d.doc"):
        (site / name).write_text("mine")

    problems = refusal(site, {"index.html": "home"})

    assert problems == [
        "site: no build made this folder, and it holds a.doc, b.doc, c.doc …"
        " | build into an empty folder, or with --force to keep those files beside"
    ]
    assert sorted(os.listdir(site)) == ["a.doc", "b.doc", "c.doc", "d.doc"]


def test_force_builds_there_and_keeps_the_rest(site: Path) -> None:
    site.mkdir()
    (site / "a.doc").write_text("mine")

    build(site, {"index.html": "home"}, force=True)
    build(site, {})

    assert held(site) == {"a.doc": "mine"}


def test_a_folder_that_holds_only_hidden_files_is_built_into(site: Path) -> None:
    (site / ".git").mkdir(parents=True)
    (site / ".gitignore").write_text("*")

    build(site, {"index.html": "home"})

    assert held(site) == {".gitignore": "*", "index.html": "home"}
    assert (site / ".git").is_dir()


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_where_a_file_belongs_is_not_removed(site: Path, force: bool) -> None:
    build(site, {"a/page.html": "page"})
    (site / "a/notes.txt").write_text("mine")

    problems = refusal(site, {"a": "file"}, force=force)

    assert problems == [
        f"site/a: an output belongs here, where a folder stands | {MOVE}"
    ]
    assert held(site) == {"a/page.html": "page", "a/notes.txt": "mine"}


@pytest.mark.parametrize("force", [False, True])
def test_a_file_where_a_folder_belongs_is_not_removed(site: Path, force: bool) -> None:
    build(site, {"index.html": "home"})
    (site / "a").write_text("mine")

    problems = refusal(site, {"a/page.html": "page"}, force=force)

    assert problems == [
        f"site/a: an output needs a folder here, where a file or a link stands | {MOVE}"
    ]
    assert held(site) == {"index.html": "home", "a": "mine"}


def test_all_that_stands_in_the_way_is_reported_at_once(site: Path) -> None:
    build(site, {})
    (site / "a").write_text("mine")
    (site / "b").mkdir()

    problems = refusal(site, {"a": "one", "b": "two"})

    assert [line.partition(":")[0] for line in problems] == ["site/a", "site/b"]


# ------------------------------------------------------------------------ manifests

UNREADABLE = "this is not a manifest that a build wrote"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", UNREADABLE),
        ("[]", UNREADABLE),
        ('{"version": 1, "files": ', UNREADABLE),
        ('{"version": 1, "about": "", "files": ["index.html"]}', UNREADABLE),
        ('{"version": 1, "about": "", "files": {"index.html": 7}}', UNREADABLE),
        ('{"version": 1, "about": "\udcff", "files": {}}', UNREADABLE),
        ('{"version": 1, "x": ' + "[" * 100_000, UNREADABLE),
        ('{"version": 2}', "this was written by another Factbox (format 2)"),
        (
            '{"version": 1, "about": "", "files": {"../outside/page.html": []}}',
            "this names '../outside/page.html', which has the part '..'",
        ),
        (
            '{"version": 1, "about": "", "files": {"/etc/passwd": []}}',
            "this names '/etc/passwd', which begins with '/'",
        ),
        (
            '{"version": 1, "about": "", "files": {"..\\\\page.html": []}}',
            "this names '..\\page.html', which holds \\ which Windows does not allow",
        ),
        (
            '{"version": 1, "about": "", "files": {".git/config": []}}',
            "this names '.git/config', which has the part '.git', which is Git's own",
        ),
        (
            '{"version": 1, "about": "", "files": {"a\\u0000b": []}}',
            "this names 'a\\x00b', which holds a character that cannot be seen",
        ),
    ],
    ids=str,
)
def test_a_manifest_that_no_build_wrote_gives_no_licence(
    site: Path, outside: Path, text: str, message: str
) -> None:
    build(site, {"index.html": "home", "old.html": "old"})
    (site / MANIFEST).write_bytes(text.encode(errors="surrogateescape"))

    problems = refusal(site, {"index.html": "home"})
    forced = build(site, {"index.html": "home"}, force=True)

    assert problems == [
        f"site/{MANIFEST}: {message}"
        " | build with --force to go on without it; no old file is deleted then"
    ]
    assert forced.removed == ()
    assert held(site) == {"index.html": "home", "old.html": "old"}
    assert held(outside) == {"page.html": "a letter"}


def test_a_manifest_behind_a_link_gives_no_licence(site: Path, outside: Path) -> None:
    build(site, {"index.html": "home"})
    (site / MANIFEST).rename(outside / "manifest.json")
    (site / MANIFEST).symlink_to(outside / "manifest.json")
    before = (outside / "manifest.json").read_text()

    problems = refusal(site, {})
    build(site, {}, force=True)

    assert problems == [
        f"site/{MANIFEST}: this is not a file"
        " | build with --force to go on without it; no old file is deleted then"
    ]
    assert held(site) == {"index.html": "home"}
    assert (outside / "manifest.json").read_text() == before


def test_a_manifest_does_not_lead_through_a_link(site: Path, outside: Path) -> None:
    license_files(site, {"a/page.html": "a letter", "a/b/c.html": "c"})
    (outside / "b").mkdir()
    (site / "a").symlink_to(outside)

    made = build(site, {})

    assert held(outside) == {"page.html": "a letter"}
    assert (outside / "b").is_dir()
    assert made == Published((), (), (), ())


def test_a_manifest_does_not_lead_to_a_links_target(site: Path, outside: Path) -> None:
    license_files(site, {"page.html": "a letter"})
    (site / "page.html").symlink_to(outside / "page.html")

    made = build(site, {})

    assert (site / "page.html").is_symlink()
    assert held(outside) == {"page.html": "a letter"}
    assert made.kept == ("page.html",)


# ---------------------------------------------------------------------------- links


@pytest.mark.parametrize("force", [False, True])
def test_no_output_goes_through_a_link(site: Path, outside: Path, force: bool) -> None:
    build(site, {"index.html": "home"})
    (site / "a").symlink_to(outside)

    problems = refusal(site, {"a/page.html": "page", "a/b/c.html": "c"}, force=force)

    assert problems == [
        f"site/a: an output needs a folder here, where a file or a link stands | {MOVE}"
    ]
    assert held(outside) == {"page.html": "a letter"}


def test_a_link_that_no_build_made_is_not_replaced(site: Path, outside: Path) -> None:
    build(site, {})
    (site / "page.html").symlink_to(outside / "page.html")

    problems = refusal(site, {"page.html": "a letter"})

    assert problems == [
        "site/page.html: an output belongs here, where a file stands that no build made"
        " | move it away, or build with --force to replace it"
    ]


def test_an_output_replaces_a_link_and_not_its_target(
    site: Path, outside: Path
) -> None:
    build(site, {"page.html": "page"})
    (site / "page.html").unlink()
    (site / "page.html").symlink_to(outside / "page.html")

    build(site, {"page.html": "page"})

    assert not (site / "page.html").is_symlink()
    assert held(site) == {"page.html": "page"}
    assert held(outside) == {"page.html": "a letter"}


def test_nothing_is_staged_through_a_link(site: Path, outside: Path) -> None:
    build(site, {})
    (outside / "0").write_text("mine")
    (site / STAGING).symlink_to(outside)

    problems = refusal(site, {"index.html": "home"})

    assert problems == [
        f"site/{STAGING}: a file or a link stands where a folder is needed;"
        f" nothing was replaced | {MOVE}"
    ]
    assert held(outside) == {"page.html": "a letter", "0": "mine"}


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="the system follows links")
def test_nothing_is_locked_through_a_link(site: Path, outside: Path) -> None:
    build(site, {})
    (site / LOCK).symlink_to(outside / "new")

    problems = refusal(site, {"index.html": "home"})

    assert problems == [
        f"site/{LOCK}: a symbolic link stands here; nothing was replaced | {MOVE}"
    ]
    assert held(outside) == {"page.html": "a letter"}


# --------------------------------------------------------------- where it may build

OWN = "build into a folder of its own, such as site"
SOURCE = "this folder is, holds or lies in content, which no build writes to"


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("into", "message"),
    [
        ("content", SOURCE),
        ("content/kursk", SOURCE),
        ("CONTENT", SOURCE),
        ("Content/new", SOURCE),
        ("site/../content", SOURCE),
        ("link/kursk", SOURCE),
        (".git/site", "this folder is Git's own"),
        ("file", "this is a file, not a folder"),
    ],
)
def test_the_sources_are_never_built_over(
    project: Path, into: str, message: str, force: bool
) -> None:
    (project / "file").write_text("mine")
    (project / "link").symlink_to(project / "content")

    with pytest.raises(Failed) as failure:
        publish(
            [Rendered("index.html", b"home")],
            project / into,
            project=project,
            protect=[project / "content"],
            force=force,
        )

    assert [(p.message, p.hint) for p in failure.value.problems] == [(message, OWN)]
    assert held(project) == {"file": "mine"}


@pytest.mark.parametrize("into", [".", "..", "content/..", "around", "/"])
def test_the_project_is_never_built_over(project: Path, into: str) -> None:
    (project / "around").symlink_to(project.parent)

    with pytest.raises(Failed) as failure:
        publish([], project / into, project=project, protect=[], force=True)

    messages = {problem.message for problem in failure.value.problems}
    assert "this folder is or holds the project" in messages
    assert not (project.parent / MANIFEST).exists()


def test_a_home_folder_is_never_built_over(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(project / "home" / "me"))
    monkeypatch.setenv("USERPROFILE", str(project / "home" / "me"))

    problems = refusal(project / "home", {}, force=True)

    assert problems == [f"home: this folder is or holds your home folder | {OWN}"]


def test_a_folder_around_a_source_is_never_built_over(
    project: Path, outside: Path
) -> None:
    with pytest.raises(Failed) as failure:
        publish([], outside, project=project, protect=[outside / "seeds"], force=True)

    assert [problem.hint for problem in failure.value.problems] == [OWN]
    assert held(outside) == {"page.html": "a letter"}


def test_a_protected_folder_outside_the_project_is_named_in_full(
    project: Path, outside: Path
) -> None:
    with pytest.raises(Failed) as failure:
        publish([], outside / "site", project=project, protect=[outside])

    assert [str(problem.place) for problem in failure.value.problems] == [
        f"{outside.as_posix()}/site"
    ]


def test_a_link_to_a_folder_is_refused(site: Path, outside: Path) -> None:
    site.symlink_to(outside)

    problems = refusal(site, {"index.html": "home"}, force=True)

    assert problems == [
        f"{site.as_posix()}: this is a symbolic link, not a folder | {OWN}"
    ]
    assert held(outside) == {"page.html": "a letter"}


# ---------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("path", "shown", "fault"),
    [
        ("", "", "is empty"),
        ("/etc/passwd", "/etc/passwd", "begins with '/'"),
        ("../a", "../a", "has the part '..'"),
        ("a/../../b", "a/../../b", "has the part '..'"),
        ("./a", "./a", "has the part '.'"),
        ("a//b", "a//b", "has the part ''"),
        ("a/", "a/", "has the part ''"),
        ("a\\b", "a\\b", "holds \\ which Windows does not allow"),
        ("C:/a", "C:/a", "holds : which Windows does not allow"),
        ("what?.html", "what?.html", "holds ? which Windows does not allow"),
        ("a\0b", "a\\x00b", "holds a character that cannot be seen"),
        ("a\nb", "a\\nb", "holds a character that cannot be seen"),
        (".g\u200dit/x", ".g\\u200dit/x", "holds a character that cannot be seen"),
        ("a\udcff", "a\\udcff", "holds a character that cannot be seen"),
        ("e\u0301", "e\u0301", "is not in Unicode's composed form (NFC)"),
        (
            "a/aux.html",
            "a/aux.html",
            "has the part 'aux.html', which is a device on Windows",
        ),
        ("COM1", "COM1", "has the part 'COM1', which is a device on Windows"),
        ("nul .x", "nul .x", "has the part 'nul .x', which is a device on Windows"),
        ("a./b", "a./b", "has the part 'a.', which ends in a dot or a space"),
        ("a /b", "a /b", "has the part 'a ', which ends in a dot or a space"),
        (".Git/hooks/x", ".Git/hooks/x", "has the part '.Git', which is Git's own"),
        ("git~1/x", "git~1/x", "has the part 'git~1', which is Git's own"),
        ("é" * 128, "é" * 128, "has a part that is longer than 255 bytes"),
        ("a/" * 450 + "b", "a/" * 450 + "b", "is longer than 900 bytes"),
        (
            ".Factbox-staging/0",
            ".Factbox-staging/0",
            "begins with .factbox- which Factbox keeps for itself",
        ),
    ],
)
def test_an_unsafe_path_is_refused(
    site: Path, path: str, shown: str, fault: str
) -> None:
    problems = refusal(site, {path: "text", "index.html": "home"}, force=True)

    assert problems == [
        f"{shown}: this output path {fault}"
        " | rename the file, folder or id that it comes from"
    ]
    assert not site.exists()


@pytest.mark.parametrize(
    ("paths", "problem"),
    [
        (["a", "a"], "a: two outputs have this path"),
        (["a", "A"], "a: some systems cannot tell this output path from 'A'"),
        (["é", "É"], "é: some systems cannot tell this output path from 'É'"),
        (["ß", "ss"], "ß: some systems cannot tell this output path from 'ss'"),
        (["A/x", "a/y"], "a: some systems cannot tell this output path from 'A'"),
        (
            ["a", "a/b"],
            "a: this output is a file, but other outputs need a folder there",
        ),
        (
            ["A/b", "a"],
            "a: this output is a file, but other outputs need a folder there",
        ),
    ],
)
def test_two_outputs_cannot_stand_in_one_place(
    site: Path, paths: list[str], problem: str
) -> None:
    rendered = [Rendered(path, b"") for path in paths]

    with pytest.raises(Failed) as failure:
        publish(rendered, site, project=site.parent, protect=[])

    assert str(failure.value) == problem
    assert not site.exists()


def test_every_fault_is_reported_at_once(project: Path) -> None:
    problems = refusal(project / "content", {"../a": "a", "b:": "b"})

    assert [line.partition(":")[0] for line in problems] == ["../a", "b", "content"]


# ---------------------------------------------------------------- builds cut short


@pytest.mark.parametrize("files", [{"index.html": "home"}, {"index.html": "new"}])
def test_what_a_killed_build_staged_is_swept(site: Path, files: dict[str, str]) -> None:
    build(site, {"index.html": "home"})
    (site / STAGING).mkdir()
    (site / STAGING / "17").write_text("half a pa")

    build(site, files)

    assert held(site) == files
    assert sorted(os.listdir(site)) == [MANIFEST, "index.html"]


def test_a_file_that_no_build_staged_is_not_swept(site: Path) -> None:
    (site / STAGING).mkdir(parents=True)
    (site / STAGING / "notes.txt").write_text("mine")

    build(site, {"index.html": "home"})

    assert held(site) == {"index.html": "home", f"{STAGING}/notes.txt": "mine"}


def test_the_lock_file_of_a_killed_build_blocks_nobody(site: Path) -> None:
    site.mkdir()
    (site / LOCK).write_text("")

    build(site, {"index.html": "home"}, patience=0)

    assert sorted(os.listdir(site)) == [MANIFEST, "index.html"]


@pytest.fixture
def other_build(site: Path) -> Iterator[threading.Event]:
    """Another build is at work until the event is set."""
    fcntl = pytest.importorskip("fcntl")
    build(site, {"index.html": "home"})
    lock = os.open(site / LOCK, os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    ended = threading.Event()

    def end() -> None:
        ended.wait()
        (site / LOCK).unlink()
        os.close(lock)

    thread = threading.Thread(target=end)
    thread.start()
    yield ended
    ended.set()
    thread.join()


@pytest.mark.usefixtures("other_build")
def test_a_build_does_not_run_beside_another(site: Path) -> None:
    problems = refusal(site, {"index.html": "new"})

    assert problems == [
        "site: another build is at work in this folder"
        " | wait until it has ended, then build again"
    ]
    assert held(site) == {"index.html": "home", LOCK: ""}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_server_may_read_all_of_a_site_whatever_the_umask(tmp_path):
    site = tmp_path / "project" / "new" / "site"
    site.parents[1].mkdir()
    files = [Rendered("index.html", b"page"), Rendered("a/b/c.png", b"picture")]
    mask = os.umask(0o077)
    try:
        publish(files, site, project=site.parents[1], protect=[])
        (site / "index.html").chmod(0o600)
        publish(files, site, project=site.parents[1], protect=[])
    finally:
        os.umask(mask)

    paths = [site.parent, site, *(path for path in site.rglob("*"))]
    rights = {
        str(path.relative_to(tmp_path)): path.stat().st_mode & 0o777 for path in paths
    }
    assert rights == {
        "project/new": 0o755,
        "project/new/site": 0o755,
        "project/new/site/.factbox-manifest.json": 0o644,
        "project/new/site/a": 0o755,
        "project/new/site/a/b": 0o755,
        "project/new/site/a/b/c.png": 0o644,
        "project/new/site/index.html": 0o644,
    }
