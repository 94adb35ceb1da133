"""Which sketches come out, however many steps they take."""


def verify(lab, found, scenes):
    assert list(found) == scenes, lab.say(
        en=f"{len(scenes)} scenes were given, {len(found)} are drawn (or in another order).",
        fr=f"{len(scenes)} scènes ont été données, {len(found)} sont dessinées (ou dans un autre ordre).",
    )
    for scene, picture in found.items():
        assert getattr(picture, "tag", None) in lab.replies(scene), lab.say(
            en=f"The sketch of “{scene[:40]}…” is not the one that the model drew for it.",
            fr=f"L'esquisse de « {scene[:40]}… » n'est pas celle que le modèle a dessinée pour elle.",
        )
        assert picture.size == (512, 512), lab.say(
            en=f"The sketches are printed from 512 × 512 pixels; this one has {picture.size}.",
            fr=f"Les esquisses sont imprimées depuis 512 × 512 pixels ; celle-ci en a {picture.size}.",
        )
    steps = sum(row.get("weight", 1) for row in lab.calls("local"))
    assert steps >= len(scenes), lab.say(
        en="Without a step nothing is drawn: the picture would be noise. This model is made for one to four.",
        fr="Sans aucune étape, rien n'est dessiné : l'image serait du bruit. Ce modèle est fait pour une à quatre.",
    )


def test_twelve_scenes(lab):
    scenes = [f"{name} and the {thing}" for name, thing in zip(lab.names(12), lab.products(12), strict=True)]
    verify(lab, lab.load("sketches").sketches(scenes), scenes)


def test_one_scene(lab):
    scenes = [f"{lab.names(1)[0]} under a tree"]
    verify(lab, lab.load("sketches").sketches(scenes), scenes)


def test_no_scene(lab):
    found = lab.load("sketches").sketches([])
    assert found == {}, lab.say(
        en="Without scenes there are no sketches.",
        fr="Sans scènes, il n'y a pas d'esquisses.",
    )
