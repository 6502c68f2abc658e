"""Makes the tables of the catalog from the shared research tables; run by `dev/build_tables.py`."""
