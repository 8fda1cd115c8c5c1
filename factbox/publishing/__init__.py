"""Makes a folder hold exactly the files of a site."""
