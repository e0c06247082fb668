"""PostgreSQL and Valkey from their wheels: private to one state folder, and alive no longer than who started them."""
