"""Whatever goes wrong, the answer is an RFC 9457 problem document that says what and where."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)


class BadParameter(exceptions.APIException):
    """A parameter that is unknown, or whose value is none. `accepts` says in one phrase what would be right."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, *, parameter: str, detail: str, accepts: str) -> None:
        super().__init__(detail)
        self.parameter = parameter
        self.accepts = accepts


def problem(*, status: int, detail: str, instance: str, kind: str = "about:blank", **more: Any) -> dict[str, Any]:
    """The members of a problem document (RFC 9457, 3.1) and our own beside them."""
    return {
        "type": kind,
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "instance": instance,
        **more,
    }


def answer_with_problem(error: Exception, context: Mapping[str, Any]) -> Response:
    """REST framework's exception handler: every exception of a view becomes a problem document.

    What nobody foresaw is logged with its traceback and told as 500 without its words.
    """
    set_rollback()
    request = context["request"]
    instance = request.get_full_path()
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or None)
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        log.error("%s failed", instance, exc_info=error)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return _response(problem(status=status, detail="The server failed to answer; it is logged.", instance=instance))
    body = problem(status=error.status_code, detail=_detail(error), instance=instance)
    if isinstance(error, BadParameter):
        body |= {
            "type": "urn:pledge-tracker:bad-parameter",
            "parameter": error.parameter,
            "accepts": error.accepts,
        }
    return _response(body, headers=_headers(error))


def _detail(error: exceptions.APIException) -> str:
    detail = error.detail
    return str(detail) if isinstance(detail, str) else "; ".join(str(part) for part in detail)


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    wait = getattr(error, "wait", None)
    if wait is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    return headers


def _response(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(body, status=body["status"], headers=headers, content_type=MEDIA_TYPE)
