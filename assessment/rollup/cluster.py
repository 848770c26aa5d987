"""Tasks on a cluster of Dask, which the caller starts and hands over as a client."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# How often a task is tried again that failed, say because its worker lost the network drive. A
# task whose worker died is run elsewhere besides.
RETRIES = 3


class Client(Protocol):
    """What is used of ``distributed.Client``."""

    def submit(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Start one task and return its future."""

    def map(self, function: Callable[..., Any], *items: Any, **options: Any) -> list[Any]:
        """Start a task for each item and return their futures."""

    def cancel(self, futures: Any) -> Any:
        """Give tasks up."""


def in_tasks(
    client: Client, function: Callable[..., R], items: Sequence[T], **shared: Any
) -> Iterator[R]:
    """Yield what a function makes of every item, in order; each is a task.

    What they share is sent to the cluster once, and as a task too, so that it comes back when the
    worker that held it dies.
    """
    # Keys of their own: the same path may hold other sheets than the last time.
    options = {"pure": False, "retries": RETRIES}
    told = {name: client.submit(_same, value, **options) for name, value in shared.items()}
    waiting = client.map(function, items, **options, **told)[::-1]
    try:
        while waiting:
            # Popped, so that the cluster may forget a result that was fetched.
            yield waiting.pop().result()
    finally:
        client.cancel(waiting)


def _same(value: T) -> T:
    return value
