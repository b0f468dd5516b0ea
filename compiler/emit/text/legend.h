/* How to read this file.
 *   value    of a layer: [n][blocks][H][W][16] floats, a block of 16 channels after the other;
 *            lanes beyond the last channel are 0. A vector is the same with H = W = 1
 *   panel    weights of 16 output channels: a row of 16 for each input channel
 *   tile     outputs whose sums a product holds in registers
 *   row      pixels of one block that are finished together; what is fused into a layer works on it
 *   range    begin to end: a piece of a layer's work; the ranges of one layer may run in any order
 *   stage    steps that are handed out together: a range does several, or those of other steps
 *   worker   who runs a range, with scratch of its own; a serial program has one
 * A function named after a kernel, as net_conv_forward would be, is its body for any shape: the
 * constants (C, K: channels in and out; H, W, OH, OW: maps in and out; KH, KW, SH, SW: window and
 * stride; others where they are used) are its first arguments. More kernels in its name are fused
 * into it, and work on each row as it is finished; f0_, f1_ ... begin their arguments.
 * net_infer_LAYER_KERNEL is a step of inference, net_forward_... and net_backward_... of training:
 * it gives the body the layer's shape and its memory. Memory is counted in floats: run->work is
 * that of this call, and NET_WORK_LAYER_USE, for training NET_TRAIN_LAYER_USE, says where in it a
 * buffer lies. What is done with every parameter works on rows of tables, with their constants and
 * places. net_run_PROGRAM runs all steps of a program. */
