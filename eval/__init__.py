"""Evaluation: question sets, runs and answers in; measures, tests of significance and reports out.

This room imports the others and is imported by none of them.
"""
