"""Makes docs/images/review.png, the picture of the page of a review.

``python benchmarks/review_picture.py``, with the test dependencies, Pillow and Chromium installed.

Chromium is the one that QUOTEATTR_CHROMIUM names, or the first on the path.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from uvicorn import Config, Server

from quoteattr import extract
from quoteattr.review import Document, Review
from quoteattr.review.server import Desk, listening, make_app

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "examples" / "gallery").glob("*.txt"))
PICTURE = ROOT / "docs" / "images" / "review.png"


def main() -> None:
    """Review some articles, two steps far, photograph at desktop size, and keep 128 colours."""
    chromium = os.environ.get("QUOTEATTR_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, listening() as sock:
        documents = [Document.of(file.stem, extract(file.read_text(encoding="utf-8")), {}) for file in ARTICLES]
        desk = Desk(Review(documents, Path(folder, "reviewed.jsonl")), "fr")
        server = Server(Config(make_app(desk), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860}, device_scale_factor=1.5, color_scheme="light")
        page.goto(f"http://127.0.0.1:{sock.getsockname()[1]}/#{desk.token}")
        for _ in range(2):
            page.wait_for_selector("#card:focus")
            page.keyboard.press("Enter")
            page.wait_for_timeout(500)
        page.wait_for_selector("#status:empty", state="attached", timeout=10_000)
        shot = Path(folder, "review.png")
        page.screenshot(path=shot)
        browser.close()
        server.should_exit = True
        thread.join()
        Image.open(shot).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
