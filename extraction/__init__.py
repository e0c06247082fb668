"""From an article to claims. Products of matrices stay on one thread: workers are processes, one a core."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is first imported
