"""Intake of submissions: each exactly once through cuts and kill -9, and group commit against a plain view.

    python -m benchmarks.openrosa_intake [--submissions 2000] [--phones 50] [--rounds 3] [--each 3000]

The server as `safe-employment serve` starts it and a real PostgreSQL with fsync and synchronous_commit on,
in a fresh folder. First part: phones send submissions with two photos each at once, requests are cut at
random places, sent again, and the server is killed with SIGKILL again and again; afterwards every
submission must be stored once, with equal bytes; the server's memory is read twice a second meanwhile and
its peak is told. Second part: 60 answers without photos, the programme's
own address and a plain Django view that commits each request, by turns in the same run on the same server
and database; the figure is the median of the ratios. Ours is reached past the middleware of pages
(sessions, sign-in, messages), a plain view is not; so the plain view is measured by our short way too
(`plain_short`), and with an audit entry as ours writes one (`audited`). Fails below 3 times `plain`, or
when the server's memory grows.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from benchmarks.openrosa_server.phones import Filled, Phone, filled, together

LEAST_RATIO, MOST_GROWTH_MB, LEAST_KILLS = 3.0, 32, 3
PHOTO_BYTES = 100_000
MOST_KILLS = 12
PEERS = ("plain", "plain_short", "audited")
DOORS = (*PEERS, "odk")


class Server:
    """The server process; killed without warning and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._environment, self.kills = environment, 0

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = str(Path(sys.executable).with_name("safe-employment"))
        command = [program, "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(command, env=self._environment, start_new_session=True)
        for _try in range(300):
            with contextlib.suppress(OSError):
                if self._answers():
                    return
            time.sleep(0.2)
        raise SystemExit("the server does not answer")

    def _answers(self) -> bool:
        """Whether the programme itself answers; the port is open long before it is loaded."""
        with socket.create_connection(("127.0.0.1", self.port), 30) as asked:
            asked.sendall(
                b"HEAD /odk/none/submission HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )
            return asked.recv(9).startswith(b"HTTP/1.1")

    def kill(self) -> None:
        """End it as a power cut does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.kills += 1

    def memory(self) -> float:
        """Return the memory of all its processes in MB."""
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, ProcessLookupError):
                if os.getpgid(int(folder.name)) == self._process.pid:
                    total += int((folder / "statm").read_text().split()[1])
        return total * os.sysconf("SC_PAGE_SIZE") / 1024**2


def run_inside(environment: dict[str, str], module: str, *arguments: str) -> str:
    """Run a module with the programme's settings; returns its last line."""
    command = [sys.executable, "-m", f"benchmarks.openrosa_server.{module}", *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1]


async def storm(
    server: Server, phones: list[Phone], work: list[Filled], seed: int
) -> tuple[int, list[float]]:
    """Deliver everything while the server is killed every few seconds; returns the number of tries, and the
    memory on the way.
    """
    waiting, done = iter(work), asyncio.Event()

    async def one(number: int, phone: Phone) -> int:
        chance = random.Random(seed + number)
        return sum([await phone.deliver(each, chance) for each in waiting])

    async def kills() -> None:
        chance = random.Random(seed)
        while not done.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), chance.uniform(2.0, 5.0))
            if not done.is_set() and server.kills < MOST_KILLS:
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)

    memory: list[float] = []

    async def watch() -> None:
        while not done.is_set():
            memory.append(await asyncio.to_thread(server.memory))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.5)

    killing, watching = asyncio.create_task(kills()), asyncio.create_task(watch())
    tries = await asyncio.gather(*(one(number, phone) for number, phone in enumerate(phones)))
    done.set()
    await killing
    await watching
    return sum(tries), memory


async def speed(
    server: Server, tokens: list[str], rounds: int, each: int
) -> tuple[dict[str, list[float]], list[float]]:
    """Return submissions a second of each door by round, and the memory after each of our rounds."""
    rates: dict[str, list[float]] = {door: [] for door in DOORS}
    memory = []
    for number in range(rounds + 1):  # the first warms up
        for door in DOORS:
            chance = random.Random(number)
            work = [filled(f"uuid:{door}-{number}-{n}", chance) for n in range(each if number else each // 5)]
            phones = [Phone(server.port, token, door) for token in tokens]
            seconds = await together(phones, work)
            for phone in phones:
                phone.hang_up()
            if number:
                rates[door].append(len(work) / seconds)
                say(f"{door}: {len(work) / seconds:.0f} a second")
            if door == "odk":
                memory.append(server.memory())
    return rates, memory


def say(words: str) -> None:
    """Tell how far it is."""
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def measure(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Do both parts in a folder."""
    from safe_employment.config.embedded.server import running_server

    address = urlsplit(running_server(folder / "postgres").get_uri())
    host = parse_qs(address.query)["host"][0]
    environment = {
        **os.environ, "SAFE_EMPLOYMENT_MODE": "test", "DATA_DIR": str(folder),
        "DATABASE_URL": f"postgresql://postgres@/safe_employment?host={host}",
        "DJANGO_SETTINGS_MODULE": "benchmarks.openrosa_server.settings",
    }  # fmt: skip
    tokens = json.loads(run_inside(environment, "prepare", str(options.phones)))
    server = Server(environment)
    server.start()
    say("the server answers")
    try:
        chance = random.Random(20260302)
        work = [filled(f"uuid:{n}", chance, PHOTO_BYTES) for n in range(options.submissions)]
        began = time.perf_counter()
        phones = [Phone(server.port, token) for token in tokens]
        started = server.memory()
        tries, during = asyncio.run(storm(server, phones, work, 7))
        seconds = time.perf_counter() - began
        (folder / "expected.json").write_text(json.dumps({each.instance: each.facts() for each in work}))
        found: dict[str, object] = json.loads(run_inside(environment, "check", str(folder / "expected.json")))
        say(f"stored: {found}")
        found |= {"tries": tries, "kills": server.kills, "storm_seconds": round(seconds, 1)}
        found |= {"started_mb": round(started), "storm_peak_mb": round(max(during))}
        server.kill()
        server.start()
        rates, memory = asyncio.run(speed(server, tokens, options.rounds, options.each))
    finally:
        server.kill()
    for door in DOORS:
        found[f"{door}_per_second"] = round(statistics.median(rates[door]))
    for peer in PEERS:
        ratios = [ours / theirs for ours, theirs in zip(rates["odk"], rates[peer], strict=True)]
        found[f"times_{peer}"] = round(statistics.median(ratios), 2)
    found["memory_mb"] = [round(each) for each in memory]
    return found


def main() -> None:
    """Measure, print, and fail where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--each", type=int, default=3000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="openrosa-") as name:
        found = measure(options, Path(name))
    print(json.dumps(found, indent=2))
    wrong = ("missing", "unexpected", "doubled", "xml_differs", "files_differ", "held", "broken_audit")
    faults = [key for key in wrong if found[key]]
    memory = found["memory_mb"]
    assert isinstance(memory, list)
    if memory[-1] - memory[1] > MOST_GROWTH_MB:
        faults.append("memory grows")
    if int(str(found["kills"])) < LEAST_KILLS or int(str(found["tries"])) <= options.submissions:
        faults.append("too few kills or cuts to prove anything: send more")
    if float(str(found["times_plain"])) < LEAST_RATIO:
        faults.append(f"below {LEAST_RATIO} times the plain view")
    if faults:
        sys.exit(f"FAILED: {', '.join(faults)}")


if __name__ == "__main__":
    main()
