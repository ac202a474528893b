import os
import time
from pathlib import Path

import pytest

from mllmtune.store.index import Index, StaleIndexError
from mllmtune.store.indexing import refresh, untold
from mllmtune.store.reading import read_snapshot
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
