/* A step on each trained weight, in place, by the mean of what `samples` calls of net_learn have
 * added up since the last step, at least 1; the sums are 0 again. rate: finite, from 0 up. */
int net_step(float *trained, float *kept, int samples, float rate);
