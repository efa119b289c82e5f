package dev.espy.domain.network;

import dev.espy.domain.Shape;
import dev.espy.domain.network.Parameter.Role;
import java.util.List;

/** One layer of an {@link Architecture}. */
public sealed interface Layer
    permits Layer.Convolution,
        Layer.BatchNormalization,
        Layer.MaxPooling,
        Layer.GlobalAveragePooling,
        Layer.Dense,
        Layer.Dropout,
        Layer.Residual {

  /**
   * Returns the short name of the layer's kind, such as {@code conv}, used in the names of layers.
   */
  String kind();

  /**
   * Returns the shape of the output.
   *
   * @param input the shape of the input
   * @throws IllegalArgumentException if the layer does not fit the input, with a message for the
   *     user
   */
  Shape output(Shape input);

  /**
   * Returns the layer's parameters in the order of storage, without those of inner layers.
   *
   * @param name the layer's name
   * @param input the shape of the input
   */
  default List<Parameter> parameters(String name, Shape input) {
    return List.of();
  }

  /** Calls the visitor's case for the layer's kind, and returns its result. */
  <R> R accept(LayerVisitor<R> visitor);

  /** The treatment of the input's edge by a window. */
  enum Padding {
    /** No padding: the window stays inside, so the output is smaller. */
    VALID,
    /** Padding with zeros: at stride 1 the output is as large as the input. */
    SAME
  }

  /**
   * A convolution with a square kernel.
   *
   * @param filters number of output channels, positive
   * @param kernel height and width of the window, positive; odd if the padding is SAME
   * @param stride step of the window, positive
   * @param padding treatment of the edge; SAME adds (kernel - 1) / 2 zeros on each side
   * @param activation the function applied to each result
   * @param bias true to add a learned number to each channel; useless before a normalization
   */
  record Convolution(
      int filters, int kernel, int stride, Padding padding, Activation activation, boolean bias)
      implements Layer {

    /**
     * @throws IllegalArgumentException if a number is not positive, or the kernel is even with SAME
     */
    public Convolution {
      requirePositive("filters", filters);
      requirePositive("kernel", kernel);
      requirePositive("stride", stride);
      require(
          padding == Padding.VALID || kernel % 2 == 1,
          "kernel must be odd with padding 'same', not " + kernel);
    }

    /** Makes a convolution with a bias. */
    public Convolution(
        int filters, int kernel, int stride, Padding padding, Activation activation) {
      this(filters, kernel, stride, padding, activation, true);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "conv";
    }

    /** Returns the number of zeros added on each side. */
    public int margin() {
      return padding == Padding.SAME ? (kernel - 1) / 2 : 0;
    }

    @Override
    public Shape output(Shape input) {
      return new Shape(
          filters,
          slide(Math.addExact(input.height(), 2 * margin()), kernel, stride),
          slide(Math.addExact(input.width(), 2 * margin()), kernel, stride));
    }

    @Override
    public List<Parameter> parameters(String name, Shape input) {
      Parameter weight = Role.WEIGHT.of(name, filters, input.channels(), kernel, kernel);
      return bias ? List.of(weight, Role.BIAS.of(name, filters)) : List.of(weight);
    }
  }

  /**
   * Normalizes each channel to mean 0 and variance 1, then applies a learned scale and shift.
   * Training uses the mean and variance of the batch and updates running ones; inference uses the
   * running ones (Ioffe and Szegedy, "Batch Normalization", 2015).
   *
   * @param momentum weight of a batch in the running mean and (unbiased) variance, above 0 and up
   *     to 1
   * @param epsilon number added to the variance, positive
   * @param activation the function applied to each result
   */
  record BatchNormalization(double momentum, double epsilon, Activation activation)
      implements Layer {

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public BatchNormalization {
      require(momentum > 0 && momentum <= 1, "momentum must be above 0 up to 1, not " + momentum);
      require(epsilon > 0 && epsilon < 1, "epsilon must be between 0 and 1, not " + epsilon);
    }

    /** Returns a normalization with the usual momentum 0.1 and epsilon 1e-5. */
    public static BatchNormalization then(Activation activation) {
      return new BatchNormalization(0.1, 1e-5, activation);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "norm";
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }

    @Override
    public List<Parameter> parameters(String name, Shape input) {
      int channels = input.channels();
      return List.of(
          Role.SCALE.of(name, channels),
          Role.SHIFT.of(name, channels),
          Role.MEAN.of(name, channels),
          Role.VARIANCE.of(name, channels));
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
      requirePositive("size", size);
      requirePositive("stride", stride);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "pool";
    }

    @Override
    public Shape output(Shape input) {
      return new Shape(
          input.channels(),
          slide(input.height(), size, stride),
          slide(input.width(), size, stride));
    }
  }

  /** The mean of each channel. */
  record GlobalAveragePooling() implements Layer {

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "mean";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.vector(input.channels());
    }
  }

  /**
   * A fully connected layer with a bias. Its input is flattened in the order channel, row, column.
   *
   * @param units number of output values, positive
   * @param activation the function applied to each result
   */
  record Dense(int units, Activation activation) implements Layer {

    /**
     * @throws IllegalArgumentException if the number of units is not positive
     */
    public Dense {
      requirePositive("units", units);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "dense";
    }

    @Override
    public Shape output(Shape input) {
      return Shape.vector(units);
    }

    @Override
    public List<Parameter> parameters(String name, Shape input) {
      return List.of(Role.WEIGHT.of(name, units, input.size()), Role.BIAS.of(name, units));
    }
  }

  /**
   * In training, sets each value to zero with probability {@code rate} and multiplies the others by
   * 1 / (1 - rate); in inference, does nothing. (Srivastava et al., "Dropout", JMLR 15, 2014.)
   *
   * @param rate the probability of zero, from 0 to below 1
   */
  record Dropout(double rate) implements Layer {

    /**
     * @throws IllegalArgumentException if the rate is out of range
     */
    public Dropout {
      require(rate >= 0 && rate < 1, "rate must be from 0 to below 1, not " + rate);
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "dropout";
    }

    @Override
    public Shape output(Shape input) {
      return input;
    }
  }

  /**
   * Adds the output of inner layers to the block's input. If the shapes differ, the input is first
   * projected: by a 1x1 convolution without bias, whose stride gives the output's shape, and a
   * batch normalization. (He et al., "Deep Residual Learning for Image Recognition", 2016.)
   *
   * @param layers the inner layers, at least one
   * @param activation the function applied to the sum
   */
  record Residual(List<Layer> layers, Activation activation) implements Layer {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no inner layer
     */
    public Residual {
      layers = List.copyOf(layers);
      require(!layers.isEmpty(), "a residual block needs at least one layer");
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
      return visitor.visit(this);
    }

    @Override
    public String kind() {
      return "block";
    }

    @Override
    public Shape output(Shape input) {
      Shape shape = input;
      for (Layer layer : layers) {
        shape = layer.output(shape);
      }
      return shape;
    }

    /**
     * Returns the layers of the projection, or an empty list if the input is added unchanged.
     *
     * @throws IllegalArgumentException if no projection gives the output shape of the inner layers
     */
    public List<Layer> shortcut(Shape input) {
      Shape output = output(input);
      if (output.equals(input)) {
        return List.of();
      }
      // An output side of one pixel does not determine the stride; the other side may.
      int stride =
          Math.max(
              (input.height() + output.height() - 1) / output.height(),
              (input.width() + output.width() - 1) / output.width());
      Convolution projection =
          new Convolution(output.channels(), 1, stride, Padding.VALID, Activation.IDENTITY, false);
      require(
          projection.output(input).equals(output),
          "its layers turn %dx%d pixels into %dx%d, which no shortcut can match"
              .formatted(input.width(), input.height(), output.width(), output.height()));
      return List.of(projection, BatchNormalization.then(Activation.IDENTITY));
    }
  }

  private static int slide(int from, int window, int stride) {
    require(
        window <= from,
        "its window is %d wide, but only %d pixels are left there; use a larger image size or fewer layers before it"
            .formatted(window, from));
    return (from - window) / stride + 1;
  }

  private static void requirePositive(String name, int value) {
    require(value > 0, name + " must be at least 1, not " + value);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
