"""What the paths of a project tell, which a save in a file leaves as it was."""

from collections.abc import Mapping
from functools import partial

import msgspec

from factbox.build.incremental.base import WithCache
from factbox.checking.waivers import can_waive
from factbox.output.assets import is_asset
from factbox.problems import Problem
from factbox.reading.documents import ASSETS, AT_THE_TOP, folders_in, source_paths
from factbox.reading.files import OWN_WORDS, THEME_FOLDERS, Files
from factbox.reading.strays import stray_problems, strays_in


class ToldByPaths(msgspec.Struct, frozen=True):
    """What the paths of a project tell by themselves, whatever the files hold.

    `folders` has the paths of each explainer; `strays` are by what they may have been
    meant for; `problems` are of what nothing reads, and of the names of `sources`.
    `looks` are the paths at which `Assets` look, `texts` those in which an editor can
    waive advice, and `theme` those at which a theme has files.
    """

    folders: Mapping[str, tuple[str, ...]]
    strays: Mapping[str, str]
    sources: Mapping[str, str]
    problems: tuple[Problem, ...]
    assets: tuple[str, ...]
    own_words: tuple[str, ...]
    looks: tuple[str, ...]
    texts: tuple[str, ...]
    theme: tuple[str, ...]


def _told_by_paths(files: Files) -> ToldByPaths:
    sources, problems = source_paths(files)
    strays = strays_in(files, "content", AT_THE_TOP)
    return ToldByPaths(
        folders={folder: tuple(own) for folder, own in folders_in(files).items()},
        strays=strays,
        sources=sources,
        problems=(*stray_problems(strays, AT_THE_TOP), *problems),
        assets=tuple(path for path in files if path.startswith(ASSETS)),
        own_words=tuple(path for path in files if path.startswith(OWN_WORDS)),
        looks=tuple(path for path in files if is_asset(path)),
        texts=tuple(path for path in files if can_waive(path)),
        theme=tuple(path for path in files if path.partition("/")[0] in THEME_FOLDERS),
    )


class WithPaths(WithCache):
    """Steps of a build that go through the paths of a project once."""

    def paths_in(self, files: Files) -> ToldByPaths:
        """What the paths of these files tell."""
        # Those of the original are asked for apart from those of all languages.
        return self.cache.unless_changed(
            ("paths", *files), (), partial(_told_by_paths, files)
        )

    def folders(self, files: Files) -> dict[str, dict[str, bytes]]:
        """The folders of content/, each with its files."""
        return {
            folder: {path: files[path] for path in own}
            for folder, own in self.paths_in(files).folders.items()
        }
