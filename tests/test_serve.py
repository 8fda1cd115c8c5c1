"""The preview server, as a program on this machine meets it."""

import asyncio
import gc
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from tornado.websocket import websocket_connect

from factbox.preview.saves import Inbox, saves
from factbox.preview.serve import GATHERED, tidied
from tests.serving import (
    CEILING,
    ENVIRONMENT,
    FIGURES,
    TIMELINE,
    Served,
    files_below,
    make_project,
    replace,
    serving,
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview that the tests of this file share, and leave as it was."""
    root = make_project(tmp_path_factory.mktemp("shared") / "project")
    with serving(root) as served:
        yield served


class Answer(NamedTuple):
    """What the server says to a request."""

    status: int
    headers: http.client.HTTPMessage
    body: str


def answer(served: Served, path: str, **headers: str) -> Answer:
    """The answer to a request as it is written here, not made safe by a client."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=CEILING)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in {"Host": f"127.0.0.1:{served.port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return Answer(response.status, response.headers, body)


def upgrade(served: Served, **headers: str) -> int:
    """The status that a browser is given which asks for the websocket."""
    return answer(
        served,
        "/.factbox-preview/livereload",
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Version="13",
        Sec_WebSocket_Key="dGhlIHNhbXBsZSBub25jZQ==",
        **headers,
    ).status


# --------------------------------------------------------------------------- serving


def test_what_is_saved_is_served(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        assert "about 300" in served.page()

        served.replace("content/war/figures.yaml", "about 300", "about 400")

        served.until(lambda: "about 400" in served.page())


def test_the_preview_is_at_the_path_of_the_published_site(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    replace(root / "content/site.yaml", ".example/", ".example/explained/")
    with serving(root) as served:
        top = answer(served, "/")
        bare = answer(served, "/explained")
        page = answer(served, "/explained/")
        beside = answer(served, "/index.html")

    assert (top.status, top.headers["Location"]) == (302, "/explained/")
    assert (bare.status, bare.headers["Location"]) == (302, "/explained/")
    assert page.status == 200
    assert beside.status == 404


def test_a_folder_without_its_slash_is_redirected(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    replace(root / "content/site.yaml", "home: war\n", "")
    with serving(root) as served:
        response = answer(served, "/war")

    assert (response.status, response.headers["Location"]) == (302, "/war/")


def test_what_is_not_there_is_the_page_of_the_site_for_that(served: Served) -> None:
    response = answer(served, "/no/such/page/")

    assert response.status == 404
    assert "Test explainers" in response.body
    assert "about 300" not in response.body


def test_a_polled_disk_is_followed_as_well(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project"), "--poll") as served:
        for value in ("about 4,000", "about 5,000", "about 6,000"):
            served.save("content/war/figures.yaml", FIGURES.replace("about 300", value))

            served.until(lambda shown=value: shown in served.page())


def test_a_polled_disk_tells_apart_two_saves_of_one_second(tmp_path: Path) -> None:
    file = tmp_path / "content/site.yaml"
    file.parent.mkdir()
    file.write_text("title: one")
    os.utime(file, ns=(10**18, 10**18))
    told = saves(tmp_path, threading.Event(), poll=True)

    at_first = next(told)
    os.utime(file, ns=(10**18, 10**18 + 1))

    assert at_first is None
    assert next(told) == {"content/site.yaml"}
    assert next(told) == set()


def test_saves_that_come_while_others_are_followed_are_told_together() -> None:
    goes_on = threading.Event()

    def told() -> Iterator[set[str] | None]:
        yield {"a"}
        goes_on.wait(CEILING)
        yield {"b"}
        yield set()
        yield {"c"}

    inbox = Inbox(told())
    found = iter(inbox)
    first = next(found)
    waited = inbox.is_waiting()
    goes_on.set()

    assert first == {"a"}
    assert not waited
    assert set().union(*found) == {"b", "c"}


def test_what_may_have_changed_anything_stands_for_every_save() -> None:
    is_read = threading.Event()

    def told() -> Iterator[set[str] | None]:
        yield {"a"}
        yield None
        is_read.set()

    inbox = Inbox(told())
    assert is_read.wait(CEILING)

    assert next(iter(inbox)) is None


def test_an_editor_who_rests_is_told_of_so() -> None:
    is_read = threading.Event()

    def told() -> Iterator[set[str] | None]:
        yield set()
        is_read.wait(CEILING)

    assert next(iter(Inbox(told()))) == set()
    is_read.set()


class Sent:
    """An answer that refers to itself, as those of the server do."""

    def __init__(self) -> None:
        self.handler = self


def test_what_was_sent_is_let_go() -> None:
    sent: list[weakref.ref[Sent]] = []
    gc.disable()
    try:
        for _ in tidied([{"a.yaml"}] * GATHERED):
            sent.append(weakref.ref(Sent()))
    finally:
        gc.enable()

    assert [each for each in sent if each()] == []


def test_no_save_of_two_hundred_is_lost(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        for number in range(200):
            text = FIGURES.replace("about 300", str(5000 + number))
            served.save("content/war/figures.yaml", text)

        served.until(lambda: "5,199" in served.page())


def test_what_was_saved_while_the_preview_started_is_served(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    stop = threading.Event()

    def keep_saving() -> None:
        number = 5000
        while not stop.is_set():
            number += 1
            text = FIGURES.replace("about 300", str(number))
            (root / "content/war/figures.yaml").write_text(text)

    saver = threading.Thread(target=keep_saving)
    saver.start()
    with serving(root) as served:
        stop.set()
        saver.join()
        replace(root / "content/war/article.md", "A short text", "A last text")

        served.until(lambda: "A last text" in served.page())


def test_a_source_folder_that_comes_later_is_followed(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    (root / "assets").rename(tmp_path / "aside")
    with serving(root) as served:
        (tmp_path / "aside").rename(root / "assets")
        served.until(lambda: "--tone: red" in sheet(served))

        served.save("assets/css/test.css", "@layer base { body { --tone: blue } }")

        served.until(lambda: "--tone: blue" in sheet(served))


def sheet(served: Served) -> str:
    """The style sheet of the first page, "" while there is none."""
    link = re.search('rel="stylesheet" href="([^"]+)"', served.page())
    return served.page(link[1]) if link else ""


# -------------------------------------------------------------------------- mistakes


def test_a_mistake_leaves_the_last_good_page_and_is_told(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        served.replace("content/war/figures.yaml", "label:", "lable:")

        served.wait("figures.yaml:2:3: unknown key 'lable'")
        served.wait("1 problem; the last good page stays")
        assert "about 300" in served.page()

        served.replace("content/war/figures.yaml", "lable:", "label:")
        served.until(lambda: served.terminal.count("shown") == 2)


def test_a_mistake_in_a_template_is_told(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        served.save(
            "templates/components/quotes/template.html", "{% macro card(quote) %}"
        )

        served.wait(r"templates/components/quotes/template\.html")
        assert "about 300" in served.page()


def test_a_file_that_is_deleted_and_written_again_is_shown_whole(
    tmp_path: Path,
) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        file = served.root / "content/war/figures.yaml"

        file.unlink()
        file.write_text("")
        file.write_text(FIGURES.replace("about 300", "about 400"))

        served.until(lambda: page_with(served, ["about 300", "about 400"])[1])
        served.settle()
        assert page_with(served, ["about 400"]) == [True]


def test_a_save_by_renaming_gives_one_edition(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        folder = served.root / "content/war"

        (folder / "4913").write_text("")
        (folder / "4913").unlink()
        (folder / "new").write_text(FIGURES.replace("about 300", "about 400"))
        (folder / "new").rename(folder / "figures.yaml")

        served.until(lambda: page_with(served, ["about 300", "about 400"])[1])
        served.settle()

    # The first, the save, and the two that settle it.
    assert served.editions == 4


def test_files_saved_at_once_are_all_shown(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        served.replace("content/war/figures.yaml", "about 300", "about 400")
        served.replace("content/war/quotes.yaml", "not final", "not the last")
        served.replace("content/war/article.md", "A short text", "A new text")

        served.settle()

        whole = ["about 400", "not the last", "A new text"]
        assert page_with(served, whole) == [True, True, True]


def test_a_save_that_changes_nothing_gives_no_edition(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        served.save_at_once("content/war/figures.yaml", FIGURES)
        (served.root / "content/war/quotes.yaml").touch()
        served.save_at_once("content/war/timeline.yaml", TIMELINE + "# Nothing new.\n")

        served.settle()

    # The first, and the two that settle it.
    assert served.editions == 3


def test_a_half_written_file_is_shown_once_it_is_whole(tmp_path: Path) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        served.save("content/war/figures.yaml", FIGURES[:40])
        served.save("content/war/figures.yaml", FIGURES.replace("300", "400"))

        served.until(lambda: page_with(served, ["about 300", "about 400"])[1])
        served.settle()
        assert page_with(served, ["about 400"]) == [True]


def page_with(served: Served, texts: list[str]) -> list[bool]:
    """Which of these texts the page has; it has one of them, or it is not whole."""
    page = served.page()
    found = [text in page for text in texts]
    assert any(found), page
    return found


# ------------------------------------------------------------------------------ safe


def test_only_this_machine_is_served(served: Served) -> None:
    addresses = {f"127.0.0.{number}" for number in range(2, 5)}

    for address in addresses:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, served.port), timeout=CEILING)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_refused(served: Served, host: str) -> None:
    assert answer(served, "/", Host=host).status == 403
    assert answer(served, "/.factbox-preview/client.js", Host=host).status == 403
    assert upgrade(served, Host=host) == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://{host}"])
def test_another_origin_is_refused(served: Served, origin: str) -> None:
    origin = origin.format(host=f"127.0.0.1:{served.port}")

    assert answer(served, "/", Origin=origin).status == 403
    assert upgrade(served, Origin=origin) == 403


def test_its_own_origin_is_served(served: Served) -> None:
    origin = f"http://127.0.0.1:{served.port}"

    assert answer(served, "/", Origin=origin).status == 200
    assert upgrade(served, Origin=origin) == 101


def test_both_names_of_this_machine_are_served(served: Served) -> None:
    assert answer(served, "/", Host=f"localhost:{served.port}").status == 200
    assert answer(served, "/", Host=f"LocalHost:{served.port}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.yaml",
        "/..%2fcontent/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/%252e%252e/content/site.yaml",
        "/..\\content\\site.yaml",
        "//content/site.yaml",
        "/content/site.yaml",
        "/assets/../../content/site.yaml",
        "/.git/config",
        "/assets/.secret",
        "/assets/link.txt",
        "/.factbox-preview/../server.py",
        "/.factbox-preview/%2e%2e/server.py",
        "/.factbox-preview//etc/passwd",
        "/%00",
        "/%ff",
    ],
)
def test_no_path_leads_out_of_the_site(served: Served, path: str) -> None:
    response = answer(served, path)

    assert response.status in (400, 404)
    assert "Test explainers\n" not in response.body


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    (tmp_path / "secret.txt").write_text("secret")
    with serving(root) as served:
        (root / "assets/link.txt").symlink_to(tmp_path / "secret.txt")

        served.wait("assets/link.txt: this link leads out of the project")
        assert answer(served, "/assets/link.txt").status == 404


def test_no_other_page_may_read_or_hold_the_preview(served: Served) -> None:
    headers = answer(served, "/").headers

    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"


def test_a_port_in_use_is_told(served: Served) -> None:
    port = str(served.port)
    second = subprocess.run(
        [sys.executable, "-m", "factbox", "serve", "--port", port],
        cwd=served.root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=CEILING,
    )

    assert second.returncode == 2
    assert f"cannot serve on port {port}" in second.stderr
    assert "--port 0" in second.stderr
    assert "Traceback" not in second.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals
) -> None:
    def written() -> list[Path]:
        """What stands in the project, but for the schemas that the preview keeps."""
        own = root / ".factbox"
        return sorted(p for p in root.rglob("*") if own not in (p, *p.parents))

    root = make_project(tmp_path / "project")
    before = written()
    with serving(root) as served:
        served.replace("content/war/figures.yaml", "about 300", "about 400")
        served.until(lambda: "about 400" in served.page())

        served.process.send_signal(number)

        assert served.process.wait(CEILING) == 0
    assert written() == before
    assert "Traceback" not in served.terminal
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", served.port), timeout=CEILING)


def test_the_built_site_is_not_touched_and_has_nothing_of_the_preview(
    tmp_path: Path,
) -> None:
    root = make_project(tmp_path / "project")
    build = [sys.executable, "-m", "factbox", "build"]
    subprocess.run(build, cwd=root, env=ENVIRONMENT, check=True, capture_output=True)
    built = files_below(root / "site")

    with serving(root) as served:
        served.replace("content/war/figures.yaml", "about 300", "about 400")
        served.until(lambda: "about 400" in served.page())

    assert files_below(root / "site") == built
    page = (root / "site/index.html").read_text()
    assert "about 300" in page
    for word in ("factbox-preview", "data-place", "<!--fact", "client.js"):
        assert word not in page


# ------------------------------------------------------------------- what it outlives


def test_source_folders_that_are_deleted_and_written_again_are_followed(
    tmp_path: Path,
) -> None:
    root = make_project(tmp_path / "project")
    kept = tmp_path / "kept"
    shutil.copytree(root, kept)
    with serving(root) as served:
        for _ in range(30):
            for folder in ("content", "seeds", "templates", "assets"):
                shutil.rmtree(root / folder)
            for folder in ("content", "seeds", "templates", "assets"):
                shutil.copytree(kept / folder, root / folder)
        served.replace("content/war/figures.yaml", "about 300", "about 400")

        served.until(lambda: "about 400" in served.page())
        assert "Traceback" not in served.terminal


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_among_the_sources_is_told_and_waited_for_by_nobody(
    tmp_path: Path,
) -> None:
    root = make_project(tmp_path / "project")
    with serving(root) as served:
        os.mkfifo(root / "content/war/updates.yaml")
        served.wait("updates.yaml: this is a pipe or a device, not a file")
        (root / "content/war/updates.yaml").unlink()
        served.replace("content/war/figures.yaml", "about 300", "about 400")

        served.until(lambda: "about 400" in served.page())


def test_a_start_on_a_broken_project_shows_what_is_wrong(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    replace(root / "content/war/figures.yaml", "label:", "lable:")
    with serving(root) as served:
        found = answer(served, "/")

        assert found.status == 200
        assert ".factbox-preview/client.js" in found.body
        served.replace("content/war/figures.yaml", "lable:", "label:")
        served.until(lambda: "about 300" in served.page())


def test_no_message_and_no_request_is_more_than_the_preview_can_answer(
    tmp_path: Path,
) -> None:
    with serving(make_project(tmp_path / "project")) as served:
        connection = http.client.HTTPConnection(
            "127.0.0.1", served.port, timeout=CEILING
        )
        connection.request("HEAD", "/.factbox-preview/livereload")
        assert connection.getresponse().status == 400
        connection.close()

        async def say(message: str) -> None:
            url = f"ws://127.0.0.1:{served.port}/.factbox-preview/livereload"
            browser = await websocket_connect(url)
            await browser.write_message(message)
            # The server closes the connection in its turn, once it has read this.
            browser.close()
            while await browser.read_message() is not None:
                pass

        for message in ("no JSON", "[]", "1", "{}", '{"command": 1}', '"hello"'):
            # In a thread of its own: a browser of other tests keeps a loop in this one.
            talk = asyncio.wait_for(say(message), CEILING)
            with ThreadPoolExecutor(1) as thread:
                thread.submit(asyncio.run, talk).result()

        assert "about 300" in served.page()
        assert "Traceback" not in served.terminal


@pytest.mark.parametrize("port", ["99999", "-1", "65536"])
def test_a_number_that_is_no_port_is_refused(tmp_path: Path, port: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factbox", "serve", "--port", port],
        cwd=make_project(tmp_path / "project"),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=CEILING,
    )

    assert done.returncode == 2
    assert f"{port} is no port: they go to 65535" in done.stderr
