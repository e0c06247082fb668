"""Readings of each item and sum compete, and a learned judge decides which is a claim, of what kind and by whom."""
