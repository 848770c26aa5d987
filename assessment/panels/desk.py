"""What all steps of an app share: the line of messages, who follows, and where things are kept."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assessment.i18n import _
from assessment.panels.messages import Messages
from assessment.store import Store


@dataclass(kw_only=True)
class SharedDesk(ABC):
    """The part of a desk that no app does without; ``listeners`` are called after a change."""

    messages: Messages = field(default_factory=Messages)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def tell_all(self) -> None:
        """Let every step show what has changed."""
        for listener in self.listeners:
            listener()

    @property
    @abstractmethod
    def kept(self) -> str:
        """Say where what is done is kept."""

    @abstractmethod
    def renew(self) -> object:
        """Read again what is at hand: another window may have moved it on."""

    def say(self, text: str) -> None:
        """Show a message, which is read aloud as well."""
        self.messages.say(text)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Show what goes wrong inside as a message; what was done before stays as it is."""
        with self.messages.telling():
            yield


@dataclass(kw_only=True)
class StoreDesk(SharedDesk):
    """The desk of an app that works on a store."""

    store: Store

    @property
    def kept(self) -> str:
        """Say where everything is saved."""
        return _("Everything is saved at once in {place}").format(place=self.store.where)
