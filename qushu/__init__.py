"""The command line: build a release from a corpus, publish it, and ask it questions."""
