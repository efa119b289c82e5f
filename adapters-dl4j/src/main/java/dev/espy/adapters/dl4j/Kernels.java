package dev.espy.adapters.dl4j;

/** Whose code computes what. */
enum Kernels {
  /** As {@link #JAVA}, but oneDNN's for the first layers, as far as it knows them. */
  ONEDNN,

  /**
   * ND4J's for convolutions and matrix products, loops in Java for all else. Arrays must be in the
   * host's memory.
   */
  JAVA,

  /**
   * ND4J's operations alone: arrays may be anywhere, so this is the way on a GPU. Everything goes
   * up and comes down in a few places: batches, what dropout keeps, weights to start with; logits,
   * weights to save.
   */
  ND4J;

  /**
   * Returns whose code convolutions and poolings take. On a GPU not cuDNN's, unless {@code
   * -Despy.cudnn=true} asks for it: for each convolution, each time anew, these natives have cuDNN
   * try all of its algorithms (cudnnFindConvolutionForwardAlgorithm and its likes are what they are
   * linked with, nothing that only asks for one), and the one that is the fastest now need not be
   * so tomorrow, so that the same training would not give the same weights again.
   */
  NativeOperation.Code code() {
    return this != ND4J || Boolean.getBoolean("espy.cudnn")
        ? NativeOperation.Code.VENDOR
        : NativeOperation.Code.PLAIN;
  }
}
