"""The only home of `datasets`: rows, tags, splits, version, diff, card and formats."""
