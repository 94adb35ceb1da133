"""What the assistant says, and when it gives up."""

import openai

CHAT = "POST /v1/chat/completions"


def verify(lab, shown, question):
    assert shown in lab.replies(question), lab.say(
        en=f"“{question}” was answered with “{shown}”, which is not what the model said.",
        fr=f"À « {question} », la réponse est « {shown} » : ce n'est pas ce que le modèle a dit.",
    )


def answer(lab, ask, question):
    """The answer, or None when the program gave up."""
    try:
        return ask(question)
    except openai.APIError:
        return None


def test_the_service_is_down(lab):
    lab.fail(CHAT, 503, times=100)
    with lab.refused(
        openai.APIError,
        en="While the service is down, its error reaches the caller.",
        fr="Quand le service est en panne, son erreur parvient à l'appelant.",
    ):
        lab.load("advice").advice(lab.text(5))


def test_two_refusals(lab):
    question = lab.text(5)
    lab.fail(CHAT, 503, times=2)
    shown = answer(lab, lab.load("advice").advice, question)
    assert shown is not None, lab.say(
        en="Two refusals with status 503 pass; the program gave up.",
        fr="Deux refus de statut 503 passent ; le programme a abandonné.",
    )
    verify(lab, shown, question)


def test_four_refusals(lab):
    question = lab.text(5)
    lab.fail(CHAT, 429, times=4)
    shown = answer(lab, lab.load("advice").advice, question)
    assert shown is not None, lab.say(
        en="Four refusals with status 429 pass; the program gave up.",
        fr="Quatre refus de statut 429 passent ; le programme a abandonné.",
    )
    verify(lab, shown, question)


def test_a_request_that_is_wrong(lab):
    lab.fail(CHAT, 400, times=20)
    with lab.refused(
        openai.BadRequestError,
        en="A request that is refused as wrong (400) reaches the caller as openai.BadRequestError.",
        fr="Une requête refusée comme fausse (400) parvient à l'appelant sous la forme openai.BadRequestError.",
    ):
        lab.load("advice").advice(lab.text(5))


def test_the_other_question(lab):
    description = lab.text(6)
    lab.fail(CHAT, 503, times=1)
    shown = answer(lab, lab.load("advice").plant_name, description)
    assert shown is not None, lab.say(
        en="`plant_name` overcame one refusal before; now it gives up.",
        fr="`plant_name` surmontait un refus ; maintenant, elle abandonne.",
    )
    verify(lab, shown, description)
