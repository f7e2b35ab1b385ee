"""Ordinal methods: only the order of performances counts, not how far apart they are."""
