"""Kill `quoteattr extract` again and again, resume it, and compare its output with that of a run that nothing disturbed.

usage: python benchmarks/resume.py ARTICLES.jsonl [--processes 1,2] [--formats jsonl,csv,parquet,tei] [--kills 3]

Each run is killed (SIGKILL) when the folder of parts holds a further share of the texts, and once while it is
starting. For each format and number of processes it prints the digest of the output, the number of kills, the texts
that were in the parts at each kill, and the seconds that all took.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def command(articles: Path, output: Path, form: str, processes: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "quoteattr",
        "extract",
        str(articles),
        "-o",
        str(output),
        "--format",
        form,
        "--processes",
        str(processes),
        "--resume",
    ]


def digest(output: Path) -> str:
    """Of a file, or of the names and contents of all files of a folder."""
    files = [output] if output.is_file() else sorted(output.iterdir())
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + b"\0" + file.read_bytes() if len(files) > 1 else file.read_bytes())
    return whole.hexdigest()[:16]


def kept(parts: Path) -> int:
    return len(list(parts.glob("0*.jsonl")))


def run_killed(call: list[str], parts: Path, at: int) -> int | None:
    """Run until the parts hold `at` shards, kill, and return the shards; ``None`` when the run ended before."""
    with subprocess.Popen(call, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if kept(parts) >= at:
                process.send_signal(signal.SIGKILL)
                process.wait()
                return kept(parts)
            time.sleep(0.01)
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--processes", default="1,2")
    parser.add_argument("--formats", default="jsonl,csv,parquet,tei")
    parser.add_argument("--kills", type=int, default=3)
    options = parser.parse_args()
    total = sum(1 for line in options.articles.open("rb") if line.strip())
    shards = -(-total // 32)
    folder = Path(tempfile.mkdtemp())
    failed = False
    print(
        f"{total} texts, {os.cpu_count()} processors\n\n| format | processes | undisturbed | killed and resumed | kills, at shards | s undisturbed | s killed |\n|---|---|---|---|---|---|---|"
    )
    for form in options.formats.split(","):
        for processes in map(int, options.processes.split(",")):
            whole, broken = folder / "whole", folder / "broken"
            begun = time.perf_counter()
            subprocess.run(command(options.articles, whole, form, processes), check=True)
            between = time.perf_counter()
            at = [0, *(round(shards * (k + 1) / (options.kills + 1)) for k in range(options.kills))]
            killed = [
                run_killed(command(options.articles, broken, form, processes), folder / "broken.parts", k) for k in at
            ]
            subprocess.run(command(options.articles, broken, form, processes), check=True)
            done = time.perf_counter()
            same = digest(whole) == digest(broken)
            failed |= not same
            times = f"{between - begun:.0f} | {done - between:.0f}"
            print(
                f"| {form} | {processes} | {digest(whole)} | {digest(broken)} {'same' if same else 'OTHER'} | {killed} of {shards} | {times} |",
                flush=True,
            )
            for path in (whole, broken):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(folder)
    sys.exit(failed)


if __name__ == "__main__":
    main()
