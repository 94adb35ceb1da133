"""Stand-in for langchain_core: documents and the vector store that lives in memory."""

__version__ = "1.0.0+lab"
