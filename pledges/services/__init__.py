"""Services write: each keeps one promise about the rows it touches, and is safe to repeat."""
