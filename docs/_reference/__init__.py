"""The reference pages: what the code itself says of its records, functions, checks and its hook, as Markdown."""
