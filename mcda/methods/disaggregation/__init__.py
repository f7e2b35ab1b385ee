"""Preference models learned from judgements about whole options: the UTA family, COMET."""
