"""Photos of the archive, found by meaning with a model on this machine."""

from sentence_transformers import SentenceTransformer

NAME = "intfloat/multilingual-e5-small"


def nearest(scenes: list[str], photos: list[str]) -> list[str | None]:
    """For each scene the photo whose caption is nearest to it; None for all when there are no photos."""
    if not photos or not scenes:
        return [None for _ in scenes]
    model = SentenceTransformer(NAME)
    vectors = model.encode(photos, batch_size=32)
    found: list[str | None] = []
    for asked in model.encode(scenes, batch_size=32):
        scores = [sum(a * b for a, b in zip(asked, vector)) for vector in vectors]
        found.append(photos[scores.index(max(scores))])
    return found
