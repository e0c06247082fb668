"""An audit folds what is read from articles, without a database, and shows the largest lines with their sentences."""
