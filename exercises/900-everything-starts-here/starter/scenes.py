"""The texts of the awareness video."""

DESK = (
    "A photograph of a person working at a desk. The desk is cluttered with multiple computer monitors displaying lines "
    "of code, a keyboard, a mouse, and several books. A red desk lamp is on the left, and a magnifying glass is on the "
    "right. The person's hands are visible on the keyboard."
)
CLOSING = "Tout commence ici. Une simple ligne de code peut tout changer."
SPOKEN = [
    "Chaque seconde, des millions de questions.",
    CLOSING,
    "Chaque image demande de l'eau et de l'énergie.",
    CLOSING,
    "Chaque vidéo en demande bien davantage.",
    CLOSING,
]
