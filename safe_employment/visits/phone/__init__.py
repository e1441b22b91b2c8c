"""The association's side of the visit app (docs/decisions/0016): pairing, the day's bundle, sealed parts."""
