"""What each part of the retrieval is worth: the product measured with that part left out."""
