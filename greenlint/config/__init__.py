"""Settings: what a project asks for, found, checked and explained."""

from greenlint.config.read import SettingsError
from greenlint.config.resolve import Resolver, settings_for
from greenlint.config.selection import Selection, rule_index
from greenlint.config.settings import DEFAULT_EXCLUDE, Options, OutputFormat, Settings

__all__ = [
    "DEFAULT_EXCLUDE",
    "Options",
    "OutputFormat",
    "Resolver",
    "Selection",
    "Settings",
    "SettingsError",
    "rule_index",
    "settings_for",
]
