"""Judge what `sphinx-build -b linkcheck` has written, and the links of the README.

usage: python docs/links.py LINKCHECK_FOLDER

A link to another site that answers with an error is broken. One whose site cannot be reached from here (no network, a
name that does not resolve, no answer in time) is named and passed over. A link of the README to a file that is not
there is broken.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_ANSWERED = re.compile(r"\b[45]\d\d (?:Client|Server) Error\b|^Anchor ")


def judged(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the broken links and those that could not be tried."""
    broken, untried = [], []
    for line in lines:
        link = json.loads(line)
        if link["status"] in {"broken", "timeout"}:
            what = f"{link['filename']}:{link['lineno']}: {link['uri']}: {link['info']}"
            (broken if _ANSWERED.search(link["info"]) or "://" not in link["uri"] else untried).append(what)
    return broken, untried


def readme() -> list[str]:
    """Return the links of the README that lead to no file."""
    targets = re.findall(r"\]\(([^)#\s]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    return [f"README.md: {target}" for target in targets if "://" not in target and not (ROOT / target).exists()]


def main(folder: Path) -> int:
    """Print what is broken and what could not be tried."""
    broken, untried = judged((folder / "output.json").read_text(encoding="utf-8").splitlines())
    broken += readme()
    print(*(f"not tried: {link[:160]}" for link in untried), *(f"broken: {link}" for link in broken), sep="\n")
    print(f"{len(broken)} broken, {len(untried)} not tried")
    return int(bool(broken))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
