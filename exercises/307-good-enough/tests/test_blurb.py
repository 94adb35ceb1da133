"""Which text is printed, however long writer and critic would argue."""

DRAFT, REWRITE = "Write two sentences", "Write the text again"


def critic(lab, rounds):
    """A critic who refuses so many texts before one passes."""
    lab.answer("^Judge this text", attempts=["Too long: {words:6}."] * rounds + ["PASS"])


def verify(lab, play, printed, rewrites):
    texts = [*lab.replies(play)[:1], *lab.replies(REWRITE)]
    assert texts and printed in texts, lab.say(
        en=f"What is printed must be a text of the writer; it is “{str(printed)[:60]}”.",
        fr=f"Ce qui est imprimé doit être un texte de l'auteur ; c'est « {str(printed)[:60]} ».",
    )
    assert len(texts) > rewrites, lab.say(
        en=f"The critic has remarks {rewrites} times and three rewrites are allowed; only {len(texts) - 1} came.",
        fr=f"Le critique a des remarques {rewrites} fois et trois réécritures sont permises ; il n'y en a eu que "
        f"{len(texts) - 1}.",
    )
    assert printed == texts[-1], lab.say(
        en="The last text is the best one: it answers all remarks so far. Another one was printed.",
        fr="Le dernier texte est le meilleur : il répond à toutes les remarques. Un autre a été imprimé.",
    )


def test_a_first_draft_that_pleases(lab):
    critic(lab, 0)
    play = lab.text(4)
    printed = lab.load("blurb").blurb(play)
    verify(lab, play, printed, 0)
    assert lab.replies("Judge this text"), lab.say(
        en="The critic never saw the text.",
        fr="Le critique n'a jamais vu le texte.",
    )


def test_a_critic_who_is_content_at_last(lab):
    critic(lab, 2)
    play = lab.text(4)
    verify(lab, play, lab.load("blurb").blurb(play), 2)


def test_a_critic_who_is_hard_to_please(lab):
    critic(lab, 11)
    play = lab.text(4)
    verify(lab, play, lab.load("blurb").blurb(play), 3)
