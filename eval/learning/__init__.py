"""Learns the linear models of the assistant (ranking, quoting, confidence) from the question bank."""
