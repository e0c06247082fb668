"""When the schedule last did something is kept, so that silence can be told from rest."""

from django.utils import timezone

from pledges.models import Pulse


def beat(*, name: str) -> None:
    """Note that what `name` names (a tick, a scan) happened now."""
    Pulse.objects.update_or_create(name=name, defaults={"at": timezone.now()})
