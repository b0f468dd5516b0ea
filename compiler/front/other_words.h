/* Words of other frameworks, for the hints of errors. One line a word in other_words.def. */
#ifndef NETC_OTHER_WORDS_H
#define NETC_OTHER_WORDS_H
#include "base/diag.h"

/* What leads from `word` of another framework, looked up in vain in `place`, to netc's own; NULL:
 * nothing is known of it. */
const char *other_word(const char *place, const char *word);
/* The same as a hint under the last message. False, and nothing is added, where nothing is known.
 */
bool note_other_word(Diag *d, const char *place, const char *word);
#endif
