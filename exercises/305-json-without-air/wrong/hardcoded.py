def explain(order):
    return "Your order is well: amber-000000."
