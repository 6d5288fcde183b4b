"""Vectors and terms: the encoder, the FAISS and BM25 indexes, their manifest, the query adapter."""
