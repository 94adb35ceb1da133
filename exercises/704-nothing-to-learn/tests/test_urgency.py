"""Which label each message gets, and what the others of the process find afterwards."""

import torch

LABELS = ["can wait", "today", "now"]


def verify(lab, messages, found):
    assert len(found) == len(messages), lab.say(
        en=f"{len(messages)} messages need {len(messages)} labels; there are {len(found)}.",
        fr=f"{len(messages)} messages demandent {len(messages)} étiquettes ; il y en a {len(found)}.",
    )
    for message, label in zip(messages, found):
        scores = lab.vector(message)
        right = LABELS[scores.index(max(scores))] if scores else "?"
        assert label == right, lab.say(
            en=f"The model's label of “{message[:30]}…” is “{right}”; the program says “{label}”.",
            fr=f"L'étiquette du modèle pour « {message[:30]}… » est « {right} » ; le programme dit « {label} ».",
        )
    assert torch.is_grad_enabled(), lab.say(
        en="After `labels`, the rest of the process cannot train any more: gradients are switched off for everybody.",
        fr="Après `labels`, le reste du processus ne peut plus entraîner : les gradients sont désactivés pour tous.",
    )


def test_a_day_of_messages(lab):
    messages = [lab.text(8) for _ in range(180)]
    verify(lab, messages, lab.load("urgency").labels(messages))


def test_one_message(lab):
    messages = [lab.text(8)]
    verify(lab, messages, lab.load("urgency").labels(messages))


def test_no_messages(lab):
    verify(lab, [], lab.load("urgency").labels([]))
