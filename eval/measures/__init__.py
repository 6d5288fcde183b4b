"""Measures, one family a file: retrieval, evidence, quotes, abstention, risk and coverage, calibration."""
