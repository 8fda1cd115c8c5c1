"""Figures derived from other figures: formulas, and the arithmetic of intervals."""
