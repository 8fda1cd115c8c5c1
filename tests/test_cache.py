"""The cache: results by their keys, at hand and in a file."""

import errno
import os
import random
from functools import partial

import pytest

from factbox.build.cache import (
    BYTES,
    MOST_AT_HAND,
    SPARE,
    Cache,
    codec_of,
    load_cache,
    save_cache,
)
from factbox.build.parted import LARGEST, PartedFile
from factbox.values.digests import digest


def test_what_is_not_asked_for_is_forgotten():
    cache = Cache()
    for key in (b"a", b"b"):
        cache.lookup(key, BYTES, lambda: b"made")
    cache.forget_the_rest()

    cache.lookup(b"b", BYTES, lambda: b"made again")
    cache.forget_the_rest()

    assert cache.kept == {b"b": b"made"}


def test_what_builds_without_an_end_leave_behind_is_dropped_once_it_is_much():
    cache = Cache()
    cache.lookup(b"whole", BYTES, lambda: b"1")
    cache.forget_the_rest()

    for number in range(3 * SPARE):
        cache.begin()
        cache.lookup(b"whole", BYTES, lambda: b"2")
        cache.lookup(b"%d" % number, BYTES, lambda: b"3")

        assert len(cache.kept) <= SPARE + 3

    assert cache.kept[b"whole"] == b"1"
    assert b"%d" % (3 * SPARE - 1) in cache.kept


def test_a_build_without_an_end_finds_what_the_one_before_it_made():
    cache = Cache()

    for made in (b"first", b"second", b"third"):
        cache.begin()
        for each in range(2 * SPARE):
            found = cache.lookup(b"%d" % each, BYTES, partial(bytes, made))

            assert found == b"first"


