"""What goes wrong while the catalogue is read."""


class CatalogError(ValueError):
    """A mistake in a catalogue file: "openai.yaml:12: what is wrong and what would be right"."""
