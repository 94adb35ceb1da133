"""What the desk answers, and from which passages."""

NOTHING = "The handbook does not say."


def handbook(lab, count):
    return [{"question": f"How do I {lab.text(6)}", "answer": lab.text(50)} for _ in range(count)]


def verify(lab, shown, question, *entries):
    for entry in entries:
        assert shown in lab.replies(entry["answer"]), lab.say(
            en=f"“{question}”: the answer “{shown}” does not come from a prompt with the entry “{entry['answer'][:40]}…”.",
            fr=f"« {question} » : la réponse « {shown} » ne vient pas d'un prompt qui contient la fiche « {entry['answer'][:40]}… ».",
        )
    assert shown in lab.replies(question), lab.say(
        en=f"“{question}” was answered with “{shown}”; that is not what the model said to it.",
        fr=f"À « {question} », la réponse est « {shown} » : le modèle n'a pas dit cela.",
    )


def test_ten_questions(lab):
    entries = handbook(lab, 40)
    desk = lab.load("desk").Desk(entries)
    for entry in lab.random.sample(entries, 10):
        verify(lab, desk.answer(entry["question"]), entry["question"], entry)


def test_two_entries_for_one_question(lab):
    entries = handbook(lab, 20)
    adults, children = lab.random.sample(entries, 2)
    children["question"] = adults["question"]
    shown = lab.load("desk").Desk(entries).answer(adults["question"])
    verify(lab, shown, adults["question"], adults, children)


def test_a_question_about_nothing_known(lab):
    desk = lab.load("desk").Desk(handbook(lab, 20))
    shown = desk.answer(f"Where can I {lab.text(5)}")
    assert shown == NOTHING, lab.say(
        en=f"Nothing in the handbook is near; the answer should be “{NOTHING}”, not “{shown}”.",
        fr=f"Rien dans le manuel n'est proche ; la réponse devrait être « {NOTHING} », pas « {shown} ».",
    )
    empty = lab.random.choice(handbook(lab, 3))
    shown = lab.load("desk").Desk([empty]).answer(empty["question"])
    verify(lab, shown, empty["question"], empty)
