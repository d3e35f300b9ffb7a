"""SQL that the queries of several pages share."""

_FIELDS = ("value", "value_low", "value_high", "unit", "bound", "precision", "measure", "status",
           "period", "year", "observation_id", "document_id", "indicator_id",
           "district_id")  # fmt: skip


def columns(alias: str) -> str:
    """An observation as columns: its figure, and where it stands.

    :param alias: that of fct_observation in the query.
    """
    return ", ".join(f"{alias}.{field}" for field in _FIELDS)


def fields(alias: str) -> str:
    """An observation as one value: its figure, and where it stands.

    :param alias: that of fct_observation in the query.
    """
    return "{" + ", ".join(f"'{field}': {alias}.{field}" for field in _FIELDS) + "}"


def figure(alias: str, name: str) -> str:
    """The same as a column; its fields are null where a left join finds nothing."""
    return f"{fields(alias)} as {name}"
