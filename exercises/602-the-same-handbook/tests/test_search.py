"""Which passages are found, start after start."""

import os
from pathlib import Path


def handbook(lab, passages):
    Path("handbook.txt").write_text("\n\n".join(passages), "utf-8")


def first_start(lab, count):
    """A handbook, and no index yet."""
    Path("index.json").unlink(missing_ok=True)
    os.environ.pop("EMBED_MODEL", None)
    passages = [lab.text(30) for _ in range(count)]
    handbook(lab, passages)
    return passages


def verify(lab, passages):
    """Starts the service and asks one question."""
    question = lab.text(4)
    shown = lab.load("search").app.test_client().get("/search", query_string={"q": question}).get_json()
    asked = lab.vector(question)
    assert asked, lab.say(
        en=f"Nobody asked for the vector of the question “{question}”.",
        fr=f"Personne n'a demandé le vecteur de la question « {question} ».",
    )
    near = {text: sum(a * b for a, b in zip(asked, lab.vector(text))) for text in passages if lab.vector(text)}
    expected = sorted(near, key=lambda text: -near[text])[:3]
    assert shown == expected, lab.say(
        en=f"The three nearest passages are {brief(expected)}; the service found {brief(shown)}.",
        fr=f"Les trois passages les plus proches sont {brief(expected)} ; le service a trouvé {brief(shown)}.",
    )


def brief(texts):
    return [f"{text[:16]}…" for text in texts or []]


def test_five_starts(lab):
    passages = first_start(lab, 12)
    for _ in range(5):
        verify(lab, passages)


def test_one_passage_is_revised(lab):
    passages = first_start(lab, 8)
    verify(lab, passages)
    old = passages.pop(lab.random.randrange(8))
    new = lab.text(30)
    passages.insert(3, new)
    handbook(lab, passages)
    client = lab.load("search").app.test_client()
    for question, wanted, there in ((new, new, True), (old, old, False)):
        found = client.get("/search", query_string={"q": question}).get_json()
        assert (wanted in found) is there, lab.say(
            en="The new passage must be found." if there else "The passage that is gone is still found.",
            fr="Le nouveau passage doit être trouvé." if there else "Le passage disparu est encore trouvé.",
        )


def test_nobody_searches(lab):
    first_start(lab, 4)
    app = lab.load("search").app
    assert app.test_client().get("/search/nothing").status_code == 404, lab.say(
        en="An address that does not exist is answered with 404.",
        fr="Une adresse qui n'existe pas reçoit la réponse 404.",
    )


def test_another_model(lab):
    passages = first_start(lab, 8)
    verify(lab, passages)
    large = os.environ["EMBED_MODEL"] = "text-embedding-3-large"
    verify(lab, passages)
    os.environ.pop("EMBED_MODEL")
    asked = sum(row.get("items", 1) for row in lab.calls("embed") if row["model"] == large)
    assert asked > len(passages), lab.say(
        en=f"After the change of model, {asked} texts went through the new one: the question was compared with old vectors.",
        fr=f"Après le changement de modèle, {asked} textes sont passés par le nouveau : la question a été comparée à d'anciens vecteurs.",
    )
