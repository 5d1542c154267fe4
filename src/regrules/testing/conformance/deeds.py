"""What a plugin does to the machine while it is loaded: files that it writes, programs that it runs, connections."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WRITTEN, RUN, CONNECTED = "written", "run", "connected"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FILES = {"os.mkdir", "os.remove", "os.rmdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod"}
_PROGRAMS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"}
_SOCKETS = {"socket.connect", "socket.bind", "socket.sendto"}
_NETWORK = {"socket.getaddrinfo", *_SOCKETS}
_OWN = ("__pycache__", ".pyc", os.devnull)  # what Python itself writes when it imports a module
_watching: list[list[tuple[str, str]]] = []
_installed: list[bool] = []


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """What is done meanwhile: each time ``written``, ``run`` or ``connected``, and what it is done to."""
    if not _installed:
        sys.addaudithook(_heard)  # it can't be removed, and does nothing while nobody watches
        _installed.append(True)
    done: list[tuple[str, str]] = []
    _watching.append(done)
    try:
        yield done
    finally:
        _watching.pop()


def _heard(event: str, about: tuple[Any, ...]) -> None:
    kind = _kind(event, about) if _watching else ""
    if not kind:
        return
    thing = str(about[1] if event in _SOCKETS else about[0])
    if not any(own in thing for own in _OWN):
        for done in _watching:
            done.append((kind, thing))


def _kind(event: str, about: tuple[Any, ...]) -> str:
    if event == "open":
        file, _, flags = about
        return WRITTEN if not isinstance(file, int) and flags & _WRITING else ""
    return WRITTEN if event in _FILES else RUN if event in _PROGRAMS else CONNECTED if event in _NETWORK else ""
