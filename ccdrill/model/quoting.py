"""Somebody's words inside a sentence of ours, wherever people are told them."""


def quoted(text: str) -> str:
    """In quotes: those inside become single ones, and what is one quotation from end to end stays as it is."""
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text
    return '"' + text.replace('"', "'") + '"'
