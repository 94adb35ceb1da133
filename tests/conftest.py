"""The suite speaks English, whatever the machine speaks; tests of languages choose their own."""

from __future__ import annotations

import os

os.environ["GREENLINT_LANG"] = "en"
