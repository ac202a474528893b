import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mllmtune.store.index import Index, StaleIndexError
from mllmtune.store.indexing import refresh, untold
from mllmtune.store.reading import Snapshot, read_snapshot
from tests.library import TEXT


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT)
    return path


def test_an_index_of_a_file_that_was_just_written_is_trusted_by_whoever_made_it_alone(
    library: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "index.sqlite"
    snapshot = read_snapshot(library)._replace(seen_ns=library.stat().st_ctime_ns + 1)
    refresh(cache, library, untold, snapshot).close()
    index = Index.of_reading(cache, snapshot.stamp, snapshot.seen_ns)
    assert index.keys() == ["liu2024dora", "muller2023adapter", "wu2025moslora"]
    index.close()
    with pytest.raises(StaleIndexError):  # a write within the same tick of the clock could hide
        Index.fresh(cache, library)
    with pytest.raises(StaleIndexError):
        Index.of_reading(cache, snapshot.stamp, snapshot.seen_ns + 1)


def test_what_was_read_of_another_state_of_the_file_is_not_in_the_index(library: Path, tmp_path: Path) -> None:
    cache = tmp_path / "index.sqlite"
    snapshot = read_snapshot(library)
    refresh(cache, library, untold, snapshot).close()
    library.write_text(TEXT.replace("DoRA", "DoRo"))
    later = read_snapshot(library, snapshot)
    with pytest.raises(StaleIndexError):
        Index.of_reading(cache, later.stamp, snapshot.seen_ns)


def test_a_file_that_stands_as_it_was_read_is_what_was_read(library: Path) -> None:
    snapshot = read_snapshot(library)
    assert read_snapshot(library, snapshot) is snapshot


def test_a_file_that_was_touched_is_read_anew_and_not_cut_again(library: Path) -> None:
    snapshot = read_snapshot(library)
    os.utime(library, ns=(time.time_ns(), time.time_ns() - 10**10))
    later = read_snapshot(library, snapshot)
    assert later.blocks is snapshot.blocks
    assert later.seen_ns > snapshot.seen_ns


@pytest.mark.parametrize(
    "opened",
    [
        pytest.param(lambda cache, _, now: Index.of_reading(cache, now.stamp, now.seen_ns), id="that is fresh"),
        pytest.param(lambda cache, library, now: refresh(cache, library, untold, now), id="that is made fresh"),
    ],
)
def test_an_open_index_stays_as_it_is_while_another_program_makes_it_describe_an_older_state(
    opened: Callable[[Path, Path, Snapshot], Index], library: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "index.sqlite"
    earlier = read_snapshot(library)
    with library.open("a") as file:
        file.write('\n[[papers]]\nkey = "new"\ntype = "misc"\ntitle = "New"\n')
    now = read_snapshot(library)
    refresh(cache, library, untold, now).close()
    index = opened(cache, library, now)
    other = threading.Thread(target=lambda: refresh(cache, library, untold, earlier).close())
    other.start()
    other.join(timeout=0.2)  # not done before the index is closed; were it, the questions would show it
    assert "new" in set(index.keys())
    assert len(index.digests()) == len(index.keys()) == len(index.papers())
    index.close()
    other.join()
    index = Index.of_reading(cache, earlier.stamp, earlier.seen_ns)
    assert "new" not in set(index.keys())
    index.close()
