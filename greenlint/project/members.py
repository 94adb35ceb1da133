"""Attributes: of modules, classes, objects, and of what libraries keep for us."""

from __future__ import annotations

from greenlint.catalog import Catalog
from greenlint.facts.model import Attribute, Const, Expr, Item, Mapping, Name, Opaque
from greenlint.project.ground import DEPTH, MANY
from greenlint.project.parameters import Parameters
from greenlint.project.scoping import scope_index, tail
from greenlint.project.values import CallKey, Cls, Fn, Lib, Mod, Obj, Thunk, Value
from greenlint.project.view import At, FileView
from greenlint.sources.modules import ModuleIndex


class Members(Parameters):
    """What `value.name` is."""

    def __init__(self, files: dict[str, FileView], modules: ModuleIndex, catalog: Catalog) -> None:
        super().__init__(files, modules, catalog)
        self._attributes: dict[tuple[int, int], dict[str, list[tuple[Expr, At, Expr | None]]]] = {}
        self._bases: dict[Cls, tuple[list[Cls | Lib], bool]] = {}  # and whether they may still grow
        self._library_stores: dict[str, list[tuple[FileView, Expr, At]]] | None = None

    def attribute_of(self, value: Value, name: str, depth: int = 0) -> list[Value]:
        if depth > DEPTH:
            return []
        match value:
            case Lib(path=path, origin=origin):
                return self._library_attribute(path, name, origin, depth)
            case Mod(file=file):
                return self.member(file, name, depth)
            case Cls():
                return self._class_attribute(value, name, value, depth)
            case Obj(cls=cls):
                return self._class_attribute(cls, name, value, depth)
            case Thunk(expr=Mapping(items=items), file=file, at=at):
                if name in ("get", "pop", "copy"):
                    return []
                return [v for key, item in items if isinstance(key, Const) and key.value == name
                        for v in self.resolve(file, item, at, depth + 1)]  # fmt: skip
        return []

    def _library_attribute(self, path: str, name: str, origin: CallKey | None, depth: int) -> list[Value]:
        full = f"{path}.{name}"
        found: list[Value] = []
        for file, expr, at in self.library_stores.get(full, ()):
            found += self.resolve(file, expr, at, depth + 1)
        return found or [Lib(full, origin)]

    @property
    def library_stores(self) -> dict[str, list[tuple[FileView, Expr, At]]]:
        """Values kept on library objects: `st.session_state.client = ...`, `app.state.model = ...`."""
        if self._library_stores is None:
            found: dict[str, list[tuple[FileView, Expr, At]]] = {}
            self._library_stores = found
            for file in self.files.values():
                for store in file.facts.stores:
                    if store.kind != "assign" or isinstance(store.value, Const):
                        continue
                    where = At(store.scope, store.block, store.order)
                    key = store.target.name if isinstance(store.target, Attribute) else None
                    if isinstance(store.target, Item) and isinstance(store.target.index, Const):
                        key = store.target.index.value if isinstance(store.target.index.value, str) else None
                    if key is None or not isinstance(store.target, (Attribute, Item)):
                        continue
                    for value in self.resolve(file, store.target.base, where, 3):
                        if isinstance(value, Lib):
                            found.setdefault(f"{value.path}.{key}", []).append((file, store.value, where))
        return self._library_stores

    def class_attributes(self, cls: Cls) -> dict[str, list[tuple[Expr, At, Expr | None]]]:
        """name -> (value, where, annotation): class level first, then what its methods store on `self`."""
        key = (id(cls.file), cls.scope)
        if key in self._attributes:
            return self._attributes[key]
        file, found = cls.file, dict[str, list[tuple[Expr, At, Expr | None]]]()
        self._attributes[key] = found
        for (scope, name), bindings in file.bindings.items():
            if scope == cls.scope:
                for binding in bindings:
                    where = At(binding.scope, binding.block, binding.order)
                    found.setdefault(name, []).append((binding.value, where, binding.annotation))
        methods = {}
        for index in file.children.get(cls.scope, ()):
            facts = file.scope(index)
            if facts.kind == "function" and facts.params:
                methods[index] = facts.params[0].name
        for store in file.facts.stores:
            target = store.target
            if store.kind != "assign" or not isinstance(target, Attribute) or not isinstance(target.base, Name):
                continue
            scope = store.scope
            while scope > 0 and scope not in methods:
                scope = file.scope(scope).parent
            if scope in methods and target.base.id == methods[scope]:
                where = At(store.scope, store.block, store.order)
                found.setdefault(target.name, []).append((store.value, where, None))
        return found

    def mro(self, cls: Cls) -> list[Cls | Lib]:
        """The class and its bases, own first, library bases as paths."""
        if not cls.facts.bases:
            return [cls]
        known = self._bases.get(cls)
        if known is None:
            outer, self.open = self.open, False
            known = self._bases[cls] = (self._mro(cls, 0), self.open)
            self.open = self.open or outer
        self.open = self.open or known[1]
        return known[0]

    def _mro(self, cls: Cls, depth: int) -> list[Cls | Lib]:
        found: list[Cls | Lib] = [cls]
        if depth > 6:
            return found
        block = cls.file.block(cls.facts.block)
        where = At(cls.facts.parent, block.parent, block.start)
        for base in cls.facts.bases:
            for value in self.resolve(cls.file, base, where, depth + 3):
                if isinstance(value, Cls) and value != cls:
                    found += [item for item in self._mro(value, depth + 1) if item not in found]
                elif isinstance(value, Lib):
                    found.append(value)
        return found

    def _class_attribute(self, cls: Cls, name: str, owner: Cls | Obj, depth: int) -> list[Value]:
        for base in self.mro(cls):
            if isinstance(base, Lib):
                path = f"{base.path}().{name}"
                if self.catalog.call(path) or self.catalog.mark(path) or self.catalog.client(base.path):
                    return [Lib(path, owner.origin if isinstance(owner, Obj) else None)]
                continue
            entries = self.class_attributes(base).get(name)
            if not entries:
                continue
            found: list[Value] = []
            for expr, where, annotation in entries:
                if isinstance(expr, Opaque) and expr.text.startswith("scope "):
                    found += self._member_function(base, scope_index(expr), owner, depth)
                    continue
                values = [] if isinstance(expr, Opaque) else self.resolve(base.file, expr, where, depth + 1)
                if not values and annotation is not None:
                    values = self.annotated(base.file, annotation, where, depth + 1)
                found += values
                if len(found) > MANY:
                    break
            return found
        return []

    def called(self, obj: Obj, depth: int = 0) -> list[Fn]:
        """What runs when an object is called: `__call__`, or `forward` where a library's base class calls that."""
        own = [fn for fn in self._class_attribute(obj.cls, "__call__", obj, depth) if isinstance(fn, Fn)]
        if own or not any(isinstance(base, Lib) for base in self.mro(obj.cls)):
            return own
        return [fn for name in ("forward", "aforward")
                for fn in self._class_attribute(obj.cls, name, obj, depth) if isinstance(fn, Fn)]  # fmt: skip

    def _member_function(self, cls: Cls, scope: int, owner: Cls | Obj, depth: int) -> list[Value]:
        facts = cls.file.scope(scope)
        if facts.kind == "class":
            return [Cls(cls.file, scope)]
        decorators = {tail(decorator) for decorator in facts.decorators}
        fn = Fn(cls.file, scope, owner)
        if decorators & {"property", "cached_property"}:
            return self.returned(fn, depth + 1)
        return [fn]
