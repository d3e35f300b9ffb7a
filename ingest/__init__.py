"""Reads Chinese texts about districts into raw fact rows.

The modules stand in the order in which a text passes through them, and import only upwards in this
list.

What the words are:

- ``patterns``: what the matches of a pattern have in common
- ``vocabulary``: the word lists, from ``seeds/`` and ``language/cues.yml``
- ``cues``: cue words, compiled
- ``chinese``: Chinese numerals
- ``numerals``: quantities
- ``periods``: time expressions
- ``names``: numerals that count nothing
- ``places``: places and organisations
- ``towns``: places below a county, which no seed lists
- ``indicators``: the catalogue of what is measured
- ``lexicon``: all of these, ready to be searched

What a document is:

- ``decode``: bytes to text
- ``listing``: which documents a corpus holds, and what is wrong with the rest
- ``doubling``: words that a page has printed twice
- ``layout``: undo the page layout
- ``limits``: what is too long to be read as one
- ``articles``: which passages belong together
- ``provenance``: title, place and date of a document
- ``responsibilities``: who answers for a measure of a policy paper

What a sentence says:

- ``scene``: what sentences take up and leave
- ``ranks``: ordinals that are positions in an order
- ``tokens``: names, periods, ranks, quantities and sentences of a block
- ``sentence``: one sentence under way
- ``phrases``: the words that can name something
- ``firms``: the firms that a passage is about
- ``subjects``: whom a clause is about
- ``timing``: when a figure holds
- ``beside``: what stands beside a figure
- ``moves``: which way a rate has moved
- ``measures``: which kind of statement a number makes
- ``naming``: from a noun phrase to an indicator
- ``counting``: what is counted, or limited in time
- ``kinds``: rates and aids that a rule grants
- ``comparing``: what is compared with what
- ``positions``: what a rank is in, and among whom
- ``lists``: what each number of a list is about
- ``about``: what a number is about, by any of these
- ``bounds``: how exact a figure is
- ``standards``: what figures are held against
- ``reliefs``: what a policy paper waives, defers or does free
- ``status``: actual, estimate, target or rule
- ``statements``: what one number states
- ``walk``: the clauses of a sentence
- ``chapters``: chapters that tell the present state
- ``clauses``: the sentences of a block

What comes out of it:

- ``cells``: the figures of a table, and what stands around them
- ``heads``: what the heads of columns and a caption say of them
- ``tables``: what the rows of a table state
- ``setting``: the scene of an article
- ``soundness``: what a fact must be like
- ``rows``: the rows that are handed on
- ``assemble``: from facts to rows
- ``reader``: one document
- ``ledger``: whether every number of a text is accounted for

A folder of documents:

- ``version``: what else decides how a document is read
- ``store``: the raw tables, from which what was read before can be copied
- ``corpus``: read what has changed, copy what has not
- ``spark``: read a corpus on Apache Spark
"""
