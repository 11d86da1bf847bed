"""Site: the built web app as files in memory, packed when it was built, cached for as long as they cannot change."""

import hashlib
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

import structlog
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bangwo.edge.services import Services

HOME = Path(__file__).parent.parent / "site"
"""Where `npm run build` puts it; a wheel carries it there."""
PAGES = ("/", "/talk/{id}", "/orders", "/orders/{id}", "/wallet", "/invite", "/me", "/login", "/g/{code}")
"""Addresses that the app knows by itself: each is answered with the one page that there is."""
CONSOLE_PAGES = ("/console", "/console/{rest:path}")
"""The operators' console, which has a page of its own."""
_NONCE = b"__NONCE__"
UNBUILT = "There is no web app here: it is built by `make up` where Node 20 is installed. The api is at /openapi.json\n"

_log = structlog.get_logger("bangwo.edge")
_PACKED = {".br": "br", ".gz": "gzip"}
_FOREVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_OWN_STYLES = "style-src 'self'"
_SECURITY = {
    "Content-Security-Policy": f"default-src 'none'; script-src 'self'; {_OWN_STYLES}; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), microphone=(self)",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, plain and packed, with the headers that go with it."""

    plain: bytes
    packed: Mapping[str, bytes]
    headers: Mapping[str, str]

    def answer(self, request: Request) -> Response:
        """The file as the browser takes it, or that it has it already."""
        tag = self.headers["ETag"]
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={**self.headers})
        accepted = {each.partition(";")[0].strip() for each in request.headers.get("accept-encoding", "").split(",")}
        for name, body in self.packed.items():
            if name in accepted:
                return Response(body, headers={**self.headers, "Content-Encoding": name})
        return Response(self.plain, headers={**self.headers})


def site_routes(services: Services) -> APIRouter:
    """The app's pages and files; where it was not built, one line that says so."""
    assets = read(HOME)
    if not assets:
        _log.info("no web app", why=UNBUILT.strip())
    return routes_of(assets)


def routes_of(assets: Mapping[str, Asset]) -> APIRouter:
    """A router over files by their address."""
    router = APIRouter(include_in_schema=False)
    page = assets.get("/index.html")

    def add(path: str, asset: Asset | None) -> None:
        async def serve(request: Request) -> Response:
            return PlainTextResponse(UNBUILT, 404) if asset is None else asset.answer(request)

        router.add_api_route(path, serve, methods=["GET", "HEAD"], response_class=Response)

    for path in PAGES:
        add(path, page)
    for path in CONSOLE_PAGES:
        router.add_api_route(path, _console(assets.get("/console.html")), methods=["GET"], response_class=Response)
    for path, asset in assets.items():
        add(path, asset)
    return router


def _console(page: Asset | None) -> Callable[[], Awaitable[Response]]:
    """Serves the console's page, each time with a nonce of its own for the styles that its components write."""

    async def serve() -> Response:
        if page is None:
            return PlainTextResponse(UNBUILT, 404)
        nonce = token_urlsafe(18)
        policy = page.headers["Content-Security-Policy"].replace(_OWN_STYLES, f"{_OWN_STYLES} 'nonce-{nonce}'")
        headers = {**page.headers, "Content-Security-Policy": policy, "Cache-Control": "no-store"}
        del headers["ETag"]
        return Response(page.plain.replace(_NONCE, nonce.encode()), headers=headers)

    return serve


def read(folder: Path) -> dict[str, Asset]:
    """The files of a built app by their address; none where it was not built."""
    files = sorted(each for each in folder.rglob("*") if each.is_file() and each.suffix not in _PACKED)
    return {f"/{each.relative_to(folder).as_posix()}": _asset(each, each.parent.name == "assets") for each in files}


def _asset(path: Path, hashed: bool) -> Asset:
    plain = path.read_bytes()
    beside = ((name, path.with_name(path.name + suffix)) for suffix, name in _PACKED.items())
    packed = {name: each.read_bytes() for name, each in beside if each.exists()}
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    kind = "application/manifest+json" if path.suffix == ".webmanifest" else kind
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    headers = {
        "Content-Type": kind + charset,
        "Cache-Control": _FOREVER if hashed else _ASK_AGAIN,
        "ETag": f'"{hashlib.sha256(plain).hexdigest()[:20]}"',
        "Vary": "Accept-Encoding",
        **_SECURITY,
    }
    return Asset(plain, packed, headers)
