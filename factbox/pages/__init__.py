"""The pages of a site: where each stands and what its template is given."""
