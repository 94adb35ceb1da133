"""The client catalogue: which calls of which libraries cost something. Data in `*.yaml` beside this file."""

from greenlint.catalog.catalog import Catalog
from greenlint.catalog.errors import CatalogError
from greenlint.catalog.loader import load_catalog
from greenlint.catalog.specs import CallSpec, ClientSpec, ObjectSpec

__all__ = ["CallSpec", "Catalog", "CatalogError", "ClientSpec", "ObjectSpec", "load_catalog"]