def test_a_failure_is_not_remembered():
    cache = Cache()
    with pytest.raises(ZeroDivisionError):
        cache.lookup(b"a", BYTES, lambda: b"%d" % (1 // 0))

    assert cache.lookup(b"a", BYTES, lambda: b"made") == b"made"


def test_an_empty_result_is_a_result():
    cache = Cache({b"a": b""})

    assert cache.lookup(b"a", BYTES, lambda: b"made") == b""


def test_what_is_at_hand_is_what_was_asked_for_last():
    cache = Cache()
    made = []

    def ask(key):
        cache.at_hand(key, lambda: made.append(key))

    for key in ("first", "second", *range(MOST_AT_HAND - 2), "first", "one more"):
        ask(key)
    made.clear()
    for key in ("first", "second"):
        ask(key)

    assert made == ["second"]
    assert cache.kept == {}


def test_digests_tell_parts_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(["a"], "b") != digest(["a", "b"])


# ------------------------------------------------------------------- kept in a file

TEXTS = codec_of(tuple[str, ...])
LONG = "two" * 50


@pytest.fixture
def kept(tmp_path):
    """The file of a cache that holds one result."""
    path = tmp_path / ".factbox" / "cache"
    cache = Cache()
    cache.lookup(b"key", TEXTS, lambda: ("one", LONG))
    save_cache(cache, path)
    return path


def test_a_cache_comes_back_from_its_file(kept):
    cache = load_cache(kept)

    assert cache.lookup(b"key", TEXTS, lambda: ()) == ("one", LONG)


def test_a_large_cache_is_kept_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("factbox.build.store.PART", 10)
    path = tmp_path / "cache"
    cache = Cache(dict.fromkeys((b"1", b"2", b"3", b"4", b"5"), b"8 bytes."))
    save_cache(cache, path)

    assert load_cache(path).kept == cache.kept
    path.write_bytes(path.read_bytes()[:-1])
    assert load_cache(path).kept.keys() == {b"1", b"2", b"3", b"4"}


def test_a_cache_for_one_build_holds_no_values(kept):
    once, often = load_cache(kept), Cache(load_cache(kept).kept)
    ways = [partial(each.lookup, b"key", TEXTS, tuple) for each in (once, often)]

    assert [way() is way() for way in ways] == [False, True]


def test_nothing_else_is_left_beside_the_file(kept):
    assert [path.name for path in kept.parent.iterdir()] == ["cache"]


def gain(key, path):
    """Save a cache that has gained a result."""
    cache = load_cache(path)
    cache.lookup(key, BYTES, lambda: b"made")
    save_cache(cache, path)


def test_what_a_cache_has_gained_is_put_behind_the_rest(kept):
    before = kept.read_bytes()

    gain(b"more", kept)
    gain(b"most", kept)

    assert kept.read_bytes().startswith(before)
    assert load_cache(kept).kept.keys() == {b"key", b"more", b"most"}


@pytest.fixture
def parts(monkeypatch):
    """Parts so small that every result is written at once."""
    monkeypatch.setattr("factbox.build.store.PART", 1)


@pytest.mark.usefixtures("parts")
def test_much_is_written_before_a_build_has_ended(kept):
    cache = load_cache(kept)
    cache.lookup(b"more", BYTES, lambda: b"made")
    cache.lookup(b"most", BYTES, lambda: b"made")

    assert load_cache(kept).kept.keys() == {b"key", b"more", b"most"}
    assert cache.kept[b"more"] == b"made"


@pytest.mark.usefixtures("parts")
def test_what_was_written_can_be_read_when_another_build_has_put_a_file_there(kept):
    cache = load_cache(kept)
    cache.lookup(b"more", BYTES, lambda: b"made")
    kept.unlink()
    kept.write_bytes(b"")
    cache.lookup(b"most", BYTES, lambda: b"made")

    assert cache.lookup(b"more", BYTES, bytes) == b"made"
    save_cache(cache, kept)
    assert load_cache(kept).kept.keys() == {b"key", b"more", b"most"}


def test_what_is_lost_from_the_file_while_a_build_runs_is_made_again(kept):
    cache = load_cache(kept)
    kept.write_bytes(b"")

    assert cache.lookup(b"key", TEXTS, lambda: ("made",)) == ("made",)


def test_what_waits_is_written_once_before_there_are_copies_of_a_process(kept):
    cache = load_cache(kept)
    cache.lookup(b"waiting", BYTES, lambda: b"made")

    cache.kept.before_copies()

    assert b"waiting" in load_cache(kept).kept


def test_what_the_disk_cannot_read_is_made_again(kept, monkeypatch):
    cache = load_cache(kept)

    def fail(*asked):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "pread", fail)

    assert cache.lookup(b"key", TEXTS, lambda: ("made",)) == ("made",)


def test_an_empty_result_is_in_a_file_that_is_written_anew(kept):
    cache = load_cache(kept)
    cache.lookup(b"empty", BYTES, lambda: b"")
    kept.unlink()

    save_cache(cache, kept)

    assert b"empty" in load_cache(kept).kept


@pytest.mark.usefixtures("parts")
def test_what_cannot_be_written_stays_in_memory(kept, monkeypatch):
    cache = load_cache(kept)
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, part: write(file, part[:9]))
    for key in (b"more", b"most"):
        cache.lookup(key, BYTES, lambda: b"made")
    monkeypatch.undo()

    assert cache.kept.keys() == {b"key", b"more", b"most"}
    assert load_cache(kept).kept.keys() == {b"key"}
    save_cache(cache, kept)
    assert load_cache(kept).kept == cache.kept


def test_builds_that_write_at_the_very_moment_find_what_they_wrote(kept, monkeypatch):
    code = load_cache(kept).kept.code
    one, other = PartedFile(kept, os.O_RDONLY), PartedFile(kept, os.O_RDONLY)
    for file in (one, other):
        file.index(code)
        file.begin_to_add(kept)
    before = os.stat(kept)
    one.add({b"one": b"made by one"}, code)
    with monkeypatch.context() as late:
        late.setattr(os, "fstat", lambda descriptor: before)
        added = other.add({b"other": b"made by the other"}, code)

    cache = load_cache(kept)
    assert cache.kept[b"other"] == b"made by the other"
    assert other.read(added[b"other"].at, 4) == b"made"
    assert cache.kept[b"one"] == b"made by one"
    assert cache.kept.keys() == {b"key", b"one", b"other"}


