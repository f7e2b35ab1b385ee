"""Methods that measure how far an option is from a best and a worst point."""
