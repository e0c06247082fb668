"""Templates tell ages in words."""

from django import template

from pledges.domain.ages import told

register = template.Library()
register.filter("age", told)
