"""What each fold of an account took in, so that a process that keeps an account knows which articles to read again."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from pledges.models.articles import Article
from pledges.models.ledger import Account


class UnfoldedArticle(models.Model):
    """What counts of an article in an account is otherwise, and no fold has taken it in.

    The database writes it with the claims, whoever writes these (`ClaimState`), and the next fold takes it away.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="unfolded")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)


class AccountFold(models.Model):
    """One fold of an account, of the latest some: `token` is nobody else's, so that a fold whose transaction came to
    nothing is never taken for the one that has its number now. `articles` it took in, and `places` has by standing the
    keys of the rows that it looked at (`pledges.services.written.Places`); None where they were too many.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="folds", db_index=False)
    number = models.BigIntegerField()
    token = models.UUIDField()
    articles = ArrayField(models.BigIntegerField(), null=True)
    places = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "number"], name="folds_in_turn")]
