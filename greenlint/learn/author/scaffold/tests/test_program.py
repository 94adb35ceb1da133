"""What the program does, whatever it costs."""


def test_the_main_case(lab):
    question = lab.text(5)
    found = lab.load("program").answers([question, question, question])
    assert len(found) == 3, lab.say(
        en=f"Three questions need three answers; there are {len(found)}.",
        fr=f"Trois questions demandent trois réponses ; il y en a {len(found)}.",
    )
    served = lab.replies(question)
    for answer in found:
        assert answer in served, lab.say(
            en="An answer is not one that the model gave.",
            fr="Une réponse n'est pas de celles que le modèle a données.",
        )
