"""The sections of the ranked report, one file for each group of them."""
