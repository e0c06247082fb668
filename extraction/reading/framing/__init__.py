"""An item belongs to the nearest clause of giving above it in the parse, or right before it in the line."""
