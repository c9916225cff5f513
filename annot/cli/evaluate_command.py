"""`annot evaluate`: how right predictions are against gold, and what a person would still have to do."""
