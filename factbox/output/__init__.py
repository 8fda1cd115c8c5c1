"""Pages to the files of a site."""
