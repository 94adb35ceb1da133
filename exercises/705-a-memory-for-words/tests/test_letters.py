"""Which draft answers each request."""


def verify(lab, requests, found):
    assert len(found) == len(requests), lab.say(
        en=f"{len(requests)} requests need {len(requests)} drafts; there are {len(found)}.",
        fr=f"{len(requests)} demandes attendent {len(requests)} courriers ; il y en a {len(found)}.",
    )
    for request, draft in zip(requests, found):
        assert draft in lab.replies(request), lab.say(
            en=f"“{request}”: the draft should be what the model wrote, and nothing else; it is “{draft}”.",
            fr=f"« {request} » : le courrier devrait être ce que le modèle a écrit, et rien d'autre ; c'est « {draft} ».",
        )


def requests_for(lab, count):
    return [f"A letter about {lab.text(5)}" for _ in range(count)]


def test_twelve_letters(lab):
    requests = requests_for(lab, 12)
    verify(lab, requests, lab.load("letters").letters(requests))


def test_one_letter(lab):
    requests = requests_for(lab, 1)
    verify(lab, requests, lab.load("letters").letters(requests))


def test_no_letters(lab):
    verify(lab, [], lab.load("letters").letters([]))
