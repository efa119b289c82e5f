package dev.espy.adapters.dl4j;

/** The code that computes a network's layers. */
enum Kernels {
  /** OneDNN for all layers. {@link #JAVA} replaces it where oneDNN is absent. */
  ONEDNN,

  /**
   * ND4J for convolutions and matrix products, loops in Java for the rest. Arrays must be in host
   * memory.
   */
  JAVA,

  /**
   * ND4J's operations alone, for arrays in GPU memory. Only these values are copied between host
   * and GPU: batches, dropout masks, logits and their gradient, and weights that are loaded or
   * saved.
   */
  ND4J
}
