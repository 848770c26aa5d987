"""The server as a process: killed in the middle, as several workers, and open to a room."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import httpx2
import psutil
import pytest

from assessment.collect.server import EVERYWHERE, open_server
from assessment.collect.throttle import Throttle
from assessment.exchange.code_numbers import fold, shared_id
from assessment.store import Store, open_store
from assessment.workshop import Workshop
from tests.databases import Databases
from tests.phones import address_of, bearer, make_book, sheet_body
from tests.projects import environment, free_port, make_project
from tests.rooms import full, open_workshop, phone

SENDERS = 30
ENOUGH = 120


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"), with_package=True)


@contextmanager
def running(
    project: Path, store: str, *options: str
) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """Run ``bermakna serve`` on a store; yield process, address of the book and what is printed."""
    command = ["serve", "--no-build", "--no-browser", "--port", str(free_port()), *options]
    process = subprocess.Popen(
        [sys.executable, "-m", "assessment", *command],
        cwd=project,
        env=environment(PYTHONPATH=str(project), BERMAKNA_DATABASE_URL=store),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    printed = "".join(iter(process.stdout.readline, "stop with Ctrl+C\n"))
    found = re.search(r"http://127\.0\.0\.1:\d+", printed)
    assert found, printed
    try:
        yield process, found[0], printed
    finally:
        process.terminate()
        process.communicate(timeout=15)


class Room:
    """Phones that send sheet after sheet, and note which ones were acknowledged."""

    def __init__(self, url: str, workshop: Workshop) -> None:
        self.address = url + address_of(workshop, "sheet")
        self.acknowledged: set[int] = set()
        self.enough = threading.Event()

    def send_until_cut(self, client: httpx2.Client, first: int) -> None:
        """Send one sheet after the other until the server is gone."""
        for number in count(first, SENDERS):
            try:
                assert send_sheet(client, self.address, number) == 200
            except httpx2.TransportError:
                return
            self.acknowledged.add(number)
            if len(self.acknowledged) >= ENOUGH:
                self.enough.set()


def send_sheet(client: httpx2.Client, address: str, number: int) -> int:
    body = sheet_body(number, full(number % 4 + 1))
    return client.put(address, json=body, headers=bearer(number)).status_code


@pytest.mark.skipif(os.name == "nt", reason="a kill of POSIX")
def test_what_was_acknowledged_outlives_a_kill_and_may_be_sent_again(
    project: Path, tmp_path: Path
) -> None:
    file = str(tmp_path / "ruang.sqlite")
    store = open_store(file)
    workshop = open_workshop(store)
    with running(project, f"sqlite:///{file}") as (process, url, _printed):
        room = Room(url, workshop)
        with httpx2.Client() as client, ThreadPoolExecutor(SENDERS) as threads:
            sending = [
                threads.submit(room.send_until_cut, client, first) for first in range(SENDERS)
            ]
            assert room.enough.wait(60)
            process.send_signal(signal.SIGKILL)
        assert [one.result() for one in sending] == [None] * SENDERS
    kept = store.workshops.progress(workshop).people
    assert len(room.acknowledged) <= kept <= len(room.acknowledged) + SENDERS
    again = sorted(room.acknowledged)
    with running(project, f"sqlite:///{file}") as (_process, url, _said), httpx2.Client() as client:
        address = url + address_of(workshop, "sheet")
        assert {send_sheet(client, address, number) for number in again} == {200}
    assert store.workshops.progress(workshop).people == kept
    assert_all_there(store, workshop, again)
    store.close()


def assert_all_there(store: Store, workshop: Workshop, numbers: list[int]) -> None:
    """Check that each sheet is there as it was sent."""
    found = store.workshops.answers(store.workshops.reveal(workshop))[1]
    by_person = {sheet.sheet: sheet.choices() for sheet in found}
    for number in numbers:
        assert by_person[person(number)] == full(number % 4 + 1)


def person(number: int) -> str:
    return shared_id(fold(phone(number)[1]))


def test_two_workers_keep_one_sheet_of_a_phone_that_sends_to_both(
    project: Path, databases: Databases
) -> None:
    address = databases.new()
    store = open_store(address)
    workshop = open_workshop(store)
    phones, times = 8, 8
    with running(project, address, "--workers", "2") as (process, url, _printed):
        sheet = url + address_of(workshop, "sheet")
        begin = threading.Barrier(phones * times)

        def send(client: httpx2.Client, number: int) -> int:
            begin.wait(60)
            return send_sheet(client, sheet, number)

        with httpx2.Client(timeout=60) as client, ThreadPoolExecutor(phones * times) as threads:
            sent = [threads.submit(send, client, one) for one in [*range(phones)] * times]
        workers = [
            child
            for child in psutil.Process(process.pid).children()
            if "spawn_main" in str(child.cmdline())
        ]
        assert (len(workers), {one.result() for one in sent}) == (2, {200})
    assert psutil.wait_procs(workers, 15)[1] == []
    assert store.workshops.progress(workshop).people == phones
    assert_all_there(store, workshop, list(range(phones)))
    store.close()


@pytest.mark.parametrize("option", ["0", "65", "dua"])
def test_a_number_of_workers_that_is_none_is_one_sentence(project: Path, option: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assessment", "serve", "--workers", option],
        cwd=project, env=environment(PYTHONPATH=str(project)), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"{option} is no number of processes; allowed: 1 to 64" in done.stderr


def test_a_room_is_let_in_only_when_asked_for(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    with (
        open_server(book, free_port()) as own,
        open_server(book, free_port(), host=EVERYWHERE) as lan,
    ):
        hosts: list[str] = [own.host, lan.host]
        assert httpx2.get(lan.url).status_code == 200
    assert hosts == ["127.0.0.1", "0.0.0.0"]  # noqa: S104


def test_the_address_for_the_phones_is_printed(project: Path, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'ruang.sqlite'}"
    with running(project, store, "--lan") as (_process, _url, printed):
        pass
    assert re.search(
        r"for phones in the same network: http://[\d.]+:\d+/ikut\n|no network", printed
    )


def test_a_server_stops_at_once_though_a_browser_keeps_its_connection(tmp_path: Path) -> None:
    with ExitStack() as open_connections:
        with open_server(make_book(tmp_path), free_port()) as server:
            for _tab in range(3):
                idle = socket.create_connection(("127.0.0.1", server.server_port))
                open_connections.enter_context(idle)
                idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                assert idle.recv(100).startswith(b"HTTP/1.1 200")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.server_port))


def test_forwarded_addresses_count_only_from_a_known_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = addresses_seen(monkeypatch)
    book = make_book(tmp_path)
    forwarded = {"X-Forwarded-For": "198.51.100.9"}
    for proxy in (None, "127.0.0.1", "192.0.2.1"):
        if proxy:
            monkeypatch.setenv("BERMAKNA_PROXY", proxy)
        with open_server(book, free_port()) as server:
            httpx2.get(f"{server.url}ikut/salah", headers=forwarded)
    assert seen == ["127.0.0.1", "198.51.100.9", "127.0.0.1"]


def addresses_seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the addresses that are counted."""
    seen: list[str] = []
    count: Callable[[Throttle, str], None] = Throttle.admit_address

    def note(throttle: Throttle, address: str) -> None:
        seen.append(address)
        count(throttle, address)

    monkeypatch.setattr(Throttle, "admit_address", note)
    monkeypatch.setattr("assessment.collect.door.SECONDS_FOR_A_WRONG_CODE", 0)
    return seen
