"""The commands of the command line.

A new command is a module here, and its line in `COMMANDS`.
"""

from factbox.commands.build import BUILD
from factbox.commands.check import CHECK
from factbox.commands.command import Command
from factbox.commands.imports import IMPORT
from factbox.commands.new import NEW
from factbox.commands.schema import SCHEMA
from factbox.commands.serve import SERVE
from factbox.commands.theme import THEME
from factbox.commands.translated import TRANSLATED

COMMANDS: tuple[Command, ...] = (
    *(NEW, IMPORT, BUILD, CHECK, SERVE, SCHEMA, THEME),
    TRANSLATED,
)
