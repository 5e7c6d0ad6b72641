"""A review that is served, for tests that ask it as a browser does."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from uvicorn import Config, Server

from quoteattr import Cue, Mention, Quotation, Result, Span, Speaker
from quoteattr.review import Document, Review
from quoteattr.review.server import Desk, listening, make_app

TEXT = (
    "L’équipe a relevé le câble. « Le bac coulera »,\r\nprédit Odile Tanguy, « et la digue aussi 🛶 ».\n\n"
    "Selon M. Roy, « rien ne bouge ». La maire a reconnu que le port fermera mardi.\n"
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def article() -> Result:
    """Two quotations, the second less sure than the first; a third is missing."""
    odile = Speaker(
        id="s1", name="Odile Tanguy", kind="person", gender="f", mentions=[Mention(span("Odile Tanguy"), "name")]
    )
    roy = Speaker(id="s2", name="M. Roy", kind="person", gender="m", mentions=[Mention(span("M. Roy"), "name")])
    return Result(
        TEXT,
        [
            Quotation("q1", "direct", [span("Le bac coulera"), span("et la digue aussi 🛶")], Cue(span("prédit"), "prédire", "incise"), odile.mentions[0], odile, "incise", 0.9, link="name", speaker_confidence=0.8),
            Quotation("q2", "direct", [span("rien ne bouge")], Cue(span("Selon"), "selon", "source"), roy.mentions[0], roy, "source", 0.7, link="name", speaker_confidence=0.995),
        ],
        [odile, roy],
    )  # fmt: skip


def other() -> Result:
    return Result("Il pleut. « Non », dit Omar.", [Quotation("q1", "direct", [Span(12, 15, "Non")], rule="incise")])


class Served:
    """A review on a port of its own, and the requests that it is sent."""

    def __init__(self, review: Review, desk: Desk, port: int) -> None:
        self.review, self.desk, self.port = review, desk, port
        self.key = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/#{self.desk.token}"

    def ask(
        self, path: str, body: Any = None, *, raw: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        connection.request("GET" if data is None else "POST", path, data, sent)
        response = connection.getresponse()
        content = response.read().decode()
        connection.close()
        told = json.loads(content) if "json" in response.headers["Content-Type"] else content
        return response.status, told, response.headers

    def enter(self) -> None:
        self.key = self.ask("/key", {"token": self.desk.token})[1]["key"]


@contextmanager
def served(path: Path, *, lang: str = "fr", results: dict[str, Result] | None = None) -> Iterator[Served]:
    documents = [
        Document.of(name, result, {}) for name, result in (results or {"pont": article(), "pluie": other()}).items()
    ]
    review = Review(documents, path, sort=False)
    desk = Desk(review, lang)
    sock = listening()
    server = Server(Config(make_app(desk), log_level="warning", access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    try:
        yield Served(review, desk, sock.getsockname()[1])
    finally:
        server.should_exit = server.force_exit = True
        thread.join()
        sock.close()