def test_a_killed_save_loses_what_it_was_saving_alone(kept):
    before = kept.stat().st_size
    gain(b"more", kept)
    whole = kept.read_bytes()

    for length in range(before, len(whole)):
        kept.write_bytes(whole[:length])
        assert load_cache(kept).kept.keys() == {b"key"}

        gain(b"most", kept)
        assert load_cache(kept).kept.keys() == {b"key", b"most"}


def test_a_file_that_is_mostly_forgotten_is_written_anew(kept):
    for number in range(9):
        cache = load_cache(kept)
        cache.lookup(b"%d" % number, BYTES, lambda: b"made" * 100)
        cache.forget_the_rest()
        save_cache(cache, kept)

    assert load_cache(kept).kept.keys() >= {b"8"}
    assert kept.stat().st_size < 4 * 400


def test_two_builds_at_once_leave_a_cache_that_can_be_read(kept):
    one, other = load_cache(kept), load_cache(kept)
    one.lookup(b"one", BYTES, lambda: b"made")
    other.lookup(b"other", BYTES, lambda: b"made")

    save_cache(one, kept)
    save_cache(other, kept)

    assert load_cache(kept).kept.keys() == {b"key", b"one", b"other"}


def test_a_cache_that_has_not_changed_is_not_written_again(kept):
    cache = load_cache(kept)
    kept.write_bytes(b"")

    save_cache(cache, kept)

    assert kept.read_bytes() == b""


def test_a_result_with_any_bit_changed_is_none(kept):
    whole = kept.read_bytes()
    for index in range(len(whole)):
        kept.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        cache = load_cache(kept)

        assert cache.lookup(b"key", TEXTS, lambda: ("made",)) == ("made",)

        save_cache(cache, kept)
        again = load_cache(kept)
        assert again.lookup(b"key", TEXTS, lambda: ()) == ("made",)


def test_a_file_cut_anywhere_is_an_empty_cache(kept):
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])

        assert load_cache(kept).kept == {}


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"<!DOCTYPE html>" * 10, b"\xc1" * 40, random.randbytes(999)],
    ids=["empty", "zeros", "a page", "not MessagePack", "noise"],
)
def test_a_file_that_is_no_cache_is_an_empty_one(tmp_path, content):
    path = tmp_path / "cache"
    path.write_bytes(content)

    assert load_cache(path).kept == {}


def test_a_cache_of_other_code_is_an_empty_one(kept, monkeypatch):
    monkeypatch.setattr("sys.version", "3.99")

    assert load_cache(kept).kept == {}


def test_where_no_file_can_be_nothing_is_kept(tmp_path):
    (tmp_path / ".factbox").write_text("a file where the folder would be")
    cache = Cache()
    cache.lookup(b"key", TEXTS, lambda: ())

    save_cache(cache, tmp_path / ".factbox" / "cache")

    assert load_cache(tmp_path / ".factbox" / "cache").kept == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_place_of_the_file_is_not_waited_for(tmp_path):
    path = tmp_path / "cache"
    os.mkfifo(path)

    cache = load_cache(path)
    cache.lookup(b"key", BYTES, lambda: b"made")
    save_cache(cache, path)

    assert load_cache(path).kept == {b"key": b"made"}


def test_a_file_larger_than_memory_is_set_aside(kept):
    os.truncate(kept, LARGEST + 1)

    gain(b"more", kept)

    assert load_cache(kept).kept == {b"more": b"made"}
    assert kept.stat().st_size < 1000


def test_what_earlier_builds_left_beside_the_file_is_swept(tmp_path):
    for name in ("cache.4711", "memo", "memo.12", "set-up.lock"):
        (tmp_path / name).write_bytes(b"left")

    gain(b"key", tmp_path / "cache")

    assert sorted(os.listdir(tmp_path)) == ["cache", "set-up.lock"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def fill(*given):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", fill)

    gain(b"key", tmp_path / "cache")

    assert os.listdir(tmp_path) == []
