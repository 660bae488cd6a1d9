"""Readers in a process of their own, in which a file that was made to do harm can do little.

The process may use so much memory and so many seconds of computing a file, writes no file, starts nothing and opens no
connection. One that dies takes its file with it; the next file gets a new one.
"""

import json
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from purgelib.readers import ReadingError, Text

try:
    import resource
except ImportError:  # Windows: there, memory and time are bounded by the sizes that readers check alone
    resource = None

LENGTH = struct.Struct(">Q")
CHUNK = 1_000_000
START = "import sys; sys.path.append(sys.argv[1]); from purgelib.readers import bounded; bounded.serve()"
# Audited by Python itself whoever calls: https://docs.python.org/3/library/audit_events.html
REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "shutil.", "tempfile.", "ftplib.", "smtplib.", "urllib.", "http.client.", "webbrowser.",
)  # fmt: skip


class Limits(NamedTuple):
    """What reading a file may take."""

    memory: int = 2_000_000_000  # bytes that the process may address
    seconds: int = 60  # of computing, and one more for each million bytes of the file


USUAL = Limits()


class Process:
    """A process that reads files; to be used in a `with` statement."""

    def __init__(self, limits: Limits = USUAL):
        self.limits = limits
        self.running: subprocess.Popen | None = None

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process."""
        if self.running is None:
            return
        self.running.kill()
        for pipe in (self.running.stdin, self.running.stdout):
            try:
                pipe.close()
            except OSError:  # what was not yet written is of no use
                continue
        self.running.wait()
        self.running = None

    def read(self, file: BinaryIO, size: int, name: str) -> Iterator[Text]:
        """The texts of a file of so many bytes, read from `file`; its name tells the kind.

        Raises ReadingError where it cannot be read within the limits.
        """
        seconds = self.limits.seconds + size // 1_000_000
        try:
            self._send(file, size, {"name": name, "seconds": seconds, "memory": self.limits.memory})
            yield from self._received()
        except (EOFError, OSError, ValueError) as error:
            if isinstance(error, ReadingError):
                raise
            code = self.running.wait(timeout=60) if self.running and not _reads_on(self.running) else None
            self.stop()
            if resource and code == -signal.SIGXCPU:
                raise ReadingError(
                    f"takes more than {seconds} seconds of computing to read; save it as .txt"
                ) from error
            raise ReadingError(
                "made its reader break off, for want of memory or by a fault; save it as .txt"
            ) from error

    def _send(self, file: BinaryIO, size: int, task: dict) -> None:
        if self.running is None:
            self.running = _started()
        pipe = self.running.stdin
        _write(pipe, json.dumps(task).encode())
        pipe.write(LENGTH.pack(size))
        left = size
        while left:
            chunk = file.read(min(CHUNK, left))
            if not chunk:
                self.stop()
                raise ReadingError("became shorter while it was read; import it again")
            pipe.write(chunk)
            left -= len(chunk)
        pipe.flush()

    def _received(self) -> Iterator[Text]:
        while True:
            answer = json.loads(_read(self.running.stdout))
            if "text" in answer:
                yield Text(**answer["text"] | {"notes": tuple(answer["text"]["notes"])})
                continue
            if answer.get("worn"):
                self.stop()
            if answer.get("problem"):
                raise ReadingError(answer["problem"])
            return


def _started() -> subprocess.Popen:
    import purgelib

    home = Path(purgelib.__file__).resolve().parents[1]
    # -P: what lies in the working folder, such as a file lxml.py in somebody's corpus, is not imported.
    words = [sys.executable, "-P", "-W", "ignore", "-c", START, str(home)]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"}
    return subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        start_new_session=True,
    )  # fmt: skip


def _reads_on(process: subprocess.Popen) -> bool:
    """Whether the process lives although it said something that is no answer; given a moment to die."""
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return True
    return False


def _write(pipe: BinaryIO, content: bytes) -> None:
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)


def _read(pipe: BinaryIO) -> bytes:
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return content


# In the process


def serve() -> None:
    """Read files until there are no more: what the process does."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    sys.dont_write_bytecode = True
    _forbid()
    while True:
        try:
            task = json.loads(_read(questions))
            content = _read(questions)
        except EOFError:
            return
        _limit(task["memory"], task["seconds"])
        answer = _answers(content, task["name"], answers)
        del content
        _write(answers, json.dumps(answer).encode())
        answers.flush()


def _answers(content: bytes, name: str, answers: BinaryIO) -> dict:
    """Write the texts of a file one by one; what is said at the end, `worn` where the process should go no further."""
    from purgelib import readers

    try:
        texts = readers.read(content, name)
    except ReadingError as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": "needs more memory to be read than a file may; save it as .txt", "worn": True}
    except RecursionError:
        return {"problem": "is nested too deeply to be read; save it as .txt", "worn": True}
    except PermissionError as error:
        return {"problem": f"wants to {error}, which no file may; save it as .txt", "worn": True}
    except Exception as error:  # a fault in a library is one file's, and never that of the others
        return {"problem": f"cannot be read ({type(error).__name__}); save it as .txt", "worn": True}
    for text in texts:
        _write(answers, json.dumps({"text": text._asdict()}).encode())
    return {}


def _forbid() -> None:
    """Refuse connections, other programs and files opened for writing, whatever asks for them."""

    def refuse(event: str, details: tuple) -> None:
        if event.startswith(REFUSED):
            raise PermissionError(f"use {event}")
        if event == "open" and _writes(details):
            raise PermissionError("write a file")

    sys.addaudithook(refuse)


def _writes(details: tuple) -> bool:
    mode, flags = details[1], details[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(flags, int) else False


def _limit(memory: int, seconds: int) -> None:
    """Bound memory for good, and the computing of the next file."""
    if not resource:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))
