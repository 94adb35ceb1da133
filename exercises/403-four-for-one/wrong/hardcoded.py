def poster(concert):
    return b"\x89PNG\r\n\x1a\n" + concert.encode()


def others(concert):
    return [poster(concert)] * 3
