"""Articles come in from manifests, folders, files and URLs; what can't be read is refused with one clear line."""
