"""
The word engine: many jurisdictions at once, from a compact register.

Rows that no question can tell apart form a class; the meaning is asked once for each class, by the columnar engine, and the data
are only counted.
"""
