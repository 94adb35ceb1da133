"""Rule cards: what each rule is, in English and French, with its examples."""

from greenlint.cards.card import Card, Example, Lang, Text
from greenlint.cards.errors import CardError
from greenlint.cards.load import UnknownRuleError, find_card, load_cards

__all__ = ["Card", "CardError", "Example", "Lang", "Text", "UnknownRuleError", "find_card", "load_cards"]
