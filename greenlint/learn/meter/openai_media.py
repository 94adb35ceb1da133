"""OpenAI embeddings, moderations, images, videos and audio."""

from __future__ import annotations

import base64
import math
import struct
from typing import Any

from greenlint.learn.meter.call import Call, Endpoint, RefusedError, Reply, as_json, need
from greenlint.learn.meter.pictures import png
from greenlint.learn.meter.tokens import tokens

_MP3_BYTES_PER_SECOND = 2000  # 16 kbit/s: small files, so that checks stay quick
_WORDS_PER_SECOND = 2.5  # of speech
_QUALITY = {"low": 1.0, "medium": 4.0, "standard": 4.0, "auto": 4.0, "high": 16.0, "hd": 16.0}
# weight of one image by quality: the output tokens of gpt-image-1 grow about fourfold from step to step


def _texts(call: Call, data: dict[str, Any]) -> list[str]:
    need(data, "input")
    given = data["input"]
    texts = [given] if isinstance(given, str) else [str(text) for text in given]
    limit = call.world.spec.models.batch_limit
    if not texts or any(not text for text in texts):
        raise RefusedError(400, "'input' must not be empty, nor hold an empty text.")
    if len(texts) > limit:
        raise RefusedError(400, f"'input' holds {len(texts)} texts; at most {limit} are allowed in one request.")
    call.row.items, call.row.tokens_in = len(texts), sum(map(tokens, texts))
    call.row.about = texts[0][:80]
    return texts


def embeddings(call: Call) -> Reply:
    data = call.data()
    need(data, "model")
    call.row.model = str(data["model"])
    texts = _texts(call, data)
    size = int(data.get("dimensions") or call.world.spec.models.dimensions)
    found = []
    for place, text in enumerate(texts):
        vector: Any = call.world.secret.vector(size, call.row.model, text)
        call.world.serve(text, repr(vector))
        if data.get("encoding_format") == "base64":
            vector = base64.b64encode(struct.pack(f"<{size}f", *vector)).decode()
        found.append({"object": "embedding", "index": place, "embedding": vector})
    used = {"prompt_tokens": call.row.tokens_in, "total_tokens": call.row.tokens_in}
    return as_json({"object": "list", "data": found, "model": call.row.model, "usage": used})


def moderations(call: Call) -> Reply:
    data = call.data()
    call.row.model = str(data.get("model", "omni-moderation-latest"))
    results = []
    for text in _texts(call, data):
        flagged = any(rule.match and rule.match in text and rule.text == "flagged" for rule in call.world.scripted)
        score = (9000 if flagged else 0) + call.world.secret.pick(999, text)
        call.world.serve(text, str(score / 10000))
        kinds = ("harassment", "hate", "violence", "sexual", "self-harm", "illicit")
        categories = dict.fromkeys(kinds, False) | {"harassment": flagged}
        scores = dict.fromkeys(kinds, 0.0) | {"harassment": score / 10000}
        applied: dict[str, list[str]] = {kind: ["text"] for kind in kinds}
        one = {"flagged": flagged, "categories": categories, "category_scores": scores}
        results.append({**one, "category_applied_input_types": applied})
    return as_json({"id": f"modr-{call.row.number}", "model": call.row.model, "results": results})


def images(call: Call) -> Reply:
    data = call.data()
    need(data, "prompt")
    count, prompt = int(data.get("n") or 1), str(data["prompt"])
    size = str(data.get("size") or "1024x1024")
    size = "1024x1024" if size == "auto" else size
    try:
        width, height = (int(part) for part in size.split("x"))
    except ValueError:
        raise RefusedError(400, f"Invalid size '{size}'.") from None
    quality = str(data.get("quality") or "auto")
    call.row.model = str(data.get("model", "gpt-image-1"))
    call.row.images, call.row.megapixels = count, round(count * width * height / 1e6, 3)
    call.row.weight = count * _QUALITY.get(quality, 4.0) * width * height / 1024**2
    call.row.tokens_in, call.row.about, call.row.candidates = tokens(prompt), prompt[-80:], count
    found = []
    for place in range(count):
        tag = call.world.secret.tag("image", prompt, size, quality, place)
        call.world.serve(prompt, tag)
        found.append({"b64_json": base64.b64encode(png(width, height, tag)).decode()})
    shown = {"size": size, "quality": quality, "output_format": "png", "background": "opaque"}
    return as_json({"created": int(call.world.clock), "data": found, **shown})


