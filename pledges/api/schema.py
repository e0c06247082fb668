"""The schema is read off the doors: their parameters, their shape, and the problems that they answer with."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from pledges.api import shapes
from pledges.api.errors import MEDIA_TYPE

PROBLEMS = {
    400: "A parameter that is unknown, or a value that it does not take.",
    404: "There is no such thing.",
    406: "No such form of the answer is served.",
    429: "Too many requests; Retry-After says when.",
}


class DoorSchema(AutoSchema):
    """Describes a `pledges.api.doors.Door`."""

    view: Any

    def get_override_parameters(self) -> list[Any]:
        return [
            OpenApiParameter(
                name=parameter.name,
                description=f"{parameter.about} Accepts {parameter.accepts}.",
                type=dict(parameter.schema),
                location=OpenApiParameter.QUERY,
            )
            for parameter in self.view.parameters()
        ]

    def get_operation_id(self) -> str:
        return str(self.view.operation)

    def get_description(self) -> str:  # type: ignore[override]  # spectacular's takes no arguments, DRF's stubs differ
        return (type(self.view).__doc__ or "").strip()

    def get_tags(self) -> list[str]:
        return [str(self.path).removeprefix("/api/v1/").split("/")[0]]

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{}]

    def get_response_serializers(self) -> Any:
        answers: dict[Any, Any] = {(200, "application/json"): self.view.described()}
        for status, meaning in PROBLEMS.items():
            answers[(status, MEDIA_TYPE)] = OpenApiResponse(shapes.Problem, description=meaning)
        if self.view.conditional:
            answers[304] = OpenApiResponse(description="Nothing changed since the ETag given in If-None-Match.")
        return answers


def list_of(shape: type[serializers.Serializer[Any]], more: Mapping[str, serializers.Field[Any, Any, Any, Any]]) -> Any:
    """A page of some shape, with what the answer says beside it."""
    fields: dict[str, Any] = {
        "next": serializers.CharField(allow_null=True),
        "previous": serializers.CharField(allow_null=True),
        **more,
        "results": shape(many=True),
    }
    return inline_serializer(name=f"{shape.__name__}List", fields=fields)


class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 description of this API, as JSON or YAML."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []


class DocsView(SpectacularSwaggerSplitView):
    """The same to read and try; its scripts are files of ours, so that the content policy lets them run."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []
    template_name = "pledges/api_docs.html"
    url_name = "api:schema"
