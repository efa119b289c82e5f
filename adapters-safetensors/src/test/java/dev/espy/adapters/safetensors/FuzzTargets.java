package dev.espy.adapters.safetensors;

import dev.espy.domain.BadModelException;
import dev.espy.domain.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The model file and the checkpoint under fuzzing. An input is a zip as it is, or a document, a
 * zero byte and the weights, which are zipped with the right checksums.
 */
enum FuzzTargets implements FuzzTarget {
  MODEL(ModelJson.NAME) {
    @Override
    void load(Path file) {
      new EspyModelFiles().load(file);
      new EspyModelFiles().describe(file);
    }
  },
  CHECKPOINT(CheckpointJson.NAME) {
    @Override
    void load(Path file) {
      new EspyCheckpointFiles().load(file);
    }
  };

  private static final Path FOLDER = FuzzTarget.folder();

  private final String document;

  FuzzTargets(String document) {
    this.document = document;
  }

  abstract void load(Path file);

  @Override
  public void read(byte[] input) throws IOException {
    Path file = FOLDER.resolve(name());
    if (input.length > 1 && input[0] == 'P' && input[1] == 'K') {
      Files.write(file, input);
    } else {
      int end = 0;
      while (end < input.length && input[end] != 0) {
        end++;
      }
      String json = new String(input, 0, end, StandardCharsets.UTF_8);
      byte[] weights = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
      new Forgery(document, json, weights).writeTo(file);
    }
    try {
      load(file);
    } catch (BadModelException e) {
      FuzzTarget.checkRefusal(e);
    }
  }

  /** Returns a sound input. */
  static byte[] input(Forgery sound) {
    byte[] json = sound.json().getBytes(StandardCharsets.UTF_8);
    byte[] input = Arrays.copyOf(json, json.length + 1 + sound.weights().length);
    System.arraycopy(sound.weights(), 0, input, json.length + 1, sound.weights().length);
    return input;
  }
}
