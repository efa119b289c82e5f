package dev.espy.adapters.cli.options;

import dev.espy.adapters.cli.values.NotationConverter;
import dev.espy.domain.device.DeviceRequest;
import dev.espy.domain.recipe.Notation;
import picocli.CommandLine.Option;

/** The device on which an engine runs. */
public final class DeviceOption {

  /** The option's name. */
  public static final String NAME = "--device";

  @Option(
      names = NAME,
      defaultValue = "${env:ESPY_DEVICE:-auto}",
      converter = Converter.class,
      paramLabel = "NAME",
      description =
          "auto (a GPU if the engine can use one), cpu, gpu, or gpu:N (as nvidia-smi counts)."
              + " Default: auto, or what ESPY_DEVICE says.")
  private DeviceRequest request;

  /** Returns the requested device. */
  public DeviceRequest request() {
    return request;
  }

  /** Converts the name of a device. */
  static final class Converter extends NotationConverter<DeviceRequest> {
    Converter() {
      super(Notation.of(Converter::parse));
    }

    private static DeviceRequest parse(String text) {
      try {
        return DeviceRequest.parse(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage() + "; nvidia-smi lists the numbers", e);
      }
    }
  }
}
