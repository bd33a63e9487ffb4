"""A trainee's phone: the real page in a real browser, played from a test that runs Qt's event loop."""

import os
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

Result = TypeVar("Result")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


def chromium() -> str:
    """Where the browser is; raises `RuntimeError` without one."""
    found = os.environ.get("HANDSUP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise RuntimeError("Chromium is needed: on Debian and Ubuntu dev.py test installs it.")
    return found


class BrowserPhones:
    """One browser in a thread of its own: Playwright's calls block, and Qt must not wait for them."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def take_out(self, **context: Any) -> "Future[BrowserPhone]":
        """A phone with a memory of its own."""
        return self._thread.submit(self._take_out, context)

    def close(self) -> None:
        """Put all phones away."""
        self._thread.submit(self._close).result(30)
        self._thread.shutdown()

    def _take_out(self, context: dict[str, Any]) -> "BrowserPhone":
        if self._browser is None:
            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        page = self._browser.new_context(**{**PHONE, "locale": "en-GB", **context}).new_page()
        return BrowserPhone(page, self._thread)

    def _close(self) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._playwright is not None:
            self._playwright.stop()


class BrowserPhone:
    """One phone. Everything it does ends in a future, to be waited for while Qt runs."""

    def __init__(self, page: Page, thread: ThreadPoolExecutor) -> None:
        self._page, self._thread = page, thread
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def do(self, action: Callable[[Page], Result]) -> "Future[Result]":
        """Let the thumb do `action`."""
        return self._thread.submit(action, self._page)

    def join(self, url: str, name: str) -> "Future[None]":
        """Open the address and take part under this name."""

        def act(page: Page) -> None:
            page.goto(url)
            page.get_by_label("Your name").fill(name)
            page.get_by_role("button", name="Join").click()
            page.get_by_role("heading", name=f"Hello, {name}").wait_for()

        return self.do(act)

    def answer(self, options: list[str], *, several: bool) -> "Future[None]":
        """Choose these options, send them, and wait for the word that they are saved."""

        def act(page: Page) -> None:
            for option in options:
                page.locator("label", has_text=option).first.click()
            if several:
                page.get_by_role("button", name="Send").click()
            page.locator("main").get_by_text("Saved ✓").wait_for()

        return self.do(act)

    def sees(self, text: str) -> "Future[None]":
        """Wait until this text is on the screen."""
        return self.do(lambda page: page.locator("main").get_by_text(text).first.wait_for())
