"""The loopback meter: one local server that speaks the wire formats of model APIs and of small web APIs, and counts."""
