"""What only some systems have is asked for before it is used: Windows, macOS and Linux run the same program."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, sources, with_ancestors

MODULES = {
    "crypt", "curses", "fcntl", "grp", "msvcrt", "nis", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog",
    "termios", "tty", "winreg", "winsound",
}  # fmt: skip
"""Modules of the standard library that are not on every system."""
OF_OS = {
    "chflags", "chown", "chroot", "confstr", "ctermid", "fchdir", "fchmod", "fchown", "fork", "forkpty", "fpathconf",
    "getegid", "geteuid", "getgid", "getgroups", "getloadavg", "getpgid", "getpgrp", "getpriority", "getresgid",
    "getresuid", "getsid", "getuid", "getxattr", "initgroups", "killpg", "lchflags", "lchmod", "lchown", "lockf",
    "major", "memfd_create", "minor", "mkfifo", "mknod", "nice", "O_CLOEXEC", "O_DIRECTORY", "O_DSYNC", "O_NOCTTY",
    "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "openpty", "pathconf", "pipe2", "posix_fadvise", "posix_fallocate",
    "posix_spawn", "pread", "preadv", "pwrite", "pwritev", "register_at_fork", "sched_getaffinity", "sendfile",
    "setegid", "seteuid", "setgid", "setgroups", "setns", "setpgid", "setpgrp", "setpriority", "setregid", "setresgid",
    "setresuid", "setreuid", "setsid", "setuid", "setxattr", "startfile", "statvfs", "sync", "sysconf", "tcgetpgrp",
    "tcsetpgrp", "ttyname", "uname", "wait", "wait3", "wait4", "waitid", "WEXITSTATUS", "WIFEXITED", "WNOHANG",
}  # fmt: skip
OF_SIGNAL = {
    "alarm", "getitimer", "pause", "pthread_kill", "pthread_sigmask", "setitimer", "SIGALRM", "SIGCHLD", "SIGCONT",
    "SIGHUP", "siginterrupt", "SIGKILL", "sigpending", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGTSTP", "SIGTTIN",
    "SIGTTOU", "SIGUSR1", "SIGUSR2", "sigwait", "SIGWINCH",
}  # fmt: skip
ANYWHERE = {
    "add_signal_handler",
    "chmod",
    "getwindowsversion",
    "hardlink_to",
    "symlink_to",
    "tzset",
    "windll",
    "WinDLL",
}
"""Names that are of one system only, or mean nothing on another, whatever they are asked of."""
KEYWORDS = {"creationflags", "pass_fds", "preexec_fn", "start_new_session", "startupinfo"}
"""Of `subprocess`, one system each."""
GUARDED = {
    ("ccdrill/store/folder.py", "O_CLOEXEC"),
    ("ccdrill/store/folder.py", "chmod"),
    ("ccdrill/store/mounts.py", "windll"),
    ("ccdrill/cli/entry.py", "SIGHUP"),
    ("ccdrill/tui/signals.py", "SIGCONT"),
    ("ccdrill/tui/signals.py", "SIGTSTP"),
    ("ccdrill/tui/signals.py", "SIGHUP"),
    ("ccdrill/tui/signals.py", "add_signal_handler"),
}
"""Where something of one system is used behind a question for it: every one of them, and no other."""


def uses_of(source: Source) -> Iterator[tuple[int, str, bool]]:
    """Line, name, and whether a guard stands around it, of everything that is not on every system."""
    for node, above in with_ancestors(source.tree):
        match node:
            case ast.Import(names=names):
                found = [alias.name for alias in names if alias.name.split(".")[0] in MODULES]
            case ast.ImportFrom(module=str(module), names=names):
                picked = {"os": OF_OS, "signal": OF_SIGNAL}.get(module, set())
                found = [alias.name for alias in names if alias.name in picked]
                found += [module] if module.split(".")[0] in MODULES else []
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in OF_OS:
                found = [name]
            case ast.Attribute(value=ast.Name(id="signal"), attr=name) if name in OF_SIGNAL:
                found = [name]
            case ast.Attribute(attr=name) if name in ANYWHERE:
                found = [name]
            case ast.keyword(arg=str(name)) if name in KEYWORDS:
                found = [name]
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
                found = [name] if name in OF_OS | OF_SIGNAL | ANYWHERE else []
            case _:
                found = []
        for name in found:
            yield getattr(node, "lineno", 0), name, _is_guarded(node, above)


def _is_guarded(node: ast.AST, above: tuple[ast.AST, ...]) -> bool:
    """`getattr` with a default, or an `if` around it that asks which system this is."""
    if isinstance(node, ast.Call) and len(node.args) == 3:
        return True
    return any(
        isinstance(one, ast.If | ast.IfExp)
        and any(word in ast.unparse(one.test) for word in ("sys.platform", "os.name", "hasattr("))
        for one in above
    )


def test_what_is_not_on_every_system_stands_behind_a_guard() -> None:
    bare = [
        f"{source.label}:{line}: {name}"
        for source in sources()
        for line, name, is_guarded in uses_of(source)
        if not is_guarded
    ]
    assert not bare


def test_every_guarded_place_is_listed() -> None:
    assert {(source.label, name) for source in sources() for _, name, _ in uses_of(source)} == GUARDED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import fcntl", [("fcntl", False)]),
        ("from pwd import getpwuid", [("pwd", False)]),
        ("from os import getuid", [("getuid", False)]),
        ("import signal\nsignal.signal(signal.SIGTSTP, handler)", [("SIGTSTP", False)]),
        ("import os\nos.fork()", [("fork", False)]),
        ("import os\nif os.name == 'posix':\n    os.fork()", [("fork", True)]),
        ("import os\nif hasattr(os, 'geteuid'):\n    os.geteuid()", [("geteuid", True)]),
        ("flag = getattr(os, 'O_CLOEXEC', 0)", [("O_CLOEXEC", True)]),
        ("flag = getattr(os, 'O_CLOEXEC')", [("O_CLOEXEC", False)]),
        ("loop.add_signal_handler(2, stop)", [("add_signal_handler", False)]),
        ("path.chmod(0o600)", [("chmod", False)]),
        ("import signal\nsignal.signal(signal.SIGINT, handler)", []),
        ("os.replace(one, other); match.group(1)", []),
    ],
)
def test_such_a_use_would_be_found(text: str, found: list[tuple[str, bool]]) -> None:
    some = sources()[0]
    source = Source(some.path, some.name, some.is_package, ast.parse(text))
    assert [(name, is_guarded) for _, name, is_guarded in uses_of(source)] == found


def test_files_are_read_and_written_in_an_encoding_that_is_named() -> None:
    """Windows would take its own code page."""
    assert not [
        f"{source.label}:{node.lineno}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("read_text", "write_text", "open", "fdopen")
        and ast.unparse(node.func) != "os.open"
        and "encoding" not in {keyword.arg for keyword in node.keywords}
        and not any(isinstance(one, ast.Constant) and "b" in str(one.value) for one in node.args)
    ]


def test_dates_are_written_in_letters_that_every_system_knows() -> None:
    """`%-d` and `%e` are of some C libraries only, `%#d` is of another."""
    assert not [
        f"{source.label}:{node.lineno}"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search(r"%(-[a-zA-Z]|#[a-zA-Z]|e(?![a-z]))", node.value)
    ]
