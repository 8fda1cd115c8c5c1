"""Lets `python -m factbox` be the command `factbox`."""

import sys

from factbox.commands.main import main

sys.exit(main())