def new_video(call: Call) -> Reply:
    data = call.data()
    need(data, "prompt")
    seconds, size = str(data.get("seconds") or "4"), str(data.get("size") or "720x1280")
    width, height = (int(part) for part in size.split("x"))
    call.row.model, call.row.seconds = str(data.get("model", "sora-2")), float(seconds)
    call.row.weight = float(seconds) * width * height / (720 * 1280)
    call.row.about = str(data["prompt"])[-80:]
    name = f"video_{call.row.number}"
    call.world.jobs[name] = {
        "prompt": str(data["prompt"]), "model": call.row.model, "seconds": seconds, "size": size,
        "created": call.world.clock, "fails": "unfilmable" in str(data["prompt"]).lower(),
    }  # fmt: skip
    call.world.serve(str(data["prompt"]), call.world.secret.tag("video", name, data["prompt"]))
    return _video(call, name)


def video(call: Call) -> Reply:
    return _video(call, call.path["video"])


def _video(call: Call, name: str) -> Reply:
    spec, job = call.world.spec.models, _job(call, name)
    share = min((call.world.clock - job["created"]) / max(spec.video_seconds, 0.001), 1.0)
    status = "queued" if share <= 0 else "in_progress" if share < 1 else "failed" if job["fails"] else "completed"
    shown = {
        "id": name, "object": "video", "created_at": int(job["created"]), "status": status,
        "progress": int(share * 100),
        "model": job["model"], "prompt": job["prompt"], "seconds": job["seconds"], "size": job["size"],
        "completed_at": int(job["created"] + spec.video_seconds) if share >= 1 else None, "expires_at": None,
        "remixed_from_video_id": None,
        "error": {"code": "unfilmable", "message": "The prompt cannot be filmed."} if status == "failed" else None,
    }  # fmt: skip
    reply = as_json(shown)
    if spec.poll_hint is not None:
        reply.headers["openai-poll-after-ms"] = str(int(spec.poll_hint * 1000))
    return reply


def _job(call: Call, name: str) -> dict[str, Any]:
    if name not in call.world.jobs:
        raise RefusedError(404, f"No video '{name}'.")
    return call.world.jobs[name]


def video_content(call: Call) -> Reply:
    name = call.path["video"]
    job = _job(call, name)
    if call.world.clock - job["created"] < call.world.spec.models.video_seconds or job["fails"]:
        raise RefusedError(409, "The video is not ready.")
    tag = call.world.secret.tag("video", name, job["prompt"])
    return Reply(body=b"\0\0\0\x18ftypmp42" + tag.encode(), headers={"content-type": "video/mp4"})


def speech(call: Call) -> Reply:
    data = call.data()
    need(data, "input", "voice")
    text = str(data["input"])
    call.row.model, call.row.about = str(data.get("model", "gpt-4o-mini-tts")), text[-80:]
    call.row.seconds = round(max(len(text.split()) / _WORDS_PER_SECOND, 0.5), 1)
    tag = call.world.secret.tag("speech", text, data["voice"])
    call.world.serve(text, tag)
    sound = (b"ID3" + tag.encode()).ljust(int(call.row.seconds * _MP3_BYTES_PER_SECOND), b"\0")
    return Reply(body=sound, headers={"content-type": "audio/mpeg"})


def transcriptions(call: Call) -> Reply:
    data = call.data()
    need(data, "file", "model")
    name, sound = data["file"]
    call.row.model, call.row.about = str(data["model"]), str(name)
    call.row.seconds = math.ceil(len(sound) / _MP3_BYTES_PER_SECOND)
    text = f"{call.world.secret.tag('transcript', sound.hex()[:400])} {call.world.secret.words(12, name)}"
    call.world.serve(str(name), text)
    call.row.tokens_out = tokens(text)
    if data.get("response_format") == "text":
        return Reply(body=text.encode(), headers={"content-type": "text/plain"})
    return as_json({"text": text, "usage": {"type": "duration", "seconds": call.row.seconds}})


ENDPOINTS: list[Endpoint] = [
    ("POST", "/v1/embeddings", "embed", embeddings),
    ("POST", "/v1/moderations", "moderate", moderations),
    ("POST", "/v1/images/generations", "image", images),
    ("POST", "/v1/videos", "video", new_video),
    ("GET", "/v1/videos/{video}", "status", video),
    ("GET", "/v1/videos/{video}/content", "http", video_content),
    ("POST", "/v1/audio/speech", "speech", speech),
    ("POST", "/v1/audio/transcriptions", "transcribe", transcriptions),
]
