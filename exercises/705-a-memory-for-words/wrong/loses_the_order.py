"""Drafts of a town hall's letters, by a model on its own machine."""

from transformers import AutoModelForCausalLM, AutoTokenizer

NAME = "townhall/letters-small"
BATCH = 4
LONGEST = 200  # tokens of a letter

tokenizer = AutoTokenizer.from_pretrained(NAME, padding_side="left")
model = AutoModelForCausalLM.from_pretrained(NAME)


def drafts(requests: list[str]) -> list[str]:
    """The letters of one batch, without the requests that asked for them."""
    inputs = tokenizer(requests, padding=True, return_tensors="pt")
    rows = model.generate(**inputs, max_new_tokens=LONGEST)
    texts = tokenizer.batch_decode(rows, skip_special_tokens=True)
    return [text.removeprefix(request).strip() for request, text in zip(requests, texts)]


def letters(requests: list[str]) -> list[str]:
    """A draft for each request, in order."""
    found = []
    for start in range(0, len(requests), BATCH):
        found = drafts(requests[start : start + BATCH]) + found
    return found
