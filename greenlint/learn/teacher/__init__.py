"""The teacher's desk: collect, check everything again from the sources, see where the class is stuck."""
