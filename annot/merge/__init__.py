"""Agreement, adjudication and gold."""
