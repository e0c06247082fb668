"""The Django project: settings, processes and the embedded servers; wiring, and no word of the domain.

Importing a part of it imports no Django: the supervisor and the servers' launcher must start without it.
"""
