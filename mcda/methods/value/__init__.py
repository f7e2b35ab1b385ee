"""Methods that add or multiply what each criterion is worth."""
