"""A PyTorch model predicts while autograd keeps the activations of every layer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenlint.checks.histories import chain_of
from greenlint.checks.match import ONE, Match, operation_of
from greenlint.checks.training import needs_gradients, trains
from greenlint.facts.model import Attribute, CallRef, Imported
from greenlint.footprint.waste import Operation, Waste
from greenlint.project import Call, Function
from greenlint.project.values import Cls, Lib, Obj, Parameter
from greenlint.project.view import At, FileView

_PREDICTS = re.compile(
    r"^_?(predict|infer|embed|encode|score|classify|get_embedding|extract_features|rank|detect|transcribe)", re.I
)
_SWITCHES = ("set_grad_enabled", "no_grad", "inference_mode")
_NETWORKS = ("Module", "LightningModule", "PreTrainedModel")
_DEPTH = 4


def check(call: Call) -> Iterator[Match]:
    function = call.function
    if not _forward(call) or function.in_test or function.name == "forward" or _module_method(function):
        return
    names = _in_eval_mode(call)
    by_name = bool(_PREDICTS.search(function.name)) and not trains(call.file)
    if not (names or by_name) or needs_gradients(function) or _guarded(call, 0):
        return
    values = {"call": call.text, "names": names} if names else {"call": call.text, "function": function.name}
    yield Match(
        call,
        "default" if names else "function",
        values,
        waste=Waste(unit="calls", now=ONE, after=ONE, operation=_operation(call)),
        confidence="high" if names and not function.is_module else "medium",
        root=(call.file.path, function.name),
    )


def _operation(call: Call) -> Operation:
    return operation_of(call) if call.spec is not None else Operation(kind="local", mode="local")


def _forward(call: Call) -> bool:
    """The model itself is called: an object of an `nn.Module`, of torch or transformers, or a name put in `.eval()`."""
    if call.spec is not None:
        passes = call.path.endswith("()") and call.spec.library in ("torch", "transformers")
        return call.kind == "local" and passes and not re.search(r"pipeline", call.path, re.I)
    for value in call.callees:
        if isinstance(value, Obj):
            bases = call.project.resolver.mro(value.cls)
            return any(
                isinstance(base, Lib) and base.path in ("torch.nn.Module", "torch.nn.modules.Module") for base in bases
            )
    unknown = all(isinstance(value, Parameter) for value in call.callees)
    return unknown and _imports_torch(call.file) and bool(_in_eval_mode(call, same_scope=True))


def _imports_torch(file: FileView) -> bool:
    return any(isinstance(b.value, Imported) and b.value.module.split(".")[0] == "torch" for b in file.facts.bindings)


def _in_eval_mode(call: Call, same_scope: bool = False) -> str:
    """The receiver on which `.eval()` is called, as written; "" when it never is."""
    name = chain_of(call.site.func)
    if name is None:
        return ""
    for site in call.file.facts.calls:
        func = site.func
        if isinstance(func, Attribute) and func.name == "eval" and not site.args:
            target = func.base
            while isinstance(target, CallRef):  # `model.to(device).eval()`
                inner = call.file.facts.calls[target.id].func
                target = inner.base if isinstance(inner, Attribute) else inner
            if chain_of(target) == name and (site.scope == call.site.scope or not same_scope):
                return name
    for binding in call.file.facts.bindings:  # `model = AutoModel.from_pretrained(...).eval()`
        if binding.name == name and isinstance(binding.value, CallRef) and not same_scope:
            func = call.file.facts.calls[binding.value.id].func
            if isinstance(func, Attribute) and func.name == "eval":
                return name
    return ""


def _module_method(function: Function) -> bool:
    """A part of a network: what encloses it decides."""
    cls = function.file.method_class(function.fn.scope)
    if cls is None:
        return False
    bases = function.project.resolver.mro(Cls(function.file, cls))
    return any(isinstance(base, Lib) and base.path.rsplit(".", 1)[-1] in _NETWORKS for base in bases)


def _guarded(call: Call, depth: int) -> bool:
    """`no_grad` or `inference_mode` as a block, a decorator or a switch, here or at every caller."""
    function, file = call.function, call.file
    if "no-grad" in function.decorator_marks or _switched_off(file):
        return True
    for index in file.within(call.site.block):
        block = file.block(index)
        if block.kind == "with" and block.test is not None:
            at = At(call.site.scope, index, block.start)
            if "no-grad" in call.project.marks_of(file, block.test, at):
                return True
    callers = [caller for caller in function.callers if not caller.function.in_test]
    return bool(callers) and depth < _DEPTH and all(_guarded(caller, depth + 1) for caller in callers)


def _switched_off(file: FileView) -> bool:
    """`torch.set_grad_enabled(False)` as a statement of its own."""
    for site in file.facts.calls:
        if isinstance(site.func, Attribute) and site.func.name in _SWITCHES and site.role == "discard":
            return True
    return False
