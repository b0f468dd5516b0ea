/* By its bits, so that no option of a compiler takes the question for answered. */
static int net_finite(float v)
{
    uint32_t u;
    memcpy(&u, &v, sizeof u);
    return (u & 0x7F800000u) != 0x7F800000u;
}
