/* FILE-LAYOUT: a name of 16 bytes, then numbers of 32 bits: the order of bytes, a checksum, the tag
 * of net and layout, how many floats; zeros up to NET_FILE_HEAD, the floats. */
int net_map(const void *file, size_t bytes, const float **weights)
{
    static const char name[16] = "netc weights";
    const uint64_t tag = NET_FILE_TAG;
    const unsigned char *const p = (const unsigned char *)file;
    uint32_t head[5], word, sum = 0;
    size_t i;
    if (!file || !weights)
        return NET_EARG;
    if ((uintptr_t)file % sizeof(float))
        return NET_EALIGN;
    if (bytes < NET_FILE_HEAD || memcmp(file, name, sizeof name))
        return NET_EFORMAT;
    memcpy(head, p + sizeof name, sizeof head);
    if (head[0] != 0x01020304u)
        return NET_EFORMAT;
    if (head[2] != (uint32_t)(tag & 0xFFFFFFFFu) || head[3] != (uint32_t)(tag >> 32))
        return NET_EHASH;
    if (head[4] != NET_FILE_FLOATS || bytes < NET_FILE_BYTES)
        return NET_EFORMAT;
    for (i = NET_FILE_HEAD; i < NET_FILE_BYTES; i += sizeof word) {
        memcpy(&word, p + i, sizeof word);
        sum = (sum ^ word) * 0x9E3779B1u;
        sum ^= sum >> 15;
    }
    if (sum != head[1])
        return NET_EFORMAT;
    *weights = (const float *)(const void *)(p + NET_FILE_HEAD);
    return NET_OK;
}
