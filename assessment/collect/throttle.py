"""How often one may ask: each phone, each address, and each address that guesses codes.

Addresses and tokens are known here only for as long as their limit runs, in memory, as digests
under a key that no other run of the program has.
"""

import hashlib
import secrets
import time
from http import HTTPStatus
from math import ceil

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assessment.collect.failures import RefusalError
from assessment.i18n import _

# A phone that works through its backlog sends at most so much: twenty at once, two a second.
OF_A_TOKEN = RateLimitItemPerSecond(20, 10, namespace="token")
# A whole room of a thousand phones may come from one address.
OF_AN_ADDRESS = RateLimitItemPerSecond(400, 1, namespace="address")
# A person mistypes a code once or twice; of 100 million codes, 20 a minute find none.
WRONG_CODES = RateLimitItemPerMinute(20, 1, namespace="code")

KNOWN_CODES = 10_000


class Throttle:
    """Counts what comes in, for one process; raises ``RefusalError`` when it is too much."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        self._known: set[str] = set()

    def admit_address(self, address: str) -> None:
        """Count a request of an address."""
        self._count(OF_AN_ADDRESS, self._digest(address))

    def admit_token(self, token: str) -> None:
        """Count what a phone sends."""
        self._count(OF_A_TOKEN, self._digest(token))

    def admit_code(self, address: str, code: str) -> None:
        """Let a code be looked up, unless its address has guessed too often.

        A code that was right at this address stays open to it: in a room that shares one address,
        nobody can shut the others out by guessing.
        """
        guesser = self._digest(address)
        known = self._digest(f"{address} {code}") in self._known
        if not known and not self._windows.test(WRONG_CODES, guesser):
            raise self._too_many(WRONG_CODES, guesser)

    def note_wrong_code(self, address: str) -> None:
        """Count a code that no workshop has."""
        self._count(WRONG_CODES, self._digest(address))

    def note_right_code(self, address: str, code: str) -> None:
        """Remember that a code was right at an address."""
        if len(self._known) >= KNOWN_CODES:
            self._known.clear()
        self._known.add(self._digest(f"{address} {code}"))

    def _digest(self, text: str) -> str:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=16).hexdigest()

    def _count(self, limit: RateLimitItem, who: str) -> None:
        if not self._windows.hit(limit, who):
            raise self._too_many(limit, who)

    def _too_many(self, limit: RateLimitItem, who: str) -> RefusalError:
        rest = self._windows.get_window_stats(limit, who).reset_time - time.time()
        seconds = min(max(1, ceil(rest)), limit.get_expiry())
        message = _("Too many requests. It is tried again in {seconds} seconds.")
        return RefusalError(
            HTTPStatus.TOO_MANY_REQUESTS,
            "too_many",
            message.format(seconds=seconds),
            headers={"Retry-After": str(seconds)},
        )
