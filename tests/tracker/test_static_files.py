"""What is collected lies beside its compressed forms, which say the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
from django.core.files.base import ContentFile

from tracker.static_files import StaticFiles


def test_each_file_has_both_compressed_forms(tmp_path: Path) -> None:
    style = b"table td { color: #333333; }\n" * 100
    storage = StaticFiles(location=str(tmp_path), base_url="/static/")
    storage.save("page.css", ContentFile(style))
    list(storage.post_process({"page.css": (storage, "page.css")}))
    named = storage.stored_name("page.css")
    assert named != "page.css"
    for name in ("page.css", named):
        assert brotli.decompress((tmp_path / f"{name}.br").read_bytes()) == style
        assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()) == style
