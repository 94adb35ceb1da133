"""Does a file or a function train, or need gradients for something else?"""

from __future__ import annotations

from greenlint.facts.model import Attribute
from greenlint.project import Call, Function
from greenlint.project.view import FileView

_TRAINS = {
    "backward",
    "train",
    "zero_grad",
    "fit",
    "requires_grad_",
    "gradient_checkpointing_enable",
    "finetune",
    "manual_backward",
}


def trains(file: FileView) -> bool:
    """The file calls something that only training (or an attack, a saliency map) needs."""
    return any(isinstance(site.func, Attribute) and site.func.name in _TRAINS for site in file.facts.calls) or any(
        binding.kind == "import" and binding.name in ("Trainer", "SFTTrainer", "LightningModule", "optim", "Optimizer")
        for binding in file.facts.bindings
    )


def needs_gradients(function: Function) -> bool:
    """The function itself, or one that it calls, computes gradients."""
    return any(_gradient(call) for call in function.calls)


def _gradient(call: Call) -> bool:
    func = call.site.func
    return "grad" in call.marks or (
        isinstance(func, Attribute) and func.name in ("backward", "zero_grad", "grad", "train", "step")
    )
