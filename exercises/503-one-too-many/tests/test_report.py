"""What the report says, however its facts were fetched."""


def customer(lab, number):
    return {
        "id": f"c{number}",
        "name": f"{lab.names(1)[0]} {number}",
        "city": lab.random.choice(["Lille", "Nîmes", "Brest", "Metz"]),
        "notes": lab.text(50),
    }


def shop(lab, people, buyers):
    """Fills the service; `buyers` are the customers of the day's orders, in order. Gives the report that is right."""
    known = {row["id"]: row for row in (customer(lab, number) for number in range(people))}
    lab.table("customers", known)
    rows, lines = {}, []
    for place, buyer in enumerate(buyers):
        total = lab.random.randint(5, 900)
        rows[f"o{place}"] = {"id": f"o{place}", "customer": buyer, "total": total}
        who = f"{known[buyer]['name']}, {known[buyer]['city']}" if buyer in known else "(left)"
        lines.append(f"o{place}: {total} € from {who}")
    lab.table("orders", rows)
    return lines


def verify(lab, found, expected):
    assert len(found) == len(expected), lab.say(
        en=f"There are {len(expected)} orders; the report has {len(found)} lines.",
        fr=f"Il y a {len(expected)} commandes ; le rapport a {len(found)} lignes.",
    )
    for shown, right in zip(found, expected):
        assert shown == right, lab.say(
            en=f"The line should be “{right}”; it is “{shown}”.",
            fr=f"La ligne devrait être « {right} » ; elle est « {shown} ».",
        )


def test_a_busy_day(lab):
    regulars = [f"c{number}" for number in range(18)]
    buyers = regulars + [lab.random.choice(regulars) for _ in range(12)]
    lab.random.shuffle(buyers)
    expected = shop(lab, 25, buyers)
    verify(lab, lab.load("report").report(), expected)


def test_more_customers_than_one_request_takes(lab):
    buyers = [f"c{number}" for number in range(45)]
    lab.random.shuffle(buyers)
    expected = shop(lab, 50, buyers)
    verify(lab, lab.load("report").report(), expected)


def test_customers_who_left(lab):
    buyers = ["c2", "gone-1", "c0", "gone-2", "c2", "c1"]
    expected = shop(lab, 3, buyers)
    verify(lab, lab.load("report").report(), expected)


def test_a_quiet_day(lab):
    expected = shop(lab, 3, [])
    verify(lab, lab.load("report").report(), expected)
