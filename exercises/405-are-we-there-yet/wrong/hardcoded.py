class RenderError(Exception):
    pass


def film(prompt):
    return b"\0\0\0\x18ftypmp42amber-000000"
