/* Pictures or WAV files whose labels stand in a table (pictureset.c). */
#ifndef NETC_DATA_LISTED_H
#define NETC_DATA_LISTED_H
#include "data/dataset.h"

/* Is PATH a table, or a folder with one (train.csv, train/labels.csv, labels.csv and so on), or
 * does the train section say something of its columns? */
bool listed_there(const DatasetRequest *req);
/* Loads what it lists: pictures, or sounds. */
bool listed_load(const DatasetRequest *req, Dataset *d, bool sounds, Err *err);
#endif
