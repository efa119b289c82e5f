package dev.espy.adapters.cli.config;

import dev.espy.domain.BadModelException;
import dev.espy.domain.StorageException;
import dev.espy.domain.network.Architecture;
import dev.espy.domain.network.LayerNotation;
import dev.espy.domain.recipe.RecipeCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads and writes the YAML files of options and layers. */
public final class Yaml {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(100).build())
                  // Otherwise the last of two values would win silently.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final DumpSettings WRITING =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.AUTO)
          .setWidth(Integer.MAX_VALUE)
          .build();

  /** The maximum size of a file, in bytes. */
  private static final int LONGEST = 1 << 20;

  private Yaml() {}

  /** Returns a document as YAML, with each layer of a network on one line. */
  public static String write(Map<String, Object> document) {
    return new Dump(WRITING, new BlockRoot()).dumpToString(document);
  }

  /** Writes each entry of a document on lines of its own. */
  private static final class BlockRoot extends StandardRepresenter {

    BlockRoot() {
      super(WRITING);
    }

    @Override
    public Node represent(Object document) {
      Node root = super.represent(document);
      if (root instanceof MappingNode entries) {
        entries.setFlowStyle(FlowStyle.BLOCK);
      }
      return root;
    }
  }

  /**
   * Reads an architecture from a file that holds nothing else.
   *
   * @param file the YAML file
   * @throws BadModelException if the file does not hold an architecture, or options beside it
   * @throws StorageException if the file cannot be read
   */
  public static Architecture architecture(Path file) {
    Object document = read(file.toString(), text(file));
    if (document instanceof Map<?, ?> map
        && map.size() > 1
        && map.containsKey(RecipeCodec.LAYERS)) {
      throw new BadModelException(
          file + ": there are options beside the layers; take it with --config");
    }
    return layers(file.toString(), document);
  }

  /**
   * Returns the architecture that a document describes.
   *
   * @param name the document's name in messages
   * @param document a map with the layers under {@code layers}
   * @throws BadModelException if the document does not describe an architecture
   */
  static Architecture layers(String name, @Nullable Object document) {
    try {
      return LayerNotation.read(document);
    } catch (BadModelException e) {
      throw new BadModelException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Parses a document of names and values.
   *
   * @param name the document's name in messages
   * @param text the document in YAML
   * @throws BadModelException if the text is not a YAML mapping
   */
  public static Map<String, Object> settings(String name, String text) {
    if (read(name, text) instanceof Map<?, ?> map) {
      Map<String, Object> settings = new LinkedHashMap<>();
      map.forEach((key, value) -> settings.put(String.valueOf(key), value));
      return settings;
    }
    throw new BadModelException(name + ": not a list of 'name: value' lines");
  }

  /** Returns the parsed value, null for a blank text. */
  private static @Nullable Object read(String name, String text) {
    try {
      return text.isBlank() ? null : MAPPER.readValue(text, Object.class);
    } catch (JacksonException e) {
      // The indented lines of the parser's message quote the place.
      String reason =
          e.getOriginalMessage()
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith(" "))
              .collect(Collectors.joining("; "));
      // An exceeded limit, such as the nesting depth, has no location.
      TokenStreamLocation place = e.getLocation();
      throw new BadModelException(
          "%s: not YAML (%s%s)"
              .formatted(
                  name, place == null ? "" : "line %d: ".formatted(place.getLineNr()), reason),
          e);
    }
  }

  /**
   * Returns a file's text.
   *
   * @param file the file, at most 1 MiB of UTF-8
   * @throws BadModelException if the file does not exist, is not text or is too large
   * @throws StorageException if the file cannot be read
   */
  public static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new BadModelException(
            file + ": larger than 1 MiB; give a file of options or layers in YAML");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new BadModelException(file + ": there is no such file", e);
    } catch (CharacterCodingException e) {
      throw new BadModelException(file + ": not text in UTF-8", e);
    } catch (IOException e) {
      throw new StorageException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
