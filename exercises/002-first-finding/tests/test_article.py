"""What the page of an article shows, whatever it costs."""

from html import escape


def verify(lab, page, title, text):
    lines = page.split("\n")
    assert len(lines) == 3, lab.say(
        en=f"The page of an article has three lines (title, summary, text); there are {len(lines)}.",
        fr=f"La page d'un article a trois lignes (titre, résumé, texte) ; il y en a {len(lines)}.",
    )
    assert lines[0] == f"<h1>{escape(title)}</h1>", lab.say(
        en=f"The first line should be the title, “<h1>{escape(title)}</h1>”; it is “{lines[0]}”.",
        fr=f"La première ligne doit être le titre, « <h1>{escape(title)}</h1> » ; c'est « {lines[0]} ».",
    )
    summaries = [f'<p class="summary">{escape(reply)}</p>' for reply in lab.replies(text)]
    assert summaries, lab.say(
        en=f"The model was not asked about the text “{text[:40]}…”.",
        fr=f"Le modèle n'a pas été interrogé sur le texte « {text[:40]}… ».",
    )
    assert lines[1] in summaries, lab.say(
        en=f"The summary “{lines[1][:70]}” is not what the model wrote, with the signs of HTML escaped.",
        fr=f"Le résumé « {lines[1][:70]} » n'est pas ce que le modèle a écrit, signes HTML échappés.",
    )
    assert lines[2] == f"<p>{escape(text)}</p>", lab.say(
        en="The last line should be the article's text, with the signs of HTML escaped.",
        fr="La dernière ligne doit être le texte de l'article, signes HTML échappés.",
    )


def test_four_articles(lab):
    app = lab.load("article")
    for _ in range(4):
        title, text = lab.text(3), lab.text(20)
        verify(lab, app.page(title, text), title, text)


def test_signs_of_html(lab):
    app = lab.load("article")
    title, text = "Salt & <pepper>", f"1 < 2 & {lab.text(6)}"
    lab.answer("summar", "Less is <more> & {tag}.")
    verify(lab, app.page(title, text), title, text)
