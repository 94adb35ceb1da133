def orders_of(customer):
    return "40 orders"


def ask(customer, question):
    return "It is on its way: amber-000000."
