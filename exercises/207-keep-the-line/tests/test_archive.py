"""What the copy holds, whatever it opens."""


def archive(lab, count):
    rows = {f"l{place}": {"id": f"l{place}", "text": lab.text(10)} for place in range(count)}
    lab.table("letters", rows)
    return list(rows.values())


def verify(lab, rows):
    found = lab.load("archive").letters()
    assert len(found) == len(rows), lab.say(
        en=f"The archive has {len(rows)} letters, the copy {len(found)}.",
        fr=f"L'archive a {len(rows)} lettres, la copie {len(found)}.",
    )
    for place, (row, one) in enumerate(zip(rows, found), 1):
        assert one == row, lab.say(
            en=f"Letter {place} of the copy is {one}, in the archive it is {row}.",
            fr=f"La lettre {place} de la copie est {one}, dans l'archive c'est {row}.",
        )


def test_twenty_pages(lab):
    verify(lab, archive(lab, 296))


def test_small_archives(lab):
    for count in (0, 1, 15, 16):
        verify(lab, archive(lab, count))


def test_a_page_fails(lab):
    archive(lab, 45)
    app = lab.load("archive")
    lab.fail("GET /letters", 503, times=1)
    with lab.refused(
        Exception,
        en="When a page cannot be had, the copy raises an error instead of giving what it has.",
        fr="Quand une page ne peut être obtenue, la copie lève une erreur au lieu de rendre ce qu'elle a.",
    ):
        app.letters()
