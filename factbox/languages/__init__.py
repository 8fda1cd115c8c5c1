"""How each language writes numbers and dates, and the words around them."""
