"""Training of the query adapter. Not imported by anything that answers a question."""
