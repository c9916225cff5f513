"""Document to annotation: lexicons, name grammar, document memory, learned models, resolution."""
