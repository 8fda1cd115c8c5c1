"""Whether what the files of a project say agrees."""
