"""What the tutor says, and what it can repair."""


def verify(lab, tutor):
    question = f"Why is {lab.text(4)}"
    shown = tutor.answer(question)
    assert shown in lab.replies(question), lab.say(
        en=f"“{question}” was answered with “{shown}”, which is not what the model wrote.",
        fr=f"À « {question} », la réponse est « {shown} » : ce n'est pas ce que le modèle a écrit.",
    )
    used = {row["model"] for row in lab.calls("local")}
    assert used == {"school/tutor-small"}, lab.say(
        en=f"The class uses school/tutor-small; the answer came from {sorted(used)}.",
        fr=f"La classe utilise school/tutor-small ; la réponse vient de {sorted(used)}.",
    )


def test_five_starts(lab):
    for _ in range(5):
        app = lab.load("tutor")
        assert app.REVISION == "a1f3c09", lab.say(
            en=f"The version that was tried in class is a1f3c09, not {app.REVISION}.",
            fr=f"La version essayée en classe est a1f3c09, et non {app.REVISION}.",
        )
        verify(lab, app.Tutor())


def test_a_broken_copy(lab):
    verify(lab, lab.load("tutor").Tutor(repair=True))
    fetched = sum(row.get("bytes_in", 0) for row in lab.calls("load"))
    assert fetched, lab.say(
        en="A repair fetches the files anew; nothing was downloaded.",
        fr="Une réparation reprend les fichiers ; rien n'a été téléchargé.",
    )
