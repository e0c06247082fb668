"""Answers are JSON, written by orjson; `format` names it, and nothing else is served yet."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from pledges.api.errors import BadParameter


class JsonRenderer(BaseRenderer):
    """UTF-8 JSON of plain values, dates and times included."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, option=orjson.OPT_UTC_Z, default=str)


class Negotiation(DefaultContentNegotiation):
    """By `Accept`, unless `format` says it; a format that is not served is a wrong parameter, not a lost page."""

    def filter_renderers(self, renderers: Iterable[BaseRenderer], format: str) -> list[BaseRenderer]:
        renderers = list(renderers)
        found = [renderer for renderer in renderers if renderer.format == format]
        if not found:
            accepts = ", ".join(sorted({str(renderer.format) for renderer in renderers}))
            raise BadParameter(
                parameter="format", detail=f"The format {format!r} is not served.", accepts=f"one of: {accepts}"
            )
        return found


def is_editor(request: Request) -> bool:
    """Whether the one who asks may read the stored texts."""
    return bool(request.user and request.user.has_perm("pledges.view_articleversion"))
