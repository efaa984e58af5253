"""The scenario file as one object: what it extends merged in, notes taken out."""

import json
from pathlib import Path


def merge(below, above):
    """Objects key by key, anything else replaced; a key keeps the place at which it first stood."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    merged = dict(below)
    for key, value in above.items():
        merged[key] = merge(merged.get(key), value)
    return merged


def read_layers(path):
    """One file over those that it extends; removed keys are still there as None, to hold their place."""
    path = Path(path)
    content = json.loads(path.read_text("utf-8"))
    if isinstance(content.get("posterior"), dict):
        content["posterior"]["file"] = str(path.parent / content["posterior"]["file"])
    bases = content.pop("extends", [])
    merged = {}
    for base in [bases] if isinstance(bases, str) else bases:
        merged = merge(merged, read_layers(path.parent / base))
    return merge(merged, content)


def is_remark(key, value):
    """Whether an entry is a note or a source, which says nothing to the model."""
    return key in ("note", "source") and isinstance(value, str)


def cleaned(value):
    """The same without removed keys and remarks."""
    if isinstance(value, dict):
        return {k: cleaned(v) for k, v in value.items() if v is not None and not is_remark(k, v)}
    if isinstance(value, list):
        return [cleaned(v) for v in value]
    return value


def read_file(path):
    """The whole scenario as a plain object."""
    return cleaned(read_layers(path))
