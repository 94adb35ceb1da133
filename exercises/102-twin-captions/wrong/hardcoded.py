def figure(file, title, artist):
    words = f"{title} by {artist}"
    return f'<figure><img src="{file}" alt="{words}"><figcaption>{words}</figcaption></figure>'
