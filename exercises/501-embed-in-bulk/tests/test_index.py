"""Which vectors the index holds, however they were asked for."""


def verify(lab, paragraphs, found):
    assert len(found) == len(paragraphs), lab.say(
        en=f"{len(paragraphs)} paragraphs need {len(paragraphs)} entries; there are {len(found)}.",
        fr=f"{len(paragraphs)} paragraphes demandent {len(paragraphs)} entrées ; il y en a {len(found)}.",
    )
    for place, paragraph in enumerate(paragraphs):
        if not paragraph.strip():
            assert found[place] is None, lab.say(
                en=f"Paragraph {place + 1} is empty: its entry is None.",
                fr=f"Le paragraphe {place + 1} est vide : son entrée est None.",
            )
            continue
        assert lab.close(found[place], lab.vector(paragraph)), lab.say(
            en=f"Entry {place + 1} is not the vector that the model gave for paragraph {place + 1}.",
            fr=f"L'entrée {place + 1} n'est pas le vecteur que le modèle a donné pour le paragraphe {place + 1}.",
        )


def test_two_hundred_paragraphs(lab):
    paragraphs = [lab.text(12) for _ in range(200)]
    verify(lab, paragraphs, lab.load("index").vectors(paragraphs))


def test_empty_paragraphs(lab):
    paragraphs = [lab.text(8) if lab.random.random() < 0.7 else lab.random.choice(["", "  ", "\n"]) for _ in range(20)]
    paragraphs[3] = ""
    paragraphs[4] = lab.text(8)
    verify(lab, paragraphs, lab.load("index").vectors(paragraphs))


def test_nothing(lab):
    app = lab.load("index")
    for paragraphs in ([], [""]):
        verify(lab, paragraphs, app.vectors(paragraphs))
