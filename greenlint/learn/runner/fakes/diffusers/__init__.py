"""Stand-in for diffusers: pictures that carry a secret tag; loads, passes and denoising steps are counted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from greenlint.learn.meter.pictures import png
from greenlint.learn.runner.lines import local

__version__ = "0.40.0+lab"
_DEFAULT_STEPS = 50


class Image:
    """What a pipeline draws; `resize`, `save` and `size` as in Pillow."""

    def __init__(self, width: int, height: int, tag: str) -> None:
        self.size, self.tag = (width, height), tag

    def resize(self, size: tuple[int, int]) -> Image:
        return Image(size[0], size[1], self.tag)

    def save(self, path: Any, *_more: object) -> None:
        data = png(*self.size, self.tag)
        if hasattr(path, "write"):
            path.write(data)
            return
        with open(path, "wb") as file:
            file.write(data)


class DiffusionPipeline:
    def __init__(self, name: str) -> None:
        self.name = name

    @classmethod
    def from_pretrained(cls, name: str, **_options: object) -> Any:
        local("load", "diffusers", name, [])
        return cls(name)

    def to(self, *_where: object) -> Any:
        return self

    def enable_attention_slicing(self) -> None:
        return None

    def __call__(
        self, prompt: str | list[str], num_inference_steps: int = _DEFAULT_STEPS, guidance_scale: float = 7.5,
        num_images_per_prompt: int = 1, width: int = 512, height: int = 512, **_options: object,
    ) -> Any:  # fmt: skip
        prompts = [prompt] if isinstance(prompt, str) else list(prompt)
        count = len(prompts) * num_images_per_prompt
        tags = local(
            "local", "diffusers", self.name,
            [f"{one} #{number}" for one in prompts for number in range(num_images_per_prompt)],
            weight=float(num_inference_steps * count), images=count, megapixels=count * width * height / 1e6,
            candidates=num_images_per_prompt,
        )  # fmt: skip
        return SimpleNamespace(images=[Image(width, height, str(tag)) for tag in tags])


class StableDiffusionPipeline(DiffusionPipeline):
    pass


class StableDiffusionXLPipeline(DiffusionPipeline):
    pass


class AutoPipelineForText2Image(DiffusionPipeline):
    pass
