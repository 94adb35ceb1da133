"""Photos of the archive, found by meaning with a model on this machine."""

from sentence_transformers import SentenceTransformer

NAME = "intfloat/multilingual-e5-small"


def nearest(scenes: list[str], photos: list[str]) -> list[str | None]:
    """For each scene the photo whose caption is nearest to it; None for all when there are no photos."""
    if not photos:
        return [None for _ in scenes]
    found: list[str | None] = []
    for scene in scenes:
        model = SentenceTransformer(NAME)
        asked = model.encode(scene)
        scores = []
        for photo in photos:
            vector = model.encode(photo)
            scores.append(sum(a * b for a, b in zip(asked, vector)))
        found.append(photos[scores.index(max(scores))])
    return found
