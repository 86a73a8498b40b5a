"""Mails to a real SMTP server on 127.0.0.1: tilaus's notifier beside bare smtplib, in one run.

python benchmarks/mail.py [MAILS [ROUNDS]]

The server (aiosmtpd, a process of its own) takes every mail and throws it away. Everybody sends the
same words over one connection, one mail after the other; who is measured changes with each round.
`bare` hands smtplib bytes that were made before. `sending` is the notifier with mails that were
composed before: what its own conversation costs. `whole` renders and composes each mail too, each
of another order, and `whole, 4 threads` is what a worker does where nobody says otherwise.
"""

import asyncio
import multiprocessing
import smtplib
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from aiosmtpd.smtp import SMTP, Envelope, Session

from tilaus.ports.notification import Message
from tilaus.record import replace
from tilaus.testing.notification import sample
from tilaus_adapters.notification.connections import Connections
from tilaus_adapters.notification.conversation import Deadline, Server
from tilaus_adapters.notification.mail import Mail, compose
from tilaus_adapters.notification.render import shipped
from tilaus_adapters.notification.smtp import SmtpNotifier

HOST, PATIENCE_S = "127.0.0.1", 30.0


class _Sink:
    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        return "250 OK"


def _serve(told: Connection) -> None:
    async def serve() -> None:
        loop = asyncio.get_running_loop()
        make = lambda: SMTP(_Sink(), hostname="localhost", loop=loop)  # noqa: E731
        server = await loop.create_server(make, HOST, 0)
        told.send(server.sockets[0].getsockname()[1])
        await asyncio.Event().wait()

    asyncio.run(serve())


def bare(port: int, mails: Sequence[Mail]) -> None:
    with smtplib.SMTP(HOST, port, local_hostname="localhost", timeout=PATIENCE_S) as connection:
        for mail in mails:
            connection.sendmail(mail.sender, mail.recipient, mail.content)


def sending(port: int, mails: Sequence[Mail]) -> None:
    connections = Connections(Server(HOST, port), PATIENCE_S)
    for mail in mails:
        conversation, _ = connections.take(Deadline(PATIENCE_S))
        if conversation.hand_over(mail).code != 250:
            raise RuntimeError("the server did not take a mail")
        connections.give(conversation)
    connections.close()


def whole(port: int, messages: Sequence[Message], threads: int = 1) -> None:
    notifier = SmtpNotifier(HOST, port)
    with ThreadPoolExecutor(threads) as pool:
        done = sum(answer.state == "done" for answer in pool.map(notifier.send, messages))
    notifier.close()
    if done != len(messages):
        raise RuntimeError(f"{len(messages) - done} mails were not taken")


def composing(messages: Sequence[Message]) -> list[Mail]:
    return [compose(message, shipped()) for message in messages]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    messages = [_message(n) for n in range(count)]
    mails = composing(messages)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    server.start()
    try:
        port = int(ours.recv())
        ways: Mapping[str, Callable[[], object]] = {
            "bare smtplib, mails made before": lambda: bare(port, mails),
            "tilaus, mails made before": lambda: sending(port, mails),
            "tilaus, rendered and composed": lambda: whole(port, messages),
            "the same, 4 threads": lambda: whole(port, messages, 4),
            "rendering and composing alone": lambda: composing(messages),
        }
        _print(count, {name: [] for name in ways}, ways, rounds)
    finally:
        server.terminate()
        server.join()


def _message(n: int) -> Message:
    message = sample("tell:order-received")
    order = replace(message.order, number=50_001 + n)
    changed: Message = replace(message, order=order, key=f"order-{n}/1/tell:order-received/")
    return changed


def _print(
    count: int,
    speeds: dict[str, list[float]],
    ways: Mapping[str, Callable[[], object]],
    rounds: int,
) -> None:
    for turn in range(rounds):
        names = list(ways)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            begun = time.perf_counter()
            ways[name]()
            speeds[name].append(count / (time.perf_counter() - begun))
    first = statistics.median(next(iter(speeds.values())))
    print(
        f"{count} mails, {rounds} rounds, {len(composing([_message(0)])[0].content)} bytes each\n"
    )
    print("| | mails/s, median | lowest | highest | of bare smtplib |")
    print("|---|---:|---:|---:|---:|")
    for name, found in speeds.items():
        median = statistics.median(found)
        spread = f"{min(found):.0f} | {max(found):.0f}"
        print(f"| {name} | {median:.0f} | {spread} | {median / first:.2f} |")


if __name__ == "__main__":
    main()
