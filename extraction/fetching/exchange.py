"""One request and one answer over one line, in HTTP/1.1 as h11 reads it: what contradicts itself is no answer."""

from collections.abc import Iterable, Iterator

import h11

from extraction.fetching.failures import Cause, Failure
from extraction.fetching.lines import Line

HEAD_BYTES = 100_000  # of one head, interim ones (`103`) each
HEADS_BYTES = 300_000  # of all heads of an answer together

type Headers = Iterable[tuple[bytes, bytes]]


class Exchange:
    """A GET and its answer; first `head`, then `body`."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_BYTES)
        self._ended = False

    def head(self, *, target: bytes, headers: Headers) -> h11.Response:
        """Ask, and read the head of the answer, past all interim ones."""
        try:
            request = h11.Request(method=b"GET", target=target, headers=list(headers))
            sent = [self._http.send(request), self._http.send(h11.EndOfMessage())]
        except h11.LocalProtocolError as error:
            raise Failure(Cause.BAD_URL, f"can't be asked ({error})") from None
        self._line.write(b"".join(part for part in sent if part))
        while True:
            event = self._event()
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                raise Failure(Cause.BAD_ANSWER, "answered with another protocol")

    def body(self) -> Iterator[bytes]:
        """The body as it came, still packed. Raises Failure where its length is not the one that was announced."""
        while isinstance(event := self._event(), h11.Data):
            yield bytes(event.data)
        if self._http.trailing_data[0]:
            raise Failure(Cause.BAD_ANSWER, "sent more bytes than it announced")

    def _event(self) -> h11.Event | type[h11.PAUSED]:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                data = self._line.read()
                self._ended = not data
                self._http.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise self._broken(error) from None
        if isinstance(event, h11.ConnectionClosed):
            raise Failure(Cause.CUT_SHORT, "ended the connection without an answer")
        return event  # type: ignore[return-value]  # the loop leaves no NEED_DATA, which mypy does not see

    def _broken(self, error: h11.RemoteProtocolError) -> Failure:
        if self._ended:
            return Failure(Cause.CUT_SHORT, f"ended the connection before its answer was whole ({error})")
        if error.error_status_hint == 431:
            return Failure(Cause.TOO_LARGE, f"has a head of more than {HEAD_BYTES:,} bytes")
        return Failure(Cause.BAD_ANSWER, f"answered what is no HTTP ({error})")
