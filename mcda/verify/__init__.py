"""Reference cases: whether each method gives the numbers of the papers.

A case is a JSON file with an input, the output a correct implementation gives, and where both come from; the format is
told in the README beside the cases. Every key of a case's `expected` is compared. What is not known here - a method, a
field, a parameter, an expected key - makes the case "unsupported", never passed.
"""

from mcda.verify.run import CaseResult, Verification, default_folder, verify

__all__ = ["CaseResult", "Verification", "default_folder", "verify"]
