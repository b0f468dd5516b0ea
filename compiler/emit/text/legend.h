/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 * net_i3_LAYER_KERNEL is the function of one step of inference (t: of training), with its shape as
 * constants; net_i3_LAYER_KERNEL_task calls it for one range; net_run_PROGRAM runs all steps.
 * NET_WORK_LAYER_USE says where a buffer lies, for training NET_TRAIN_WORK_LAYER_USE. */
