"""The page of a review, served to one person on this machine.

It answers on the loopback alone, under its own names alone. The page holds nothing; what it shows and does goes through
requests that carry a key, which the page gets once for the token in the address that the command printed. Nothing in a
request is ever the name of a file.
"""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Route
from uvicorn import Config, Server

from quoteattr.errors import EditError
from quoteattr.export.html.markup import escape
from quoteattr.review.session import Review
from quoteattr.review.state import colours, of_document, overview

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["LARGEST", "Desk", "listening", "make_app", "serve"]

LARGEST = 64 * 1024
"""Bytes of a request."""
HOSTS = ("127.0.0.1", "localhost")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_TYPES = {"css": "text/css", "js": "text/javascript", "html": "text/html", "json": "application/json"}


class RefusedError(Exception):
    """A request that is answered with a status and a word for the page."""

    def __init__(self, status: int, code: str, **more: Any) -> None:
        super().__init__(code)
        self.status = status
        self.told: dict[str, Any] = {"error": code, **more}


class Desk:
    """Who may touch a review: whoever has the token first gets the key, and nobody else does.

    Attributes:
        review: The review.
        lang: The language of the page, ``"fr"`` or ``"en"``.
        token: What the address holds, good for one use.
    """

    def __init__(self, review: Review, lang: str) -> None:
        self.review: Review = review
        self.lang: str = lang
        self.token: str = secrets.token_urlsafe(32)
        self._key: str = secrets.token_urlsafe(32)
        self._given: bool = False

    def key_for(self, token: object) -> str:
        """Return the key for the token, once."""
        right = isinstance(token, str) and secrets.compare_digest(token.encode(), self.token.encode())
        if not right or self._given:
            raise RefusedError(403, "used" if right else "token")
        self._given = True
        return self._key

    def check(self, header: str) -> None:
        """See that a request carries the key."""
        if not secrets.compare_digest(header.encode(), f"Bearer {self._key}".encode()):
            raise RefusedError(403, "token")


def make_app(desk: Desk) -> Starlette:
    """Return the application for one review."""

    async def page(_: Request) -> Response:
        return _reply(_page(desk.lang), "html")

    async def style(_: Request) -> Response:
        return _reply(_file("review.css") + colours(), "css")

    async def script(_: Request) -> Response:
        return _reply(_file("review.js"), "js")

    async def key(request: Request) -> Response:
        return _told({"key": desk.key_for((await _asked(request)).get("token"))})

    def answered(work: Callable[[Request, dict[str, Any]], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            desk.check(request.headers.get("authorization", ""))
            return _told(work(request, await _asked(request) if request.method == "POST" else {}))

        return answer

    def listed(_: Request, __: dict[str, Any]) -> Any:
        return overview(desk.review)

    def opened(request: Request, _: dict[str, Any]) -> Any:
        return of_document(desk.review, _number(request, desk.review))

    def edited(request: Request, asked: dict[str, Any]) -> Any:
        number = _number(request, desk.review)
        desk.review.edit(number, asked.get("version", -1), asked.get("edit"))
        return of_document(desk.review, number)

    def undone(_: Request, __: dict[str, Any]) -> Any:
        return _after(desk.review, desk.review.undo())

    def redone(_: Request, __: dict[str, Any]) -> Any:
        return _after(desk.review, desk.review.redo())

    return Starlette(
        routes=[
            Route("/", page),
            Route("/review.css", style),
            Route("/review.js", script),
            Route("/key", key, methods=["POST"]),
            Route("/documents", answered(listed)),
            Route("/documents/{number:int}", answered(opened)),
            Route("/documents/{number:int}", answered(edited), methods=["POST"]),
            Route("/undo", answered(undone), methods=["POST"]),
            Route("/redo", answered(redone), methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False)],
        exception_handlers={RefusedError: _refused, EditError: _not_edited, OSError: _not_saved},
    )


def listening(port: int = 0) -> socket.socket:
    """Return a socket on the loopback, on a port that is free where none is given.

    Raises:
        OSError: If the port is taken.
    """
    return socket.create_server((HOSTS[0], port), backlog=16)


def serve(desk: Desk, sock: socket.socket) -> None:
    """Serve the review until the process is told to end."""
    config = Config(make_app(desk), log_level="warning", access_log=False, server_header=False, lifespan="off")
    Server(config).run(sockets=[sock])


async def _asked(request: Request) -> dict[str, Any]:
    """The object that a request carries."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise RefusedError(413, "large")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "malformed") from error
    if not isinstance(found, dict):
        raise RefusedError(400, "malformed")
    return found


def _number(request: Request, review: Review) -> int:
    number: int = request.path_params["number"]
    if number >= len(review.documents):
        raise RefusedError(404, "gone")
    return number


def _after(review: Review, number: int | None) -> Any:
    if number is None:
        raise RefusedError(409, "nothing")
    return of_document(review, number)


def _told(what: Any, status: int = 200) -> Response:
    return _reply(json.dumps(what, ensure_ascii=True), "json", status)


def _reply(content: str, kind: str, status: int = 200) -> Response:
    return Response(content, status, _HEADERS, media_type=f"{_TYPES[kind]}; charset=utf-8")


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)  # noqa: S101 - the handler of this class
    return _told(error.told, error.status)


async def _not_edited(_: Request, error: Exception) -> Response:
    assert isinstance(error, EditError)  # noqa: S101 - the handler of this class
    return _told({"error": error.code, "number": error.number, "message": str(error)}, 409)


async def _not_saved(_: Request, error: Exception) -> Response:
    assert isinstance(error, OSError)  # noqa: S101 - the handler of this class
    return _told({"error": "disk", "message": error.strerror or str(error)}, 500)


@cache
def _file(name: str) -> str:
    return files("quoteattr.review").joinpath("web", name).read_text(encoding="utf-8")


def _page(lang: str) -> str:
    words = json.loads(_file("words.json"))[lang]
    labels = {name: escape(said) for name, said in words.items() if isinstance(said, str)}
    embedded = json.dumps(words, ensure_ascii=True).replace("<", "\\u003c")
    return Template(_file("review.html")).substitute(labels, lang=lang, words=embedded)
