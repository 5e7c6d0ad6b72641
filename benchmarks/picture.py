"""Makes docs/images/view.png, the picture of the HTML view.

``python benchmarks/picture.py``, with the test dependencies, Pillow and Chromium installed.

Chromium is the one that QUOTEATTR_CHROMIUM names, or the first on the path.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from quoteattr import extract

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "observatoire.txt"
PICTURE = ROOT / "docs" / "images" / "view.png"


def main() -> None:
    """Extract, photograph at desktop size, and keep 128 colours."""
    title, text = ARTICLE.read_text(encoding="utf-8").split("\n\n", 1)
    chromium = os.environ.get("QUOTEATTR_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file, shot = Path(folder, "view.html"), Path(folder, "view.png")
        page_file.write_text(extract(text).to_html(title=title), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 860}, device_scale_factor=1.5, color_scheme="light")
        page.goto(page_file.as_uri())
        page.screenshot(path=shot)
        browser.close()
        Image.open(shot).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
