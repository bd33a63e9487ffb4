"""The phone's page and what belongs to it, served from memory: no path from outside ever meets the disk."""

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from aiohttp import hdrs, web

from server.page_script import served_scripts

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}

_TAGS = {"script-src": b"script", "style-src": b"style"}
_ENTRY = re.compile(r'<script type="module" src="([^"]+)"')
_STYLES = re.compile(rb'<link rel="stylesheet" href="([^"]+)">')
_INLINE = {kind: re.compile(rb"<%b>(.*?)</%b>" % (tag, tag), re.S) for kind, tag in _TAGS.items()}
_JOIN_CODE = re.compile(r"/[0-9]{4,12}")
_STYLE_COMMENTS = re.compile(rb"/\*.*?\*/|^\s+", re.M | re.S)
_POLICY = "Content-Security-Policy"
_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class _Page:
    content_type: str
    plain: bytes
    zipped: bytes
    etag: str
    inline: Mapping[str, str]  # how the policy allows what stands in it, by directive


class PhonePages:
    """The files of a folder, read once: each page with its styles in it, its script with all that it imports.
    `index.html` is the page at `/` and, for those who come with a join code, at `/CODE`."""

    def __init__(self, folder: Path) -> None:
        kept = (path for path in sorted(folder.iterdir()) if path.suffix in _TYPES)
        files = {path.name: path.read_bytes() for path in kept}
        served = files | _scripts(files)
        self._pages = {f"/{name}": _page(name, body, files) for name, body in served.items()}
        if "/index.html" in self._pages:
            self._pages["/"] = self._pages["/index.html"]

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a GET or HEAD."""
        path = "/" if _JOIN_CODE.fullmatch(request.path) else request.path
        page = self._pages.get(path)
        if page is None:
            return web.Response(status=404, text="404")
        headers = {
            hdrs.ETAG: page.etag,
            hdrs.CACHE_CONTROL: "no-cache",
            hdrs.VARY: hdrs.ACCEPT_ENCODING,
            hdrs.CONTENT_TYPE: page.content_type,
            _POLICY: _policy(request.headers.get(hdrs.HOST, ""), page.inline),
        }
        if page.etag in request.headers.get(hdrs.IF_NONE_MATCH, ""):
            return web.Response(status=304, headers=headers)
        if "gzip" not in request.headers.get(hdrs.ACCEPT_ENCODING, "").lower():
            return web.Response(body=page.plain, headers=headers)
        return web.Response(body=page.zipped, headers={**headers, hdrs.CONTENT_ENCODING: "gzip"})


async def guard(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on every response that keep a browser from doing anything else with the page."""
    response.headers.setdefault(_POLICY, _policy(request.headers.get(hdrs.HOST, "")))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.popall(hdrs.SERVER, None)


def _policy(host: str, inline: Mapping[str, str] = MappingProxyType({})) -> str:
    # Safari before 15.4 does not count a WebSocket to the same host as 'self'.
    socket = f" ws://{host}" if _HOST.fullmatch(host) else ""
    return (
        f"default-src 'none'; script-src 'self'{inline.get('script-src', '')}; "
        f"style-src 'self'{inline.get('style-src', '')}; img-src 'self' data:; "
        f"connect-src 'self'{socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _scripts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The scripts among the files as they are sent; the pages among them say with which they begin."""
    modules = {name: body.decode() for name, body in files.items() if name.endswith(".js")}
    pages = [body.decode() for name, body in files.items() if name.endswith(".html")]
    entries = [entry for page in pages for entry in _ENTRY.findall(page)]
    return {name: text.encode() for name, text in served_scripts(modules, entries).items()}


def _page(name: str, plain: bytes, files: Mapping[str, bytes]) -> _Page:
    suffix = name[name.rindex(".") :]
    inline: dict[str, str] = {}
    if suffix == ".html":
        plain = _STYLES.sub(lambda found: _style(files[found.group(1).decode()]), plain)
        for directive, inside in _INLINE.items():
            inline[directive] = "".join(map(_source_of, inside.findall(plain)))
    etag = f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
    return _Page(_TYPES[suffix], plain, gzip.compress(plain, mtime=0), etag, inline)


def _style(sheet: bytes) -> bytes:
    """A style sheet as it stands in a page: one round trip less than beside it."""
    return b"<style>" + _STYLE_COMMENTS.sub(b"", sheet) + b"</style>"


def _source_of(inside: bytes) -> str:
    """How a policy allows this very script or style (Content Security Policy Level 2, 4.2.5)."""
    return f" 'sha256-{base64.b64encode(hashlib.sha256(inside).digest()).decode()}'"
