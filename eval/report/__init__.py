"""The report: one self-contained HTML page in French."""
