"""The pages: each module turns a request into what its template shows."""
