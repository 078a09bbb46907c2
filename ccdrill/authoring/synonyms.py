"""Words that people write for a key of the formats, as long as they do not know the key."""

from collections.abc import Container

_KEYS: dict[str, tuple[str, ...]] = {
    "if": ("when",),
    "condition": ("when",),
    "then": ("to", "goto"),
    "target": ("to", "goto"),
    "next": ("goto", "to"),
    "leads_to": ("goto", "to"),
    "go_to": ("goto",),
    "time": ("takes", "at"),
    "duration": ("takes", "minutes"),
    "delay": ("after",),
    "description": ("narrative", "body", "summary", "text", "do"),
    "story": ("narrative",),
    "message": ("text",),
    "content": ("body",),
    "label": ("title", "text"),
    "name": ("title", "id", "label"),
    "action": ("does",),
    "sender": ("from",),
    "evidence": ("records",),
    "records": ("evidence",),
    "role": ("responsible", "plays"),
    "roles": ("responsible",),
    "owner": ("responsible",),
    "who": ("responsible", "about"),
    "place": ("where",),
    "due": ("deadline",),
    "points": ("weight", "cost"),
    "reason": ("why",),
    "requires": ("after",),
    "type": ("kind",),
    "question": ("about",),
    "forbidden": ("prohibited",),
    "allowed": ("accepted",),
    "messages": ("injects",),
    "options": ("choices",),
    "words": ("actions",),
}


def key_meant(word: str, fields: Container[str], taken: Container[str]) -> str | None:
    """The key of these fields that goes by another word, if it is not taken yet."""
    candidates = _KEYS.get(word.lower().replace("-", "_").replace(" ", "_"), ())
    return next((key for key in candidates if key in fields and key not in taken), None)
