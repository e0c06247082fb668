"""A lock that lags behind pyproject.toml is found, without asking the network."""

from __future__ import annotations

import pytest

from tracker.lockstep import disagreements

PYPROJECT = """
[project]
dependencies = ["alpha>=2,<3"]
[dependency-groups]
dev = ["Beta_Tool[extra]"]
"""
ALPHA = "alpha==2.1 \\\n    --hash=sha256:00\n    # via pledge-tracker (pyproject.toml)\n"
BETA = (
    "beta-tool==1.0 \\\n    --hash=sha256:01\n    # via\n    #   pledge-tracker (pyproject.toml:dev)\n    #   other\n"
)
GAMMA = "gamma==1.0 \\\n    --hash=sha256:02\n    # via pledge-tracker (pyproject.toml)\n"


@pytest.mark.parametrize(
    ("lock", "lines"),
    [
        pytest.param(ALPHA + BETA, [], id="in-step"),
        pytest.param(BETA, ["alpha is asked for and not in the lock"], id="missing"),
        pytest.param(
            ALPHA.replace("2.1", "3.0") + BETA, ["alpha is locked to 3.0, asked for as alpha<3,>=2"], id="other-version"
        ),
        pytest.param(
            ALPHA + BETA + GAMMA, ["gamma is in the lock for pyproject.toml, which does not ask for it"], id="left-over"
        ),
        pytest.param(
            ALPHA + BETA.replace("pledge-tracker (pyproject.toml:dev)", "another"),
            ["beta-tool is asked for, and the lock has it for another package only"],
            id="by-chance",
        ),
        pytest.param(
            "--index-url https://example.invalid\n" + ALPHA + BETA,
            ["the lock must have hashes, and name no address"],
            id="names-an-address",
        ),
    ],
)
def test_finds(lock: str, lines: list[str]) -> None:
    assert disagreements(PYPROJECT, lock) == lines
