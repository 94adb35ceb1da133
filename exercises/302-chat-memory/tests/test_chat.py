"""What the chat answers and still knows, however much it reads."""

import re


def visitor(lab):
    """A new conversation: the chat, and who opened it."""
    name, bike = lab.names(1)[0], lab.products(1)[0]
    lab.answer("Who am I", "I do not know who you are. {tag}")
    lab.answer(rf"{name}.*{bike}.*Who am I", "You are the one who rides it: {tag}.", where="prompt")
    return name, f"Hello, I am {name} and I ride a {bike}."


def talk(lab, chat, turns):
    """Some turns of small talk; each answer must be the model's own to that question."""
    reply = ""
    for _ in range(turns):
        question = lab.text(10)
        reply = chat.reply(question)
        answers = lab.replies(question)
        assert answers and reply == answers[0], lab.say(
            en=f"To “{question[:40]}…” the model answered “{(answers or ['nothing'])[0][:40]}…”; the chat said "
            f"“{str(reply)[:40]}…”.",
            fr=f"À « {question[:40]}… », le modèle a répondu « {(answers or ['rien'])[0][:40]}… » ; le chat a dit « "
            f"{str(reply)[:40]}… ».",
        )
    return reply


def ask_who(lab, chat, name):
    reply = chat.reply("Who am I?")
    assert reply.startswith("You are") and reply in lab.replies("Who am I?"), lab.say(
        en=f"{name} said name and bicycle in the first message; asked “Who am I?”, the chat no longer knows: "
        f"“{reply}”.",
        fr=f"{name} a donné son nom et son vélo dans le premier message ; à « Who am I? », le chat ne sait plus : "
        f"« {reply} ».",
    )


def test_twenty_turns(lab):
    name, hello = visitor(lab)
    chat = lab.load("chat").Chat()
    chat.reply(hello)
    talk(lab, chat, 18)
    ask_who(lab, chat, name)


def test_the_rules_are_kept(lab):
    lab.answer(r"never promise a price.*How much will it be", "That I may not promise: {tag}.", where="prompt")
    chat = lab.load("chat").Chat()
    talk(lab, chat, 12)
    reply = chat.reply("How much will it be?")
    assert reply.startswith("That I may not promise"), lab.say(
        en=f"After twelve turns the model no longer sees the workshop's rules; it said “{reply[:60]}…”.",
        fr=f"Après douze tours, le modèle ne voit plus les règles de l'atelier ; il a dit « {reply[:60]}… ».",
    )


def test_going_back_one_step(lab):
    chat = lab.load("chat").Chat()
    last = talk(lab, chat, 7)
    lab.answer(rf"{re.escape(last.split()[0])}.*Say that again", "Once more: {tag}.", where="prompt")
    reply = chat.reply("Say that again, please.")
    assert reply.startswith("Once more"), lab.say(
        en="“Say that again, please.” needs the answer just before, which the model did not see; it said "
        f"“{reply[:60]}…”.",
        fr="« Say that again, please. » a besoin de la réponse précédente, que le modèle n'a pas vue ; il a dit "
        f"« {reply[:60]}… ».",
    )


def test_two_visitors(lab):
    app = lab.load("chat")
    lab.answer(r"GREENBIKE.*Who am I", "You are the one with the green bike: {tag}.", where="prompt")
    first, second = app.Chat(), app.Chat()
    first.reply("Hello, I ride a GREENBIKE.")
    second.reply("Hello, I am new here.")
    reply = second.reply("Who am I?")
    assert not reply.startswith("You are the one with the green bike"), lab.say(
        en="The second visitor's conversation holds what the first one said: each needs a memory of its own.",
        fr="La conversation du deuxième visiteur contient ce qu'a dit le premier : chacun a besoin de sa propre "
        "mémoire.",
    )
    reply = first.reply("Who am I?")
    assert reply.startswith("You are the one with the green bike"), lab.say(
        en="The first visitor's conversation was lost when a second one began.",
        fr="La conversation du premier visiteur a été perdue quand une deuxième a commencé.",
    )
