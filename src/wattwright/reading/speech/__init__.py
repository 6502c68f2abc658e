"""Who says what: quotes, reported clauses, opinions and assertions without a number."""
