"""Stand-in for torch: tensors that only carry values, and the switches that stop recording gradients."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import Any

__version__ = "2.0.0+lab"
float16, bfloat16, float32, long = "float16", "bfloat16", "float32", "long"
_state = threading.local()


def is_grad_enabled() -> bool:
    return bool(getattr(_state, "grad", True))


class set_grad_enabled:  # noqa: N801 (torch's name)
    """Function, context manager and decorator at once, as torch's own."""

    def __init__(self, mode: bool = True) -> None:
        self._before = is_grad_enabled()
        self._mode = mode
        _state.grad = mode

    def __enter__(self) -> None:
        _state.grad = self._mode

    def __exit__(self, *_error: object) -> None:
        _state.grad = self._before

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        _state.grad = self._before
        mode = self._mode

        @functools.wraps(function)
        def inside(*args: Any, **kwargs: Any) -> Any:
            with set_grad_enabled(mode):
                return function(*args, **kwargs)

        return inside


class no_grad(set_grad_enabled):  # noqa: N801
    def __init__(self, mode: bool = False) -> None:
        super().__init__(False)
        _state.grad = self._before  # only inside `with`, or inside the decorated function

    def __enter__(self) -> None:
        self._before = is_grad_enabled()
        _state.grad = False

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def inside(*args: Any, **kwargs: Any) -> Any:
            with type(self)():
                return function(*args, **kwargs)

        return inside


class inference_mode(no_grad):  # noqa: N801
    pass


class Tensor:
    """Values without arithmetic: what a model gives back."""

    def __init__(self, data: Any) -> None:
        self._data = data

    @property
    def shape(self) -> tuple[int, ...]:
        sizes, data = [], self._data
        while isinstance(data, list):
            sizes.append(len(data))
            data = data[0] if data else None
        return tuple(sizes)

    def tolist(self) -> Any:
        return self._data

    def item(self) -> Any:
        return self._data

    def argmax(self, dim: int = -1) -> Tensor:
        if self._data and isinstance(self._data[0], list):
            return Tensor([row.index(max(row)) for row in self._data])
        return Tensor(self._data.index(max(self._data)))

    def detach(self) -> Tensor:
        return self

    def cpu(self) -> Tensor:
        return self

    def to(self, *_where: object) -> Tensor:
        return self

    def __len__(self) -> int:
        return len(self._data)

    def __getitem__(self, place: Any) -> Any:
        found = self._data[place]
        return Tensor(found) if isinstance(found, (list, float, int)) else found

    def __iter__(self) -> Any:
        return (self[place] for place in range(len(self._data)))


def tensor(data: Any, **_options: object) -> Tensor:
    return Tensor(data)


def argmax(given: Tensor, dim: int = -1) -> Tensor:
    return given.argmax(dim)


def device(name: str) -> str:
    return name


class cuda:  # noqa: N801
    @staticmethod
    def is_available() -> bool:
        return False
