"""What earlier runs found out, kept in one folder; a run does without it where it is missing, damaged or closed."""

from greenlint.cache.folder import Cache, clean, folder_for

__all__ = ["Cache", "clean", "folder_for"]
