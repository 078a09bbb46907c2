"""The one table form of what a screen can do: each action once, feeding keys, key bar, help and palette."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType

from ccdrill.model.value import Value


class Action(Value, frozen=True):
    """Something that a person can do on a screen."""

    name: str
    """The screen's `action_<name>` does it; `id` of its binding, so that keys can be remapped."""
    keys: str
    """Keys as Textual calls them, with commas between."""
    label: str
    """One or two words for the key bar."""
    help: str
    """One sentence for help and palette."""
    shown_key: str = ""
    """How people call the key; left out: the first of `keys`."""
    in_bar: bool = False
    """Whether the key bar shows it when it is possible."""
    has_priority: bool = False
    """Whether it works whatever has the focus; only for leaving."""

    @property
    def key_label(self) -> str:
        """How people call the key."""
        return self.shown_key or _CALLED.get(first := self.keys.split(",")[0], first)


_CALLED = {
    "question_mark": "?",
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "ctrl+q": "Ctrl+Q",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}


def bindings_of(actions: Iterable[Action]) -> list[BindingType]:
    """Textual's bindings for the actions; hidden, for our own key bar shows them."""
    return [
        Binding(one.keys, one.name, one.label, show=False, priority=one.has_priority, id=one.name, tooltip=one.help)
        for one in actions
    ]
