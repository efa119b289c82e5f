package dev.espy.domain.network;

/** One layer of an {@link Architecture}. */
public sealed interface Layer
    permits Layer.Convolution, Layer.MaxPooling, Layer.Dense, Layer.Dropout {

  /** How a window treats the edge of its input. */
  enum Padding {
    /** No padding: the window stays inside, so the result is smaller. */
    VALID,
    /** Padded with zeros so that at stride 1 the result is as large as the input. */
    SAME
  }

  /**
   * A convolution with a square kernel and a bias.
   *
   * @param filters number of channels it gives, positive
   * @param kernel height and width of its window, positive; odd where the padding is SAME
   * @param stride step of its window, positive
   * @param padding how it treats the edge; SAME adds (kernel - 1) / 2 on each side
   * @param activation applied to each result
   */
  record Convolution(int filters, int kernel, int stride, Padding padding, Activation activation)
      implements Layer {

    /**
     * @throws IllegalArgumentException if a number is not positive, or the kernel is even with SAME
     */
    public Convolution {
      require(filters > 0, "filters must be at least 1, not " + filters);
      require(kernel > 0, "kernel must be at least 1, not " + kernel);
      require(stride > 0, "stride must be at least 1, not " + stride);
      require(
          padding == Padding.VALID || kernel % 2 == 1,
          "kernel must be odd with padding 'same', not " + kernel);
    }
  }

  /**
   * The largest value in each square window, without padding.
   *
   * @param size height and width of the window, positive
   * @param stride step of the window, positive
   */
  record MaxPooling(int size, int stride) implements Layer {

    /**
     * @throws IllegalArgumentException if a number is not positive
     */
    public MaxPooling {
      require(size > 0, "size must be at least 1, not " + size);
      require(stride > 0, "stride must be at least 1, not " + stride);
    }
  }

  /**
   * A fully connected layer with a bias. Its input is flattened in the order channel, row, column.
   *
   * @param units number of values it gives, positive
   * @param activation applied to each result
   */
  record Dense(int units, Activation activation) implements Layer {

    /**
     * @throws IllegalArgumentException if the number of units is not positive
     */
    public Dense {
      require(units > 0, "units must be at least 1, not " + units);
    }
  }

  /**
   * While learning, sets each value to zero with a probability and multiplies the others with 1 /
   * (1 - rate); otherwise does nothing. (Srivastava et al., "Dropout", JMLR 15, 2014.)
   *
   * @param rate the probability to be dropped, from 0 up to but not including 1
   */
  record Dropout(double rate) implements Layer {

    /**
     * @throws IllegalArgumentException if the rate is out of range
     */
    public Dropout {
      require(rate >= 0 && rate < 1, "rate must be from 0 to below 1, not " + rate);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
