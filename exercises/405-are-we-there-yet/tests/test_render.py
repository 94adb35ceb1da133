"""Which films the museum gets, however it waits for them."""


def verify(lab, film, prompt):
    tags = lab.replies(prompt)
    assert isinstance(film, bytes) and film[4:12] == b"ftypmp42", lab.say(
        en=f"“{prompt[:40]}…” should give the bytes of a film, not {str(film)[:40]}.",
        fr=f"« {prompt[:40]}… » doit donner les octets d'un film, pas {str(film)[:40]}.",
    )
    assert any(film.endswith(tag.encode()) for tag in tags), lab.say(
        en=f"The film for “{prompt[:40]}…” is not the one that the service rendered.",
        fr=f"Le film de « {prompt[:40]}… » n'est pas celui que le service a calculé.",
    )


def test_one_film(lab):
    prompt = f"A slow walk past {lab.products(1)[0]}"
    verify(lab, lab.load("render").film(prompt), prompt)


def test_two_films(lab):
    app = lab.load("render")
    for thing in lab.products(2):
        verify(lab, app.film(f"The story of {thing}"), f"The story of {thing}")


def test_a_film_that_fails(lab):
    app = lab.load("render")
    with lab.refused(
        app.RenderError,
        en="When the service reports a failure, `film` must raise RenderError: there is no film to wait for.",
        fr="Quand le service annonce un échec, `film` doit lever RenderError : il n'y a pas de film à attendre.",
    ):
        app.film(f"An unfilmable dream of {lab.products(1)[0]}")
