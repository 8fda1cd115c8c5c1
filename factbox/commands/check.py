"""`factbox check`: look for problems and give advice, without building."""

import argparse
from collections.abc import Sequence
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
    tell_in_words,
)
from factbox.commands.formats import FORMATS, Findings
from factbox.problems import Problem, report
from factbox.reading.files import Files, read_theme, told


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("text", *FORMATS),
        default="text",
        help="how to tell what is found: text, for people (what is chosen if nothing "
        "is said), or, on standard output, annotations of GitHub, JSON, or SARIF",
    )
    parser.add_argument(
        "--strict", action="store_true", help="take advice for a problem: exit with 1"
    )
    add_occasion(parser)


@collecting_little()
@precomputing()
def _run(arguments: argparse.Namespace, files: Files) -> int:
    """Look for problems in everything a build reads, and print advice."""
    # Slow to import; --help needs none of it.
    from factbox.build.cache import load_cache, save_cache
    from factbox.build.incremental import Incremental
    from factbox.build.steps import make
    from factbox.checking.theme import drifted

    cache = load_cache(CACHE)
    site, _ = make(files, Incremental(cache), occasion_of(arguments))
    save_cache(cache, CACHE)
    advice = [*site.advice, *drifted(files, read_theme())]
    _tell_programs(arguments, Findings(advice=told(advice, files, Path())[0]))
    if advice:
        stops = "" if arguments.strict else ", which stops no build"
        say(f"Advice{stops}:\n")
        say(report(*told(advice, files, Path())))
    waived = f", {len(site.waived)} of advice waived" if site.waived else ""
    translated = [each for other in site.translations for each in other.explainers]
    others = f", {counted(translated, 'translation')}" if translated else ""
    say(f"{counted(site.explainers, 'explainer')}{others}, no problems{waived}")
    return 1 if arguments.strict and advice else 0


def _tell(
    arguments: argparse.Namespace, problems: Sequence[Problem], files: Files
) -> None:
    """Tell of what stops a build."""
    _tell_programs(arguments, Findings(told(problems, files, Path())[0]))
    tell_in_words(arguments, problems, files)


def _tell_programs(arguments: argparse.Namespace, findings: Findings) -> None:
    if arguments.format in FORMATS:
        print(FORMATS[arguments.format](findings), end="")


CHECK = Command(
    name="check",
    help="look for problems and give advice, without building",
    add_arguments=_add_arguments,
    run=_run,
    left_alone="the site was not looked at",
    tell=_tell,
)
