"""What a command costs: CPU seconds of all its processes, also of those that it leaves to end by themselves, and their memory together."""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux: orphans become our children, so that we are told what they took."""
LOOK = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """cpu: seconds, user and system; puncak: MB of all processes together, each with what it alone holds (USS); kode: exit code."""

    cpu: float
    detik: float
    puncak: float
    kode: int
    keluar: str


def cost_of(command: Sequence[str | Path], folder: Path | None = None) -> Cost:
    """Runs a command to the end of its last process. Linux only. Raises CalledProcessError for an exit code over 1."""
    if sys.platform != "linux":
        raise SystemExit("Only Linux tells what the processes of a command took.")
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], cwd=folder, env=as_installed(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    peak = [0.0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(ended, peak))
    watcher.start()
    assert process.stdout
    text = process.stdout.read()
    cpu, code = 0.0, 0
    while True:
        try:
            pid, status, used = os.wait3(0)
        except ChildProcessError:
            break
        cpu += used.ru_utime + used.ru_stime
        if pid == process.pid:
            code = os.waitstatus_to_exitcode(status)
            process.returncode = code
    ended.set()
    watcher.join()
    if code not in (0, 1):
        raise subprocess.CalledProcessError(code, [str(part) for part in command], text)
    return Cost(round(cpu, 2), round(time.perf_counter() - began, 2), round(peak[0]), code, text)


def as_installed() -> dict[str, str]:
    """This environment, with compiled modules kept as where a program is used: else each process compiles some 600 anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _watch(ended: threading.Event, peak: list[float]) -> None:
    while not ended.wait(LOOK):
        total = 0
        for child in psutil.Process().children(recursive=True):
            try:
                total += child.memory_full_info().uss
            except psutil.Error:
                continue
        peak[0] = max(peak[0], total / 2**20)
