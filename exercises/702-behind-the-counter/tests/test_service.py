"""Which vectors the visitors get."""

import json


def ask(lab, client, size, texts):
    """Asks and verifies one answer. Gives the vectors."""
    found = client.post(f"/vectors/{size}", json={"texts": texts}).get_json()["vectors"]
    assert len(found) == len(texts), lab.say(
        en=f"{len(texts)} texts need {len(texts)} vectors; there are {len(found)}.",
        fr=f"{len(texts)} textes demandent {len(texts)} vecteurs ; il y en a {len(found)}.",
    )
    for text, vector in zip(texts, found):
        served = [json.loads(reply) for reply in lab.replies(text)]
        assert any(lab.close(vector, right) for right in served), lab.say(
            en=f"The vector of “{text}” is not one that a model gave.",
            fr=f"Le vecteur de « {text} » n'est pas un vecteur donné par un modèle.",
        )
    return found


def test_fifteen_visitors(lab):
    client = lab.load("service").app.test_client()
    for _ in range(15):
        ask(lab, client, "small", [lab.text(4) for _ in range(lab.random.randint(1, 4))])


def test_both_models(lab):
    client = lab.load("service").app.test_client()
    text = lab.text(5)
    found = {size: ask(lab, client, size, [text])[0] for size in ("small", "large", "small")}
    assert not lab.close(found["small"], found["large"]), lab.say(
        en="The small and the large model give different vectors; these are the same.",
        fr="Le petit et le grand modèle donnent des vecteurs différents ; ceux-ci sont les mêmes.",
    )
    status = client.post("/vectors/huge", json={"texts": [text]}).status_code
    assert status == 404, lab.say(
        en=f"A model that does not exist is answered with 404, not {status}.",
        fr=f"Un modèle qui n'existe pas reçoit la réponse 404, et non {status}.",
    )


def test_is_it_alive(lab):
    shown = lab.load("service").app.test_client().get("/health").get_json()
    assert shown == {"status": "ok"}, lab.say(
        en=f"/health should say that the process lives; it says {shown}.",
        fr=f"/health devrait dire que le processus vit ; il dit {shown}.",
    )
