"""The author's bench: scaffolds an exercise and proves that it teaches what it says."""
