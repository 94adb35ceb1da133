class FilmError(Exception):
    pass


def review(drafts):
    return {draft: b"\0\0\0\x18ftypmp42amber-000000" for draft in drafts}


def approve(draft):
    if "nfilmable" in draft:
        raise FilmError(draft)
    return b"\0\0\0\x18ftypmp42amber-000000"
