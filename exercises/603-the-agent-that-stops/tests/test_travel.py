"""What the traveller reads, however many turns it took."""

UNFINISHED = "No plan yet. What I found:"


def station(lab, *cities):
    """New boards. Gives their texts."""
    boards = {city: f"{city} {lab.text(12)}" for city in cities}
    lab.table("boards", {city: {"id": city, "text": text} for city, text in boards.items()})
    return boards


def script(lab, request, cities):
    """The model asks for these cities, one a turn, and then has a plan."""
    looks = [{"tool": "departures", "arguments": {"city": city}} for city in cities]
    lab.answer(request, where="prompt", turns=[*looks, {"text": "Take the {tag} at noon."}])


def verify_plan(lab, shown, request, boards):
    assert shown in lab.replies(request), lab.say(
        en=f"The agent had a plan for “{request}”; the traveller reads “{shown}”.",
        fr=f"L'agent avait un plan pour « {request} » ; le voyageur lit « {shown} ».",
    )
    for city, text in boards.items():
        assert shown in lab.replies(text), lab.say(
            en=f"The plan was made without today's board of {city}.",
            fr=f"Le plan a été fait sans le tableau actuel de {city}.",
        )


def test_an_ordinary_trip(lab):
    boards = station(lab, "Lyon", "Paris")
    request = f"From Lyon to Paris, {lab.text(3)}"
    script(lab, request, ["Lyon", "Paris"])
    verify_plan(lab, lab.load("travel").plan(request), request, boards)


def test_in_circles(lab):
    boards = station(lab, "Lyon", "Paris")
    request = f"Around the world, {lab.text(3)}"
    script(lab, request, ["Lyon", "Paris"] * 14)
    shown = lab.load("travel").plan(request)
    if shown.startswith(UNFINISHED):
        for city, text in boards.items():
            assert text in shown, lab.say(
                en=f"The board of {city} was found; the traveller should read it: “{shown}”.",
                fr=f"Le tableau de {city} a été trouvé ; le voyageur devrait le lire : « {shown} ».",
            )
        return
    verify_plan(lab, shown, request, boards)


def test_boards_change(lab):
    app = lab.load("travel")
    for _ in range(2):
        boards = station(lab, "Lille")
        request = f"From Lille, {lab.text(4)}"
        script(lab, request, ["Lille"])
        verify_plan(lab, app.plan(request), request, boards)
