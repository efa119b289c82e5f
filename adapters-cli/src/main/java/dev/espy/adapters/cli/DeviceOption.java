package dev.espy.adapters.cli;

import dev.espy.domain.device.DeviceRequest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where an engine is to run. */
final class DeviceOption {

  /** The option's name. */
  static final String NAME = "--device";

  @Option(
      names = NAME,
      defaultValue = "${env:ESPY_DEVICE:-auto}",
      converter = Converter.class,
      paramLabel = "NAME",
      description =
          "auto (a GPU if the engine can use one), cpu, gpu, or gpu:N (as nvidia-smi counts)."
              + " Default: auto, or what ESPY_DEVICE says.")
  DeviceRequest request;

  /** Reads a request. */
  static final class Converter implements ITypeConverter<DeviceRequest> {
    @Override
    public DeviceRequest convert(String value) {
      try {
        return DeviceRequest.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
