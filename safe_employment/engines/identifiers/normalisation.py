"""What a code looks like and what it was meant to be: width, case, look-alike characters."""

import unicodedata

#: Letters that GB 32100 leaves out because they look like digits, and the digit they stand for.
LOOK_ALIKES = {"O": "0", "I": "1", "S": "5", "Z": "2"}


def normalise(text: str) -> str:
    """`text` in half width and capitals, with only the letters A–Z and digits kept."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character.isascii() and character.isalnum())


def without_look_alikes(code: str) -> str:
    """`code` with the letters that no unified social credit code has replaced by the digits they look
    like.
    """
    return "".join(LOOK_ALIKES.get(character, character) for character in code)
