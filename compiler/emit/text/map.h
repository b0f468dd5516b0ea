/* The weights as a file (--weights-out), to be linked in or mapped: *weights is where in it they
 * lie. `file` is its bytes, aligned to floats, in memory that stays. NET_EFORMAT: no such file, a
 * damaged one, or one for the other order of bytes; NET_EHASH: another net's. Reads all of it once.
 */
int net_map(const void *file, size_t bytes, const float **weights);
/* The same file where the assembler's text that came with it is linked in, NET_FILE_BYTES. */
extern const unsigned char net_file[];
