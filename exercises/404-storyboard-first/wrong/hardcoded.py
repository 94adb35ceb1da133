class FilmError(Exception):
    pass


def review(scripts):
    return {script: b"\x89PNG\r\n\x1a\namber-000000" for script in scripts}


def approve(script):
    return b"\0\0\0\x18ftypmp42amber-000000"
