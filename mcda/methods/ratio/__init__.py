"""Methods that compare an option with the others by ratios: shares of a column, lengths of a column, products."""
