"""The test process's line to the meter."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any


class Channel:
    """Commands to `greenlint.learn.meter.control`, one at a time. Not counted, not seen by the learner's code."""

    def __init__(self, port: int, token: str) -> None:
        self._lock = threading.RLock()
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"x-lab-token": token, "content-type": "application/json"}
        self._connection.connect()
        self.port: int = self._connection.sock.getsockname()[1]  # of our end: the site recorder leaves it alone

    def do(self, command: str, *arguments: Any) -> Any:
        """The command's answer. Raises RuntimeError when the meter refuses it."""
        with self._lock:
            self._connection.request("POST", "/-/lab", json.dumps({"do": command, "with": arguments}), self._headers)
            response = self._connection.getresponse()
            body = response.read()
        if response.status != 200:
            raise RuntimeError(f"the meter refused {command!r}: {response.status}")
        return json.loads(body)
