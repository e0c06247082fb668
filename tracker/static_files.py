"""Static files are compressed once, at `collectstatic`, well and quickly."""

from __future__ import annotations

from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Brotli's best, 11, takes 25 times as long for 8 % less: a minute of the first `make run`.
QUALITY = 9


class QuickCompressor(Compressor):  # type: ignore[misc]  # whitenoise has no types
    """WhiteNoise's, with less of Brotli's effort."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        """The data compressed."""
        compressed: bytes = brotli.compress(data, quality=QUALITY)
        return compressed


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with a hash of the content, each file beside its compressed forms."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """What compresses each file."""
        return QuickCompressor(**kwargs)
