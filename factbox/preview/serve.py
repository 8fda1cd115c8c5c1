"""The preview as one story: listen, follow the saves, serve, until interrupted."""

import asyncio
import gc
import signal
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from socket import socket

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from factbox.model.addresses import SiteAddress
from factbox.preview.editions import Edition, EditionBuilder
from factbox.preview.saves import Inbox, saves
from factbox.preview.server import HOST, Preview, application
from factbox.reading.files import Files

# In seconds. A build that is under way at the end is not waited for longer.
FAREWELL = 2

GATHERED = 20
"""After how many saves and rests garbage is looked for, which takes longer the more
explainers there are, and serves nothing meanwhile.
"""


def listen(port: int) -> list[socket]:
    """Sockets that only this machine reaches; port 0 is a free one.

    Raises `OSError` where the port is taken or not allowed.
    """
    return bind_sockets(port, HOST)


def serve(
    root: Path,
    sockets: list[socket],
    say: Callable[[str], None],
    *,
    today: date,
    address: SiteAddress | None,
    editor: str,
    poll: bool,
    show: bool,
    keep: Callable[[Files], None],
) -> None:
    """Preview the project in `root` until interrupted.

    `today` and `address` are what a build is told of the day and of where the site will
    stand; `editor` is the address that opens a source, as in `Preview`. With `poll`
    the files are looked at for changes, and with `show` a browser opens the site.
    `keep` is given the files at first, and whenever they have changed; nothing else is
    written.
    """
    port = sockets[0].getsockname()[1]
    say(f"preview at http://{HOST}:{port}/; Ctrl-C ends it")
    builder = EditionBuilder(root, today, address)
    # Before there is any thread: a large first edition is shared among processes. A
    # browser that asks meanwhile waits.
    builder.after(None)
    if builder.files is not None:
        keep(builder.files)
    asyncio.run(
        _serve(builder, sockets, say, editor=editor, poll=poll, show=show, keep=keep)
    )


async def _serve(
    builder: EditionBuilder,
    sockets: list[socket],
    say: Callable[[str], None],
    *,
    editor: str,
    poll: bool,
    show: bool,
    keep: Callable[[Files], None],
) -> None:
    """Serve the editions of a builder, which has the first, until interrupted."""
    port = sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    is_over = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers; there an interrupt cancels what is awaited here.
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, is_over.set)
    preview = Preview(builder.root, port, editor, lambda edition: say(_told(edition)))
    server = HTTPServer(application(preview))
    server.add_sockets(sockets)
    preview.offer(builder.last)
    stop = threading.Event()

    def follow() -> None:
        kept = builder.files
        try:
            inbox = Inbox(saves(builder.root, stop, poll=poll))
            for saved in tidied(inbox):
                if saved == set():
                    edition = builder.completed(inbox.is_waiting)
                else:
                    edition = builder.after(saved, preview.viewed)
                loop.call_soon_threadsafe(preview.offer, edition)
                # Once the editor rests, so as to keep nobody waiting for the page.
                if saved == set() and builder.files not in (None, kept):
                    kept = builder.files
                    keep(kept)
        finally:
            # A preview that follows nothing would be worse than none.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(is_over.set)

    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    if show:
        here = f"http://{HOST}:{port}/"
        threading.Thread(target=webbrowser.open, args=[here], daemon=True).start()
    try:
        await is_over.wait()
    finally:
        stop.set()
        server.stop()
        follower.join(FAREWELL)


def tidied(told: Iterable[set[str] | None]) -> Iterator[set[str] | None]:
    """What is told of saves; now and then, garbage is looked for.

    Each answer refers to itself, and keeps the page that was sent. Python looks through
    what is old so seldom that hundreds of pages gathered.
    """
    for count, saved in enumerate(told, 1):
        yield saved
        if count % GATHERED == 0:
            gc.collect()


def _told(edition: Edition) -> str:
    """What the terminal says of an edition, briefly."""
    now = time.strftime("%H:%M:%S")
    if not edition.problems:
        return f"{now} shown"
    count = len(edition.problems)
    lines = [f"{told.place}: {told.message}" for told in edition.problems]
    what = "a build would stop" if edition.is_current else "the last good page stays"
    lines.append(f"{count} problem{'s' if count > 1 else ''}; {what}")
    return "\n".join([f"{now}", *lines])
