"""Someone who opens pages in a browser, and notes all that should not happen there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request


class Visitor:
    """A window of a browser on a site; `complaints` is empty while all is well."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._note("error", error))
        page.on("dialog", self._on_dialog)
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failure)
        page.on("popup", lambda popup: self._note("window", popup.url))
        page.on("download", lambda download: self._note("download", download.url))

    def open(self, path: str) -> None:
        """Open a page by its path from the root of the site, and wait until it is at rest."""
        self.page.goto(f"{self.base}/{path}")

    def _note(self, what: str, which: Any) -> None:
        self.complaints.append(f"{self.page.url}: {what}: {which}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(message.type, message.text)

    def _on_dialog(self, dialog: Dialog) -> None:
        self._note("dialog", dialog.message)
        dialog.dismiss()

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:image/")):
            self._note("request", request.url)

    def _on_failure(self, request: Request) -> None:
        # What a page was still waiting for when it was left.
        if request.failure != "net::ERR_ABORTED":
            self._note("no answer", request.url)


@contextmanager
def visiting(browser: Browser, base: str, **options: Any) -> Iterator[Visitor]:
    """A new visitor, without cookies or anything else of the one before.

    :param base: the address of the site, without a slash at its end.
    :param options: of playwright's `Browser.new_context`.
    """
    context = browser.new_context(**options)
    try:
        yield Visitor(context.new_page(), base)
    finally:
        context.close()
