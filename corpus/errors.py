"""The errors of the corpus, all under one root.

CorpusError
├── CatalogueError   a document is missing, altered, or described wrongly
├── ParsingError     a source holds a block that its parser cannot place
├── EvidenceError    a piece of evidence stands in no paragraph
└── BankError        an anticipated question points at no paragraph
"""


class CorpusError(ValueError):
    """Root of the errors raised by `corpus`."""


class CatalogueError(CorpusError):
    """A document is missing, altered, or described wrongly."""


class ParsingError(CorpusError):
    """A source holds a block that its parser cannot place."""


class EvidenceError(CorpusError):
    """A piece of evidence stands in no paragraph."""


class BankError(CorpusError):
    """An anticipated question points at no paragraph."""
