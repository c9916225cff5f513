"""Page to document: decode, markup, glosses, script, boilerplate, damage, near-duplicates."""
