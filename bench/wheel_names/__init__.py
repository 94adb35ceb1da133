"""Reads what the Python files of unpacked wheels define, without importing them."""

from wheel_names.modules import Modules
from wheel_names.resolve import Resolver
from wheel_names.signatures import Signature, signature
from wheel_names.values import UNKNOWN, Class, Function, Instance, Module, Value

__all__ = [
    "UNKNOWN",
    "Class",
    "Function",
    "Instance",
    "Module",
    "Modules",
    "Resolver",
    "Signature",
    "Value",
    "signature",
]
