"""Speeds beside other tools, as ratios measured in one run."""
