"""What the help desk answers, however much the model reads."""

MACHINES = ["Kettle K20", "Toaster T41", "Mixer M7", "Coffee machine C300", "Rice cooker R5"]
MACHINES += ["Juicer J2", "Scales S9", "Fryer F12", "Steamer V3", "Bread maker B8"]


def ask(lab, app, question):
    """The answer of the web page; it must be the model's own."""
    page = app.app.test_client().post("/ask", data={"question": question})
    answer = page.get_data(as_text=True)
    assert page.status_code == 200 and answer in lab.replies(question), lab.say(
        en=f"The page answered “{answer[:60]}” ({page.status_code}), which is not what the model said to “{question}”.",
        fr=f"La page a répondu « {answer[:60]} » ({page.status_code}), ce n'est pas ce que le modèle a dit à « "
        f"{question} ».",
    )
    return answer


def knows(lab, question, *machines):
    """The model finds the answer if it reads the end of the guide, and the end of the page of each machine."""
    seen = "".join(rf"(?=.*## {name}\n.{{20,900}}Part numbers)" for name in machines)
    lab.answer(
        rf"^(?=.*Sign with: the kitchen team){seen}.*{question}",
        f"From the page {machines[0]}: {{tag}}.",
        where="prompt",
    )


def verify(lab, answer, machine):
    assert answer.startswith("From the page"), lab.say(
        en=f"About the {machine} the model did not see its whole page, or not the guide; it said “{answer[:60]}…”.",
        fr=f"Pour {machine}, le modèle n'a pas vu sa page entière, ou pas le guide ; il a dit « {answer[:60]}… ».",
    )


def test_ten_questions(lab):
    app = lab.load("helpdesk")
    for machine in lab.random.sample(MACHINES, 10):
        question = f"How is the {machine} descaled, please? {lab.text(3)}"
        knows(lab, question.rstrip(".").replace("?", r"\?"), machine)
        verify(lab, ask(lab, app, question), machine)


def test_two_machines(lab):
    first, second = lab.random.sample(MACHINES, 2)
    question = f"Which parts fit both the {first} and the {second}"
    knows(lab, question, first, second)
    verify(lab, ask(lab, lab.load("helpdesk"), question), f"{first} / {second}")


def test_a_question_without_capitals(lab):
    machine = lab.random.choice(MACHINES)
    question = f"my {machine.lower()} blinks"
    knows(lab, question, machine)
    verify(lab, ask(lab, lab.load("helpdesk"), question), machine)


def test_a_machine_that_the_shop_does_not_know(lab):
    question = f"How do I clean the telescope {lab.text(1)}"
    answer = ask(lab, lab.load("helpdesk"), question)
    assert "not in the manual" in answer, lab.say(
        en=f"A machine that is not in the manual should get the model's “not in the manual”; it got “{answer[:60]}”.",
        fr="Une machine absente du manuel doit recevoir le « not in the manual » du modèle ; elle a reçu « "
        f"{answer[:60]} ».",
    )
