"""Sources that are polled: what a listing holds, how a host is asked politely, and what a poll and a fetch do."""
