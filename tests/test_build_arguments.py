"""Where the site will stand and what day it is, as the command line takes them."""

from pathlib import Path

import pytest

from factbox.commands.main import main
from tests.small_site import TEMPLATES, TEXTS

ARTICLE = "content/tunnel/article.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site on a disk, in the current folder; the tunnel is due in April."""
    due = TEXTS[ARTICLE].replace("---\n", "---\npublish_on: 1 April 2025\n", 1)
    bridge = TEXTS["content/bridge/article.md"].replace("(explainer:tunnel)", "(#main)")
    bridge = bridge.replace("[](#main)", "[below](#main)")
    changes = {ARTICLE: due, "content/bridge/article.md": bridge}
    for path, text in {**TEMPLATES, **TEXTS, **changes}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_the_address_can_be_given(project: Path) -> None:
    code = main(["build", "--address", "https://example.org/some-repo"])

    assert code == 0
    page = (project / "site/bridge/index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://example.org/some-repo/bridge/"' in page


@pytest.mark.parametrize(
    ("day", "is_out"),
    [("2025-03-31", False), ("2025-03-31T23:59", False), ("2025-04-01", True)],
)
def test_the_day_can_be_given(project: Path, day: str, is_out: bool) -> None:
    code = main(["build", "--now", day])

    assert code == 0
    assert (project / "site/tunnel/index.html").exists() == is_out


def test_the_day_can_come_from_the_environment(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1743379200")  # 31 March 2025

    code = main(["build"])

    assert code == 0
    assert not (project / "site/tunnel").exists()


def test_a_day_gone_by_takes_a_page_back(project: Path) -> None:
    main(["build", "--now", "2025-04-01"])

    main(["build", "--now", "2025-03-31"])

    assert not (project / "site/tunnel").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--now", "soon"], "'soon' is not a day, such as 2025-02-07"),
        (["--address", "example.org"], "'example.org' is not a web address"),
        (["--address", "https://a.org/?b"], "the address of a site has no '?'"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_what_cannot_be_read_is_wrong_usage(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    arguments: list[str],
    words: str,
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, *arguments])

    assert ended.value.code == 2
    assert words in capsys.readouterr().err


def test_check_finds_what_a_build_would(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/site.yaml").write_text(
        TEXTS["content/site.yaml"] + "home: tunnel\n"
    )

    code = main(["check", "--now", "2025-03-01"])

    assert code == 1
    assert "content/site.yaml:5:7: the explainer 'tunnel' is not published yet" in (
        capsys.readouterr().err
    )
