"""From paths to facts: who can matter, who links with whom, and the extraction of each file, in several processes."""
