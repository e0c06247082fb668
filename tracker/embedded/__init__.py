"""PostgreSQL and Valkey from their wheels: of one state folder, and gone when who started them is."""
