"""Formats of tools in which people annotate: labelled stretches of the text, tied to each other.

A result becomes such stretches (`regions`) and is made again of them (`assembled`), corrected since or not; each format
is a way to write them down.
"""
