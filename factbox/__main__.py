"""Lets `python -m factbox` be the command `factbox`, and stops it in words at any time.

What is imported here is little, so that Ctrl-C finds this module at work early on.
"""

import os
import sys

from factbox.build.glance import recall

STOPPED = "\nstopped; run the command again to go on\n"


def run() -> int:
    """Run the command that was typed; return its exit code."""
    try:
        if _is_done_already(sys.argv[1:]):
            return 0
    except KeyboardInterrupt:
        os.write(2, STOPPED.encode())
        return 130
    return _run()


def _is_done_already(typed: list[str]) -> bool:
    """Say what the last build told, if this one would change nothing."""
    told = recall(typed) if typed[:1] == ["build"] else None
    if told is None:
        return False
    try:
        print(told, file=sys.stderr, flush=True)
    except OSError:
        return False  # The command itself knows what to do.
    return True


def _run() -> int:
    import gc
    import signal  # As slow to import as all that a glance needs.

    # An exception in the middle of an import need not arrive: some are swallowed.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop_at_once)
    gc.disable()  # What is imported stays: there is no garbage to look for in it.
    from factbox.commands.main import main

    gc.freeze()
    gc.enable()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _interrupt)
    return main()


def _stop_at_once(number: int, frame: object) -> None:
    """End before anything was done, so that there is nothing to put away."""
    os.write(2, STOPPED.encode())
    os._exit(128 + number)


def _interrupt(number: int, frame: object) -> None:
    """Stop as Ctrl-C does, putting away what was begun; the exit code tells apart."""
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    sys.exit(run())
