"""`factbox build`: make the site."""

import argparse
import os
import sys
import time
from pathlib import Path

from factbox.commands.command import (
    CACHE,
    Command,
    add_occasion,
    collecting_little,
    counted,
    occasion_of,
    precomputing,
    say,
)
from factbox.reading.files import Files


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=Path, default=Path("site"), help="the folder to build in (site)"
    )
    parser.add_argument(
        "--force", action="store_true", help="build in a folder that holds other files"
    )
    add_occasion(parser)


@collecting_little()
@precomputing()
def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Build the site and say what changed."""
    # Templates, Markdown and publishing are slow to import; --help needs none of them.
    from factbox.build.cache import load_cache, save_cache
    from factbox.build.glance import as_left, remember
    from factbox.build.incremental import Incremental
    from factbox.build.steps import build
    from factbox.commands.progress import Progress
    from factbox.values.digests import sha256_of

    start = time.perf_counter()
    cache = load_cache(CACHE)
    with Progress(sys.stderr) as progress:
        site, published = build(
            files,
            Incremental(cache, progress=progress),
            occasion_of(arguments),
            project=Path(),
            into=arguments.out,
            force=arguments.force,
            is_as_left=as_left(str(arguments.out)),
        )
    save_cache(cache, CACHE)
    seconds = time.perf_counter() - start
    count = len(published.written) + len(published.unchanged)
    changes = f"{len(published.written)} of {count} files written"
    if published.removed:
        changes += f", {len(published.removed)} removed"
    told = [f"built {arguments.out}/ in {seconds:.2f} s: {changes}"]
    for path in published.kept:
        told.append(
            f"  left {arguments.out}/{path}: a build made it, but it was edited since"
        )
    again = [f"{arguments.out}/ is up to date: 0 of {count} files written"]
    if site.advice:
        pieces = counted(site.advice, "piece")
        advice = f"  {pieces} of advice; the command check shows them"
        told.append(advice)
        again.append(advice)
    say("\n".join(told))

    def digest_of(path: str) -> str | None:
        if path in files:
            return sha256_of(files[path])
        # What a glance sees in a folder has the name of that in front.
        inner = path.removeprefix(os.path.join(arguments.out, ""))
        return published.digests.get(inner.replace(os.sep, "/"))

    remember(
        arguments.typed,
        arguments.started,
        str(arguments.out),
        digest_of,
        "\n".join(again),
    )
    return 0


BUILD = Command(
    name="build",
    help="build the site",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="nothing was published",
)
