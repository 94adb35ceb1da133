"""What the shop's site shows, whatever it costs."""

from html import unescape

TERMS = "<p>We repair within two days, or we lend you a bicycle.</p>"
NAMES = {"fr": "French", "en": "English"}


def verify_home(lab, page, language):
    head, tail = f'<h1 lang="{language}">', "</h1>"
    assert page.startswith(head) and page.endswith(tail), lab.say(
        en=f"The first page should be “{head}…{tail}”, not “{page[:60]}”.",
        fr=f"La première page doit être « {head}…{tail} », pas « {page[:60]} ».",
    )
    line = unescape(page.removeprefix(head).removesuffix(tail))
    assert line in lab.replies(f"in {NAMES[language]}."), lab.say(
        en=f"“{line}” is not a tagline that the model wrote in {NAMES[language]}.",
        fr=f"« {line} » n'est pas un slogan que le modèle a écrit dans la langue « {NAMES[language]} ».",
    )
    return line


def verify_terms(lab, app):
    found = app.terms()
    assert found == TERMS, lab.say(
        en=f"The terms should read “{TERMS}”, not “{found}”.",
        fr=f"Les conditions doivent être « {TERMS} », pas « {found} ».",
    )


def test_ten_processes(lab):
    shown = [["fr"], ["en", "fr"], ["en", "en"]] + [[] for _ in range(7)]
    lab.random.shuffle(shown)
    for languages in shown:
        app = lab.load("pages")  # a new process imports everything again
        for language in languages:
            verify_home(lab, app.home(language), language)
        verify_terms(lab, app)


def test_one_process_serves_many(lab):
    app = lab.load("pages")
    lines = {language: {verify_home(lab, app.home(language), language) for _ in range(6)} for language in ("fr", "en")}
    for language, found in lines.items():
        assert len(found) == 1, lab.say(
            en=f"One process showed {len(found)} different taglines in {NAMES[language]}.",
            fr=f"Un même processus a montré {len(found)} slogans différents dans la langue « {NAMES[language]} ».",
        )
    assert lines["fr"] != lines["en"], lab.say(
        en="French and English visitors read the same line.",
        fr="Les visiteurs français et anglais lisent la même ligne.",
    )


def test_only_the_terms(lab):
    verify_terms(lab, lab.load("pages"))
