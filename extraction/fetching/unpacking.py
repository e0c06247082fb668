"""A packed body is unpacked in small steps and must be whole: what it becomes is never held at once."""

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
from backports import zstd

from extraction.fetching.failures import Cause, Failure

STEP_BYTES = 65_536  # unpacked at a time
ZSTD_WINDOW = 23  # 8 MiB, the most that HTTP lets a sender ask for (RFC 9659)
GZIP_START = b"\x1f\x8b"

type Chunks = Iterable[bytes]


def unpacked(chunks: Chunks, coding: str) -> Iterator[bytes]:
    """A body without its `Content-Encoding`.

    Raises Failure for an encoding that is not in `CODINGS` (two at once are none), for damage, and for an end that
    comes too early. A body without a byte is empty, whatever its encoding.
    """
    named = coding.strip().lower()
    if named not in CODINGS:
        raise Failure(Cause.BAD_ENCODING, f"is packed as {coding!r}, which is not understood")
    try:
        yield from CODINGS[named](chunks)
    except (zlib.error, brotli.error, zstd.ZstdError) as error:
        raise Failure(Cause.BAD_ENCODING, f"its {named} body is damaged ({error})") from None


def _plain(chunks: Chunks) -> Iterator[bytes]:
    yield from chunks


def _gzip(chunks: Chunks) -> Iterator[bytes]:
    """One member or several; what follows the last and starts none is padding."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    seen = False
    for chunk in chunks:
        seen = seen or bool(chunk)
        while chunk:
            if unpacker.eof and not chunk.startswith(GZIP_START[: len(chunk)]):
                break
            if unpacker.eof:
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield from _inflated(unpacker, chunk)
            chunk = unpacker.unused_data
    _must_be_whole(seen, unpacker.eof)


def _deflate(chunks: Chunks) -> Iterator[bytes]:
    """With zlib's two bytes in front, as the standard has it, or without, as some servers do."""
    start, unpacker = b"", None
    for chunk in chunks:
        if unpacker is None:
            start += chunk
            if len(start) < 2:
                continue
            unpacker = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_head(start) else -zlib.MAX_WBITS)
            chunk = start
        if unpacker.eof:
            continue  # padding
        yield from _inflated(unpacker, chunk)
    _must_be_whole(bool(start), unpacker is not None and unpacker.eof)


def _brotli(chunks: Chunks) -> Iterator[bytes]:
    unpacker, seen = brotli.Decompressor(), False
    for chunk in chunks:
        seen = seen or bool(chunk)
        part = unpacker.process(chunk, output_buffer_limit=STEP_BYTES) if chunk else b""
        while part:
            yield part
            part = unpacker.process(b"", output_buffer_limit=STEP_BYTES)
    _must_be_whole(seen, unpacker.is_finished())


def _zstd(chunks: Chunks) -> Iterator[bytes]:
    """One frame or several."""
    limits = {int(zstd.DecompressionParameter.window_log_max): ZSTD_WINDOW}
    unpacker, seen = zstd.ZstdDecompressor(options=limits), False
    for chunk in chunks:
        seen = seen or bool(chunk)
        while chunk:
            if unpacker.eof:
                unpacker = zstd.ZstdDecompressor(options=limits)
            part = unpacker.decompress(chunk, STEP_BYTES)
            while part:
                yield part
                part = b"" if unpacker.eof or unpacker.needs_input else unpacker.decompress(b"", STEP_BYTES)
            chunk = unpacker.unused_data if unpacker.eof else b""
    _must_be_whole(seen, unpacker.eof)


def _inflated(unpacker: "zlib._Decompress", chunk: bytes) -> Iterator[bytes]:
    """What a chunk unpacks to; what follows the end is left in `unused_data`."""
    part = unpacker.decompress(chunk, STEP_BYTES)
    yield part
    while not unpacker.eof and (part or unpacker.unconsumed_tail):
        part = unpacker.decompress(unpacker.unconsumed_tail, STEP_BYTES)
        yield part


def _has_zlib_head(start: bytes) -> bool:
    return start[0] & 0x0F == 8 and int.from_bytes(start[:2]) % 31 == 0


def _must_be_whole(seen: bool, finished: bool) -> None:
    if seen and not finished:
        raise Failure(Cause.CUT_SHORT, "its packed body ends too early")


CODINGS: dict[str, Callable[[Chunks], Iterator[bytes]]] = {
    "": _plain,
    "identity": _plain,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}

ACCEPTED = "gzip, deflate, br, zstd"
