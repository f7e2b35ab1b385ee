"""Methods that compare options in pairs."""
