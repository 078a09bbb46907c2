"""How long it takes to load, decode and check a scenario, against PyYAML's C loader that only builds dicts of it.

Every figure is processor time of a process of its own, with the collector as Python ships it. Exits 1 when the ratio is above LIMIT, or
when ten times the states take more than STEEPEST times as long.

python -m benchmarks.loading
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.generate import write_library

LIMIT = 0.30
"""Ours, checks included, over CSafeLoader's, for 1,000 states."""
STEEPEST = 15.0
"""Our time for 10,000 states over that for 1,000; 10 is a straight line."""
_ROUNDS = 11
_OURS = """
import sys, time
from pathlib import Path
from ccdrill.authoring.library.library import Library
path = Path(sys.argv[1])
library = Library((path.parent.parent,))
library.vocabulary
start = time.process_time()
reading = library.load_scenario(path)
print(time.process_time() - start)
assert reading.loaded is not None and not reading.diagnostics, reading.diagnostics[:3]
"""
_THEIRS = """
import sys, time, yaml
from pathlib import Path
start = time.process_time()
data = yaml.load(Path(sys.argv[1]).read_bytes(), Loader=yaml.CSafeLoader)
print(time.process_time() - start)
assert data["states"]
"""


def seconds(program: str, path: Path) -> float:
    """What one run of the program in a fresh process says that it took."""
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    """Prints the figures; 1 when one is above its limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_library(Path(folder) / "1", 1_000)
        rounds = [(seconds(_OURS, path), seconds(_THEIRS, path)) for _ in range(_ROUNDS)]
        ours, theirs = median(one for one, _ in rounds), median(other for _, other in rounds)
        ratio = median(one / other for one, other in rounds)
        print(f"1,000 states, {path.stat().st_size / 1e6:.2f} MB")
        print(f"  ccdrill: load, decode and check   {ours * 1000:7.0f} ms")
        print(f"  CSafeLoader: load                 {theirs * 1000:7.0f} ms")
        print(f"  ratio                             {ratio:7.2f}    (limit {LIMIT:.2f})")
        path = write_library(Path(folder) / "10", 10_000)
        large = median(seconds(_OURS, path) for _ in range(3))
        print(f"10,000 states, {path.stat().st_size / 1e6:.2f} MB")
        print(f"  ccdrill: load, decode and check   {large * 1000:7.0f} ms")
        print(f"  times those of 1,000 states       {large / ours:7.1f}    (limit {STEEPEST:.0f})")
    return int(ratio > LIMIT or large / ours > STEEPEST)


if __name__ == "__main__":
    sys.exit(main())
