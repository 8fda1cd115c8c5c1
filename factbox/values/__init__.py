"""Exact values: quantities, dates, formulas; how they are typed, how they print."""
