"""The steps of a build, each taking from a cache what it made before.

Every key and every codec of the cache is in this folder, a key beside the pure function
whose results it keeps: it holds all that the function is given, and nothing else.
Whatever changes a result without changing its key is a mistake here.
"""

from factbox.build.incremental.base import CheckedSite
from factbox.build.incremental.checking import CheckingSteps
from factbox.build.incremental.making import Cards, MakingSteps
from factbox.build.incremental.printed import Planned, Printed

__all__ = ["Cards", "CheckedSite", "Incremental", "Planned", "Printed"]


class Incremental(CheckingSteps, MakingSteps):
    """The steps of a build with a cache, from the files of a project to its site's.

    In `marked` articles, which are for preview alone, each block has its place.
    `progress` is told which explainer is being read, and which page printed.
    """
