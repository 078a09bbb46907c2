"""What tests of the store share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def open_tmp() -> Iterator[Path]:
    """A folder that everybody may go into: those that pytest makes for root are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="ccdrill-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
