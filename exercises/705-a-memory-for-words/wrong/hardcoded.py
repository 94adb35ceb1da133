def letters(requests):
    return ["Dear citizen, all is well." for _ in requests]
