"""`factbox check`: look for problems and give advice, without building."""

import argparse

from factbox.commands.command import (
    CACHE,
    Command,
    add_occasion,
    counted,
    occasion_of,
    say,
    without_collecting,
)
from factbox.problems import report
from factbox.reading.files import Files, texts_with


@without_collecting()
def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Look for problems in everything a build reads, and print advice."""
    # Slow to import; --help needs none of it.
    from factbox.build.cache import load_cache, save_cache
    from factbox.build.incremental import Incremental
    from factbox.build.steps import make

    cache = load_cache(CACHE)
    site, _ = make(files, Incremental(cache), occasion_of(arguments))
    save_cache(cache, CACHE)
    if site.advice:
        say("Advice, which stops no build:\n")
        say(report(site.advice, texts_with(site.advice, files)))
    waived = f", {len(site.waived)} of advice waived" if site.waived else ""
    say(f"{counted(site.explainers, 'explainer')}, no problems{waived}")
    return 0


CHECK = Command(
    name="check",
    help="look for problems and give advice, without building",
    add_arguments=add_occasion,
    run=_run,
    left_alone="the site was not looked at",
)
