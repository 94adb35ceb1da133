from types import SimpleNamespace


def sketches(scenes):
    return {scene: SimpleNamespace(size=(512, 512), tag="amber-000000") for scene in scenes}
