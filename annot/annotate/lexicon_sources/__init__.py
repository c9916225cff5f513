"""Rebuilding of the lexicons that come from a published package, and the small lists it needs."""
