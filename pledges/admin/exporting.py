"""Selected articles are handed out with what editors decided about them, as `manage.py train --gold` reads it."""

import tempfile
import zipfile
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest

from pledges.admin.permissions import JUDGE, may
from pledges.admin.readonly import ReadOnlyAdmin
from pledges.models import Article
from pledges.queries.gold import exported, gold_files

AS_OF_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the same decisions give the same bytes
HELD = 1 << 20  # bytes of an archive that are held in memory; what is more goes to a file


class ExportsGold(ReadOnlyAdmin):
    """Articles whose decisions can be exported by who may judge."""

    actions = ("export_gold",)

    @admin.action(description="Export verdicts on the selected articles as gold (zip)", permissions=["judge"])
    def export_gold(self, request: HttpRequest, queryset: QuerySet[Article]) -> FileResponse | None:
        """The files of an export in one archive; None, with a message, where nobody decided anything."""
        articles = set(queryset.order_by().values_list("pk", flat=True))
        archive: Any = tempfile.SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 - the answer closes it
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
            for name, content in gold_files(exported(articles=articles)):
                files.writestr(zipfile.ZipInfo(name, AS_OF_NO_TIME), content, zipfile.ZIP_DEFLATED)
            written = len(files.namelist())
        if written == 1:  # the manifest, which names no article
            archive.close()
            messages.warning(request, "Nobody has accepted, corrected or rejected a claim of these articles.")
            return None
        archive.seek(0)
        return FileResponse(archive, as_attachment=True, filename="gold.zip", content_type="application/zip")

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may(request, JUDGE)
