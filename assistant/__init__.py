"""Understands a question, finds and quotes what answers it, and shows it: terminal, batch and page."""
