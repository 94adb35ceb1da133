def vectors(paragraphs):
    return [[0.25] * 16 if paragraph.strip() else None for paragraph in paragraphs]
