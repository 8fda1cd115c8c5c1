"""Problems and advice as programs read them."""

import json
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

import msgspec

from factbox import __version__
from factbox.problems import Place, Problem


class Findings(msgspec.Struct, frozen=True):
    """What was found: problems, which stop a build, and advice, which does not."""

    problems: Sequence[Problem] = ()
    advice: Sequence[Problem] = ()

    @property
    def leveled(self) -> Iterator[tuple[str, Problem]]:
        """Each with how much it weighs: "error" or "warning"."""
        yield from (("error", problem) for problem in self.problems)
        yield from (("warning", piece) for piece in self.advice)


def as_github(findings: Findings) -> str:
    """Workflow commands, which GitHub shows at their lines of a pull request."""
    return "".join(
        f"::{level} {_properties(found.place)}::{_escaped(_words(found))}\n"
        for level, found in findings.leveled
    )


def _properties(place: Place) -> str:
    """Where an annotation stands."""
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    at = f",line={place.line},col={place.column}" if place.line else ""
    return f"file={file}{at}"


def _escaped(text: str) -> str:
    """A text on one line, as a workflow command has it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_json(findings: Findings) -> str:
    """An object with the lists `problems` and `advice`."""
    listed = {
        "problems": [_record(problem) for problem in findings.problems],
        "advice": [_record(piece) for piece in findings.advice],
    }
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _record(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line or None,
        "column": place.column if place.line else None,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_sarif(findings: Findings) -> str:
    """SARIF 2.1.0, which code scanning and editors take."""
    driver = {
        "name": "Factbox",
        "version": __version__,
        "rules": [
            {"id": "problem", "shortDescription": {"text": "What stops a build"}},
            {"id": "advice", "shortDescription": {"text": "What deserves a look"}},
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(level, found) for level, found in findings.leveled],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(level: str, found: Problem) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(found.place.file)}}
    if found.place.line:
        place = found.place
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": "problem" if level == "error" else "advice",
        "level": level,
        "message": {"text": _words(found)},
        "locations": [{"physicalLocation": physical}],
    }


def _words(problem: Problem) -> str:
    """The message, and below it the next step."""
    return f"{problem.message}\n{problem.hint}" if problem.hint else problem.message


FORMATS: dict[str, Callable[[Findings], str]] = {
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
