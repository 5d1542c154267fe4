"""One assessment, many forms."""
