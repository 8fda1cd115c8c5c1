"""The preview: a site in memory that follows the editor's saves.

    saves ─► Edition ─► server ─► the client in the page

`saves` tells what was saved, `editions` makes the site anew, `marks` adds to a page
what only the editor sees, `server` hands it to browsers, and `client/` patches it in.
"""
