/* @if !adds */
/* One step on one sample: its outputs y as net_infer gives them, its loss (loss_of may be NULL),
 * and a step on each trained weight by its gradient, in place: no gradients of weights are stored.
 * Weights that were trained are what net_infer reads, at once. NET_ENAN has written y and the loss
 * alone. rate: finite, from 0 up. */
/* @if kept */
/* kept: what steps keep, NET_KEPT_FLOATS, all 0 before the first. */
/* @end */
/* @end */
/* @if adds */
/* The gradients of one sample are added to the sums in kept (NET_KEPT_FLOATS, all 0 before the
 * first call); its outputs y are those of net_infer, its loss is *loss_of, which may be NULL.
 * NET_ENAN has written y and the loss alone. */
/* @end */
/* @if !int_labels */
/* label: NET_OUTPUTS numbers that y should be. */
/* @end */
