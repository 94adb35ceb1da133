"""What the comparison says, and how its questions travel."""

import asyncio
import os


def suppliers(lab, count):
    rows = {f"s{number}": {"id": f"s{number}", "pieces": lab.random.randint(0, 5000)} for number in range(count)}
    lab.table("suppliers", rows)
    names = list(rows)
    lab.random.shuffle(names)
    return [f"{os.environ['STOCK_API']}/suppliers/{name}" for name in names], [rows[name]["pieces"] for name in names]


def verify(lab, found, expected):
    assert found == expected, lab.say(
        en=f"The suppliers have {expected}, in this order; the program says {found}.",
        fr=f"Les fournisseurs ont {expected}, dans cet ordre ; le programme dit {found}.",
    )


def test_forty_suppliers(lab):
    addresses, expected = suppliers(lab, 40)
    verify(lab, asyncio.run(lab.load("stock").stock(addresses)), expected)
    together = max(row.get("in_flight", 1) for row in lab.calls("http"))
    assert together >= 3, lab.say(
        en=f"The questions used to travel together; now there are at most {together} at a time.",
        fr=f"Les questions voyageaient ensemble ; il n'y en a plus que {together} à la fois.",
    )


def test_one_refusal(lab):
    addresses, expected = suppliers(lab, 6)
    lab.fail("stock GET /suppliers", 429, times=1, retry_after=3)
    verify(lab, asyncio.run(lab.load("stock").stock(addresses)), expected)


def test_no_suppliers(lab):
    suppliers(lab, 2)
    verify(lab, asyncio.run(lab.load("stock").stock([])), [])
