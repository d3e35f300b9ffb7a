"""Reads Chinese texts about districts into raw fact rows.

The modules stand in the order in which a text passes through them, and import only downwards:
``decode`` (bytes to text), ``layout`` (undo the page layout), ``vocabulary`` (the word lists),
``numerals`` (quantities), ``periods`` (time expressions), ``places`` (places and organisations),
``indicators`` (what is measured), ``articles`` (which passage belongs together), ``clauses``
(what a clause states), ``tables`` (what a table cell states), ``responsibilities`` (who answers for
a measure), ``reader`` (one document), ``corpus`` (a folder of documents).
"""
