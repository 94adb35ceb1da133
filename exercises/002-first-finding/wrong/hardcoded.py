from html import escape


def page(title, text):
    return f'<h1>{escape(title)}</h1>\n<p class="summary">A fine article.</p>\n<p>{escape(text)}</p>'
