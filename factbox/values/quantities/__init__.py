"""Quantities: what they are, how they are typed, how they print, whether they agree."""
