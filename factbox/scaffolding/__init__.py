"""What a project is given to begin with: files and entries that an editor goes on with.

Nothing here changes a byte that is there already.
"""
