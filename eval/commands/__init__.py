"""What each command of `alinea eval` does, one file a command; `eval.cli` declares their options."""
