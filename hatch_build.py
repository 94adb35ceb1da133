"""Puts the catalogue, the cards and the coefficients into the wheel in their fast form, beside their YAML."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs what reads the data, and takes along what it leaves in its cache folder."""
        if version == "editable":
            return  # the YAML may change: the user's cache folder keeps the fast form
        self._folder = tempfile.TemporaryDirectory()
        os.environ["GREENLINT_CACHE_DIR"] = self._folder.name
        sys.path.insert(0, self.root)
        from greenlint.cards import load_cards
        from greenlint.catalog import load_catalog
        from greenlint.footprint.document import FOLDER, Document

        load_catalog()
        load_cards()
        for path in FOLDER.glob("*.yaml"):
            Document.of(path.name)
        for path in Path(self._folder.name, "compiled").glob("*.msgpack"):
            name = path.name.rpartition("-")[0]
            build_data["force_include"][str(path)] = f"greenlint/_data/compiled/{name}.msgpack"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
