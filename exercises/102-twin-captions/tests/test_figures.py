"""What the pictures' HTML says, whatever it costs."""

import re
from html import unescape

FORM = re.compile(
    r'<figure><img src="(?P<file>[^"]*)" alt="(?P<alt>[^"]*)"><figcaption>(?P<below>.*)</figcaption></figure>'
)


def verify(lab, html, title):
    found = FORM.fullmatch(html)
    assert found, lab.say(
        en=f"“{html}” is not a figure with a picture and a caption; was a quote left unescaped?",
        fr=f"« {html} » n'est pas une figure avec image et légende ; un guillemet n'a-t-il pas été échappé ?",
    )
    replies = lab.replies(title)
    assert replies, lab.say(
        en=f"The model was not asked about “{title}”.",
        fr=f"Le modèle n'a pas été interrogé sur « {title} ».",
    )
    for place in ("alt", "below"):
        words = unescape(found[place])
        assert words in replies, lab.say(
            en=f"“{title}”: “{words}” is not the caption that the model wrote for it.",
            fr=f"« {title} » : « {words} » n'est pas la légende que le modèle lui a écrite.",
        )
    assert found["alt"] == found["below"], lab.say(
        en=f"“{title}”: what is read aloud (“{found['alt']}”) differs from what is written (“{found['below']}”).",
        fr=f"« {title} » : ce qui est lu à voix haute (« {found['alt']} ») diffère de ce qui est écrit (« {found['below']} »).",
    )


def test_twelve_pictures(lab):
    app = lab.load("figures")
    for title, artist in zip(lab.products(12), lab.names(12)):
        verify(lab, app.figure(f"{lab.random.randrange(999)}.jpg", title, artist), title)


def test_quotes_in_a_caption(lab):
    app = lab.load("figures")
    title = lab.text(2)
    lab.answer("caption", 'A {tag} "in bloom" & <at rest>')
    verify(lab, app.figure("one.jpg", title, lab.names(1)[0]), title)
