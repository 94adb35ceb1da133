"""greenlint: finds the lines that waste AI-model calls and web requests, and says what each one costs."""

__version__ = "0.1.0"
