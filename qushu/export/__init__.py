"""Take the marts elsewhere: CSV, Parquet, Excel, SDMX-CSV. `docs/export.md` says what each loses.

`content` says what is exported; `flat`, `workbook` and `sdmx` write it.
"""
