"""Runs the meter on 127.0.0.1, on a free port, in a thread of the checker's process."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from types import TracebackType

from greenlint.learn.errors import LearnError
from greenlint.learn.meter.control import Control
from greenlint.learn.meter.ledger import Ledger
from greenlint.learn.meter.spec import WorldFile
from greenlint.learn.meter.world import World
from greenlint.texts import _

HOST = "127.0.0.1"
_START_SECONDS = 10.0


def _listen() -> socket.socket:
    """A listening socket that names its protocol: else the event loop leaves Nagle's algorithm on, 40 ms a request."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((HOST, 0))
    listener.listen(128)
    return listener


class Meter:
    """The services of one check. The port is open from the beginning; requests wait for `start`."""

    def __init__(self, spec: WorldFile, key: bytes | None = None, *, guessed: bool = False) -> None:
        """`key` fixes what the services invent; `guessed`: see World. Raises LearnError when loopback is closed."""
        self.world = World(spec, key or secrets.token_bytes(16), guessed=guessed)
        self.control = Control(self.world)
        self.token = secrets.token_hex(16)
        try:
            self._socket = _listen()
        except OSError as error:
            raise LearnError(
                _("the lab cannot open a port on 127.0.0.1 ({error}); see `greenlint learn doctor`").format(error=error)
            ) from None
        self.port: int = self._socket.getsockname()[1]
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> None:
        """Serves until `stop`. Raises LearnError when the server library is missing or does not come up."""
        try:
            import uvicorn

            from greenlint.learn.meter.app import build
        except ModuleNotFoundError as error:
            ask = _('the lab needs {module}: install the course with  pip install "greenlint[learn]"')
            raise LearnError(ask.format(module=error.name)) from None
        app = build(self.world, self.control, self.token)
        config = uvicorn.Config(
            app, log_config=None, log_level="critical", access_log=False, lifespan="off", ws="none", http="h11",
            loop="asyncio", timeout_keep_alive=60, timeout_graceful_shutdown=1, server_header=False, date_header=False,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()
        limit = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if time.monotonic() > limit or not self._thread.is_alive():
                raise LearnError(_("the lab's server did not start; see `greenlint learn doctor`"))
            time.sleep(0.005)

    def stop(self) -> Ledger:
        """Ends the server; gives the ledger with the learner's lines filled in."""
        if self._thread is not None:
            self._server.should_exit = self._server.force_exit = True
            self._thread.join(timeout=5)
        self._socket.close()
        sites = self.control.notes.sites
        for row in self.world.ledger.rows:
            lines = sites.get(row.connection, [])
            if row.site is None and row.order < len(lines):
                row.site = lines[row.order]
        return self.world.ledger

    def __enter__(self) -> Meter:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
