"""Stand-in for Streamlit: a script that runs again from the top at each click. `lab.browser` drives it.

Widgets answer with what the browser set; `cache_data` and `cache_resource` keep answers between runs, as the real ones.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

__version__ = "1.50.0+lab"


class _Session(dict):  # type: ignore[type-arg]
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__  # type: ignore[assignment]


session_state = _Session()
_widgets: dict[str, Any] = {}
_clicked: set[str] = set()
_written: list[str] = []
_caches: dict[str, dict[str, Any]] = {}


class StopScript(Exception):  # noqa: N818
    """`st.stop()`: the rest of the script is not run."""


def stop() -> None:
    raise StopScript


def _cached(function: Callable[..., Any] | None = None, **_options: object) -> Any:
    if function is None:
        return _cached

    @functools.wraps(function)
    def inside(*args: Any, **kwargs: Any) -> Any:
        kept = _caches.setdefault(f"{function.__module__}.{function.__qualname__}", {})
        key = repr((args, sorted(kwargs.items())))
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        return kept[key]

    return inside


cache_data = cache_resource = _cached


def _value(label: str, default: Any) -> Any:
    return _widgets.get(label, default)


def text_input(label: str, value: str = "", **_options: object) -> str:
    return str(_value(label, value))


text_area = text_input


def selectbox(label: str, options: Any, index: int = 0, **_options: object) -> Any:
    return _value(label, list(options)[index])


radio = selectbox


def slider(label: str, min_value: Any = 0, max_value: Any = 100, value: Any = None, **_options: object) -> Any:
    return _value(label, min_value if value is None else value)


def checkbox(label: str, value: bool = False, **_options: object) -> bool:
    return bool(_value(label, value))


toggle = checkbox


def button(label: str, **_options: object) -> bool:
    return label in _clicked


def write(*parts: Any) -> None:
    _written.append(" ".join(str(part) for part in parts))


title = header = subheader = markdown = caption = info = success = warning = error = text = write
