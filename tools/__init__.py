"""Tools of development: they make what stands in the package, and are not in it."""
