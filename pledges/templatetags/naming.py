"""Templates tell the names of choices in words."""

from django import template

register = template.Library()


@register.filter
def in_words(name: str) -> str:
    """ "other scope" for `other_scope`."""
    return name.replace("_", " ")
