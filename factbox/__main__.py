"""Lets `python -m factbox` be the command `factbox`."""

import sys

from factbox.cli import main

sys.exit(main())
