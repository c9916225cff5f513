"""Evaluation, figures and the HTML report."""
