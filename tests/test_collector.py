"""The garbage collector rests while the program starts, and works as Python has it afterwards."""

import gc

from ccdrill.collector import rest_collector, rouse_collector


def test_a_collector_that_rested_works_as_before_once_it_is_roused() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        rest_collector()
        assert gc.get_threshold() > usual
        rouse_collector()
        assert gc.get_threshold() == usual
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
