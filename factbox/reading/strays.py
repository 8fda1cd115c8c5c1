"""Files that nothing reads, and what they may have been meant for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from factbox.problems import Place, Problem, nearest


def strays_in(
    paths: Iterable[str], folder: str, expected: Sequence[str]
) -> dict[str, str]:
    """The files in a folder that nothing reads, each with the one it may be, or "".

    Such a file would be a fact that silently does not appear. It may be one that is
    expected, missing, and called nearly the same.
    """
    names = {path.removeprefix(f"{folder}/") for path in paths}
    missing = [name for name in expected if name not in names]
    return {
        f"{folder}/{name}": f"{folder}/{near}" if near else ""
        for name in sorted(names.difference(expected))
        if folder != "content" or "/" not in name
        for near in [nearest(name, missing)]
    }


def stray_problems(
    strays: Mapping[str, str], expected: Sequence[str]
) -> Iterator[Problem]:
    """A problem for each of these strays; the `expected` names belong there."""
    for path, meant in strays.items():
        hint = f"here belong {', '.join(expected)}; keep other files elsewhere"
        if meant:
            hint = f"did you mean '{meant.rpartition('/')[2]}'?"
        yield Problem(Place(path), "nothing uses this file", hint)
