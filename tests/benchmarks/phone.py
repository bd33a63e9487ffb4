"""What a trainee's page weighs, and how soon one can join: `dev.py bench phone [--json]`.

A real server with a session, and a real Chromium that comes for the first time. `bytes` and `requests` are
counted on the line, in both directions, heads and the socket's upgrade included. `ready_ms` goes from asking
for the page to a button "Join" that works, on a line that does nothing but count; `ready_slow_ms` the same at
400 kbit/s, a round trip of 400 ms and a processor four times as slow. Told are the medians of `--rounds`
visits. The floor is a page of one request with the same button in it, which asks nobody anything.
"""

import argparse
import asyncio
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from aiohttp import web
from playwright.async_api import Browser, async_playwright

from tests.benchmarks._answers_servers import Launch, ours
from tests.benchmarks._slow_line import slow_line
from tests.phone.conftest import CHROMIUM_ARGUMENTS

SLOW_BITS_PER_S, SLOW_ROUND_TRIP_S, SLOW_PROCESSOR = 400_000, 0.4, 4
LOWEST_WAIT_MS = 60_000
READY = """() => {
    const look = () => {
        const button = document.querySelector('form button');
        const kept = document.documentElement && document.documentElement.dataset;
        if (button && !button.disabled && !kept.ready) kept.ready = performance.now();
    };
    new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true});
    look();
}"""
FLOOR = "<!doctype html><meta charset=utf-8><title>Floor</title><form><button>Join</button></form>"

Figures = dict[str, float]


async def visit(browser: Browser, to_port: int, *, slow: bool) -> Figures:
    """One first visit, with nothing kept from before."""
    bits, trip = (SLOW_BITS_PER_S, SLOW_ROUND_TRIP_S) if slow else (float("inf"), 0.0)
    async with slow_line(to_port, bits, trip) as line:
        context = await browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
        try:
            page = await context.new_page()
            await page.add_init_script(f"({READY})()")
            if slow:
                tools = await context.new_cdp_session(page)
                await tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
            await page.goto(f"http://127.0.0.1:{line.port}/", wait_until="commit", timeout=LOWEST_WAIT_MS)
            await page.wait_for_selector("html[data-ready]", state="attached", timeout=LOWEST_WAIT_MS)
            ready_ms = float(await page.evaluate("document.documentElement.dataset.ready"))
        finally:
            await context.close()
    name = "ready_slow_ms" if slow else "ready_ms"
    return {name: ready_ms, "bytes": line.bytes, "requests": line.requests}


async def measure(browser: Browser, port: int, rounds: int) -> Figures:
    """The medians of so many visits on each kind of line. What was moved is that of the fast one."""
    await visit(browser, port, slow=False)  # the browser's own first page takes longer than any other
    fast = [await visit(browser, port, slow=False) for _ in range(rounds)]
    slow = [await visit(browser, port, slow=True) for _ in range(rounds)]
    figures = {name: median(one[name] for one in fast) for name in ("bytes", "requests", "ready_ms")}
    return {**figures, "ready_slow_ms": median(one["ready_slow_ms"] for one in slow)}


async def compare(rounds: int, chromium: str) -> dict[str, Figures]:
    """Our page and the floor, in the same browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        try:
            with tempfile.TemporaryDirectory() as folder:
                async with ours(Launch(Path(folder))) as server:
                    told = {"ours": await measure(browser, server.port, rounds)}
            return {**told, "floor": await _measure_floor(browser, rounds)}
        finally:
            await browser.close()


async def _measure_floor(browser: Browser, rounds: int) -> Figures:
    app = web.Application()
    app.router.add_get("/", lambda _: _floor())
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return await measure(browser, runner.addresses[0][1], rounds)
    finally:
        await runner.cleanup()


async def _floor() -> web.Response:
    return web.Response(text=FLOOR, content_type="text/html")


def main(words: Sequence[str]) -> int:
    """Measure, and print a table or one line of JSON."""
    parser = argparse.ArgumentParser(prog="dev.py bench phone")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(words)
    chromium = os.environ.get("HANDSUP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("Chromium is missing", file=sys.stderr)
        return 1
    told = asyncio.run(compare(options.rounds, chromium))
    if options.json:
        print(json.dumps(told))
        return 0
    for name in told["ours"]:
        print(f"{name:<14}{told['ours'][name]:>9.0f}{told['floor'][name]:>9.0f} floor")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
