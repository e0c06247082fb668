"""Queries read: they answer, and change nothing."""
