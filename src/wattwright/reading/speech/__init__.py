"""Who says what: quotes, reported clauses, opinions and assertions without a number.

`Voices` says whom every stretch of a text is put into the mouth of.
"""

from wattwright.reading.speech.attribution import Voices

__all__ = ["Voices"]
