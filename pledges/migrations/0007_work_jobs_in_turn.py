"""A lane's next job is the first of an index, whatever its kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pledges", "0006_sources_notes_and_order_of_work")]

    operations = [
        migrations.RemoveIndex(model_name="job", name="jobs_in_turn"),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                fields=["lane", "priority", "next_at", "id"],
                condition=models.Q(("state", "waiting")),
                name="jobs_in_turn",
            ),
        ),
    ]
