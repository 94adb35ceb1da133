def nightly(products, yesterday):
    return {product["id"]: {"price": product["price"], "sentence": "A fine thing."} for product in products}
