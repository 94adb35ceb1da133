"""What the page shows, whatever it costs."""


def verify(lab, shown, text, sentences=1, dark=False, size=16):
    look = "dark" if dark else "light"
    replies = lab.replies(f"Summarise in {sentences} sentences:\n{text}")
    wanted = [f'<p class="{look}" style="font-size: {size}px">{reply}</p>' for reply in replies]
    assert shown and shown[-1] in wanted, lab.say(
        en=f"The page should show a summary of “{text[:30]}…” in {sentences} sentence(s), {look}, {size} px; it shows {shown[-1:]}.",
        fr=f"La page doit montrer un résumé de « {text[:30]}… » en {sentences} phrase(s), {look}, {size} px ; elle montre {shown[-1:]}.",
    )


def test_an_evening_of_reading(lab):
    page = lab.browser("reader")
    page.visit()
    dark, size = False, 16
    for text in (lab.text(20), lab.text(25)):
        verify(lab, page.set("Text", text), text, dark=dark, size=size)
        for step in lab.random.sample(["dark", "size", "size", "dark", "size"], 5):
            if step == "dark":
                dark = not dark
                shown = page.set("Dark", dark)
            else:
                size = lab.random.randrange(10, 40)
                shown = page.set("Letters", size)
            verify(lab, shown, text, dark=dark, size=size)
    shown = page.set("Text", "")
    assert shown[-1] == "Paste a text.", lab.say(
        en=f"Without a text the page asks for one; it shows {shown[-1:]}.",
        fr=f"Sans texte, la page en demande un ; elle montre {shown[-1:]}.",
    )


def test_longer_please(lab):
    page = lab.browser("reader")
    text = lab.text(15)
    verify(lab, page.set("Text", text), text)
    verify(lab, page.set("Sentences", 3), text, sentences=3)
    verify(lab, page.set("Sentences", 1), text)


def test_nothing_to_read(lab):
    page = lab.browser("reader")
    for text in ("", "   "):
        shown = page.set("Text", text)
        assert shown[-1] == "Paste a text.", lab.say(
            en=f"Without a text the page asks for one; it shows {shown[-1:]}.",
            fr=f"Sans texte, la page en demande un ; elle montre {shown[-1:]}.",
        )
