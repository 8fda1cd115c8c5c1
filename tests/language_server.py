"""The YAML language server that editors use, as an editor talks to it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.copies import ROOT

NAME = "yaml-language-server"


def server() -> str:
    """The program, where it is installed; "" where it is not."""
    own = ROOT / f".factbox/npm/node_modules/.bin/{NAME}"
    named = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which(NAME)
    return named or (str(own) if own.exists() else "")


class Editor:
    """An editor with a project open (Language Server Protocol 3.17, over pipes)."""

    def __init__(self, process: "subprocess.Popen[bytes]", project: Path) -> None:
        self.process = process
        self.project = project
        settings = json.loads((project / ".vscode/settings.json").read_text("utf-8"))
        self.settings = {
            "schemas": settings["yaml.schemas"],
            "schemaStore": {"enable": False},
            "completion": True,
            "hover": True,
            "validate": True,
        }
        self.last = 0
        self.opened = 0
        self.told: dict[str, list[Any]] = {}
        folder = {"uri": project.as_uri(), "name": "site"}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": project.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": False}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                },
            },
        )
        self.tell("initialized", {})
        self.tell(
            "workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}}
        )

    def open(self, path: str, text: str) -> str:
        """Open a text beside a file, as a new one; its path."""
        self.opened += 1
        path = f"{path.removesuffix('.yaml')}-{self.opened}.yaml"
        document = {"uri": self.uri(path), "languageId": "yaml", "version": 1}
        self.tell("textDocument/didOpen", {"textDocument": {**document, "text": text}})
        self.underlined(path)
        return path

    def completions(self, path: str, line: int, column: int) -> list[str]:
        """What it offers at a place, both counted from 0."""
        found = self.ask("textDocument/completion", self.at(path, line, column))
        return [item["label"] for item in found["items"]]

    def hover(self, path: str, line: int, column: int) -> str:
        found = self.ask("textDocument/hover", self.at(path, line, column))
        return found["contents"]["value"] if found else ""

    def underlined(self, path: str) -> list[tuple[int, str]]:
        """The line, from 0, and the words of each mistake that it finds."""
        while self.uri(path) not in self.told:
            self.hear()
        found = self.told[self.uri(path)]
        return [(each["range"]["start"]["line"], each["message"]) for each in found]

    def uri(self, path: str) -> str:
        return (self.project / path).as_uri()

    def at(self, path: str, line: int, column: int) -> dict[str, Any]:
        position = {"line": line, "character": column}
        return {"textDocument": {"uri": self.uri(path)}, "position": position}

    def ask(self, method: str, params: object) -> Any:
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            answer = self.hear()
            if answer.get("id") == self.last and "method" not in answer:
                assert "error" not in answer, answer
                return answer["result"]

    def tell(self, method: str, params: object) -> None:
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """The next message; what the server asks of us is answered."""
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the language server has ended"
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": self.answer(message)})
        return message

    def answer(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        sections = [item.get("section") for item in message["params"]["items"]]
        return [self.settings if section == "yaml" else {} for section in sections]


@contextmanager
def editor(project: Path) -> Iterator[Editor]:
    """An editor with the project open, until the block ends."""
    command = [server(), "--stdio"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield Editor(process, project)
    finally:
        process.kill()
        process.communicate()
