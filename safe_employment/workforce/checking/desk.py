"""Checks take turns: a few at once, a few waiting, the others are asked to come again.

All of it is in memory and of one process. Nothing of a check is left when it is over.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Generic, TypeVar

from safe_employment.kit.errors import ProgrammeError
from safe_employment.workforce.books.problems import BooksUnreadable

from .errors import CheckRefused
from .limits import LIMITS, PublicLimits

__all__ = ["Desk", "Job", "Step", "Turnstile", "close", "desk", "turnstile", "without_values"]

R = TypeVar("R")
logger = logging.getLogger(__name__)
#: Addresses remembered at most; beyond it the one that was quiet longest is forgotten.
MOST_ADDRESSES = 20_000


@dataclass(frozen=True)
class Step:
    """A step of a check that is finished or begun: its name, and figures of it."""

    name: str
    done: int = 0
    total: int = 0


@dataclass
class Job(Generic[R]):
    """One check under way: its steps so far, and later its result."""

    steps: list[Step] = field(default_factory=list)
    future: Future[R] = field(default_factory=Future)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _stop: threading.Event = field(default_factory=threading.Event)
    #: What is done to break it off in the middle of a query.
    on_stop: Callable[[], None] | None = None

    @property
    def is_over(self) -> bool:
        return self.future.done()

    @property
    def has_result(self) -> bool:
        """Whether it came to an end by itself."""
        return self.future.done() and not self.future.cancelled()

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()

    def tell(self, name: str, done: int = 0, total: int = 0) -> None:
        """Note a step (called by the work)."""
        with self._changed:
            self.steps.append(Step(name, done, total))
            self._changed.notify_all()

    def wait_for_news(self, known: int, seconds: float) -> list[Step]:
        """Return the steps after the first `known`; waits at most `seconds` for one."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.steps) > known or self.is_over, timeout=seconds)
            return self.steps[known:]

    def wait_until_over(self, seconds: float) -> bool:
        """Whether it was over within `seconds`."""
        return not wait([self.future], timeout=seconds).not_done

    def stop(self) -> None:
        """Break the work off: nobody waits for it any more."""
        self._stop.set()
        self.future.cancel()
        if self.on_stop is not None and not self.is_over:
            self.on_stop()

    def is_over_now(self, _future: Future[R]) -> None:
        """Wake who waits for news (called when the work ends)."""
        with self._changed:
            self._changed.notify_all()


class Desk:
    """Runs checks on a few threads; there is a short queue and no more."""

    def __init__(self, limits: PublicLimits = LIMITS) -> None:
        self.limits = limits
        self._pool = ThreadPoolExecutor(limits.at_once, thread_name_prefix="check")
        self._places = threading.BoundedSemaphore(limits.at_once + limits.waiting)
        self._lock = threading.Lock()
        self._taken = 0

    @property
    def is_full(self) -> bool:
        """Whether a further check would be refused now."""
        return self._taken >= self.limits.at_once + self.limits.waiting

    def refuse(self) -> CheckRefused:
        """Return the refusal of a check for which there is no place."""
        return CheckRefused("CHECK_BUSY", retry_after=30)

    def begin(self, work: Callable[[Job[R]], R]) -> Job[R]:
        """Begin the work or queue it; raises CheckRefused (CHECK_BUSY) where the queue is full."""
        if not self._places.acquire(blocking=False):
            raise self.refuse()
        with self._lock:
            self._taken += 1
        job: Job[R] = Job()
        try:
            job.future = self._pool.submit(without_values, partial(work, job))
        except BaseException:
            self._leave(None)
            raise
        job.future.add_done_callback(self._leave)
        job.future.add_done_callback(job.is_over_now)
        return job

    def result(self, job: Job[R]) -> R:
        """Wait for the result, at most patience and the time of a check; raises what the work raised."""
        if not job.wait_until_over(self.limits.patience + self.limits.seconds):
            job.stop()
            raise self.refuse()
        return job.future.result()

    def _leave(self, _future: Future[R] | None) -> None:
        with self._lock:
            self._taken -= 1
        self._places.release()


def without_values(work: Callable[[], R]) -> R:
    """Do the work. An unexpected failure is noted by its kind and place: its message could quote the books.

    Raises CheckRefused (CHECK_FAILED) then; BooksUnreadable and refusals pass.
    """
    try:
        return work()
    except (BooksUnreadable, ProgrammeError):
        raise
    except Exception as problem:  # noqa: BLE001 - whatever it is, its message is not to be told
        reference = secrets.token_hex(4)
        logger.error("check %s failed: %s at %s", reference, type(problem).__name__, _place_of(problem))
        failed = CheckRefused("CHECK_FAILED", reference=reference)
    # Outside of the handler, so that the books' values do not travel on as its context.
    raise failed


def _place_of(problem: BaseException) -> str:
    frames = []
    trace = problem.__traceback__
    while trace is not None:
        frames.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(frames[-4:])


class Turnstile:
    """Counts the checks of each address within a window; an address is kept as a keyed hash, no longer."""

    def __init__(self, per_address: int, window: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_address, self.window = per_address, window
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._seen: OrderedDict[bytes, deque[float]] = OrderedDict()

    def enter(self, address: str) -> None:
        """Count a check of the address; raises CheckRefused (CHECK_TOO_OFTEN) where it is one too many."""
        now = self._clock()
        digest = hashlib.blake2b(_network_of(address).encode(), key=self._key, digest_size=16).digest()
        with self._lock:
            self._forget(now)
            times = self._seen.setdefault(digest, deque())
            while times and times[0] <= now - self.window:
                times.popleft()
            if len(times) >= self.per_address:
                seconds = max(1, math.ceil(times[0] + self.window - now))
                raise CheckRefused("CHECK_TOO_OFTEN", retry_after=seconds, seconds=seconds)
            times.append(now)
            self._seen.move_to_end(digest)
            while len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)

    def _forget(self, now: float) -> None:
        """Drop the addresses whose last check lies before the window; the longest quiet come first."""
        while self._seen:
            digest, times = next(iter(self._seen.items()))
            if times and times[-1] > now - self.window:
                return
            del self._seen[digest]

    def __len__(self) -> int:
        return len(self._seen)


def _network_of(address: str) -> str:
    """Return the address, of IPv6 the network of 64 bits that one household has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


#: Without it two first callers at once would each be given a desk, or a turnstile, of their own.
_MAKING = threading.Lock()


@cache
def _desk() -> Desk:
    return Desk(LIMITS)


@cache
def _turnstile() -> Turnstile:
    return Turnstile(LIMITS.per_address, LIMITS.window)


def desk() -> Desk:
    """Return the desk of this process."""
    with _MAKING:
        return _desk()


def turnstile() -> Turnstile:
    """Return the turnstile of this process."""
    with _MAKING:
        return _turnstile()


def close() -> None:
    """Forget both; the next caller is given new ones."""
    with _MAKING:
        _desk.cache_clear()
        _turnstile.cache_clear()
