"""Reading: the text of an article to statements that can be checked.

`read` takes German or English text and gives a `Reading`: language, day of publication, title, and every
quantity, milestone, quote, opinion and checkable assertion as a `Statement` with value, unit, entity,
speaker and modality. It works by rules and lexicons (`data/lexicon`), offline, and the same text always
gives the same statements. `reading_json` writes a reading in the form of the annotated corpus.

Rooms: `amounts` finds numbers with units, `meaning` settles what they count, `names` finds whose they are,
`speech` finds who says what, `claims` writes the statements.
"""

from wattwright.reading.reader import read
from wattwright.reading.statements import Reading, Statement, reading_json

__all__ = ["Reading", "Statement", "read", "reading_json"]
