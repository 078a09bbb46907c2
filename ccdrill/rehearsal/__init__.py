"""Proves and random-plays scenarios, and finds the best play from anywhere: a fast walk over the engine's own program.

A walk must never mean anything else than the engine: the differential test drives the machine over every edge walked.
"""
