"""Sorts the messages of a hospital by urgency, on the hospital's machine."""

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

NAME = "hospital/urgency-base"
LABELS = ["can wait", "today", "now"]
BATCH = 32
tokenizer = AutoTokenizer.from_pretrained(NAME)
model = AutoModelForSequenceClassification.from_pretrained(NAME)
model.eval()
torch.set_grad_enabled(False)


@torch.inference_mode()
def predict(messages: list[str]) -> list[str]:
    """The label of each message of one batch."""
    inputs = tokenizer(messages, padding=True, truncation=True, return_tensors="pt")
    logits = model(**inputs).logits
    return [LABELS[place] for place in logits.argmax(dim=-1).tolist()]


def labels(messages: list[str]) -> list[str]:
    """The label of each message, in order."""
    found = []
    for start in range(0, len(messages), BATCH):
        found += predict(messages[start : start + BATCH])
    return found
