/* Words that were renamed, and which older net files, checkpoints and command lines may still have.
 * One line a word in renamed.def. */
#ifndef NETC_RENAMED_H
#define NETC_RENAMED_H

/* What `word` is called now in `place` (see renamed.def); NULL: it was never renamed. */
const char *renamed(const char *place, const char *word);
/* The other way: the i-th word (from 0) that is called `now` now; NULL: there are no more. */
const char *renamed_before(const char *place, const char *now, int i);
#endif
