package dev.espy.adapters.cli.options;

import dev.espy.domain.device.DeviceRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
  static final class Converter implements ITypeConverter<DeviceRequest> {
    @Override
    public DeviceRequest convert(String value) {
      try {
        return DeviceRequest.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage() + "; nvidia-smi lists the numbers");
      }
    }
  }
}
