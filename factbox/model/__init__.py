"""The values that every kind of sidebar shares: people, sources, items, the site."""
