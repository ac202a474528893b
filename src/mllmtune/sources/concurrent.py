"""How are several things done at once, so that an interruption waits for none of them?"""

from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def concurrently(tasks: Sequence[Callable[[], T]], *, at_once: int) -> Iterator[T]:
    """Give what the tasks return, in the order in which they are done; whatever one of them raises is raised.

    The threads die with the program: an executor would keep it alive until its requests have timed out.
    """
    if len(tasks) <= 1:
        yield from (task() for task in tasks)
        return
    waiting: SimpleQueue[Callable[[], T]] = SimpleQueue()
    done: SimpleQueue[Callable[[], T]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    for _ in range(min(at_once, len(tasks))):
        Thread(target=_work, args=(waiting, done), daemon=True).start()
    try:
        for _ in tasks:
            yield done.get()()
    finally:
        _empty(waiting)


def _work(waiting: SimpleQueue[Callable[[], T]], done: SimpleQueue[Callable[[], T]]) -> None:
    while True:
        try:
            task = waiting.get_nowait()
        except Empty:
            return
        done.put(_outcome(task))


def _outcome(task: Callable[[], T]) -> Callable[[], T]:
    """Return what returns, or raises, in the thread that asks for it, what the task has in this one."""
    try:
        value = task()
    except BaseException as error:  # noqa: BLE001 - it is raised where it can be handled
        failure = error

        def fail() -> T:
            raise failure

        return fail
    return lambda: value


def _empty(queue: SimpleQueue[Callable[[], T]]) -> None:
    while not queue.empty():
        try:
            queue.get_nowait()
        except Empty:
            return
