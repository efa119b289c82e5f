package dev.espy.application.runs;

import dev.espy.domain.network.Provenance;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run that has a model.
 *
 * @param folder the run folder
 * @param group the letters of the run's data, from A; runs with the same letters were trained and
 *     validated on the same images with the same labels; null if unknown
 * @param open true if a program trains the run, or was killed while it did; the model is then that
 *     of the best epoch so far
 * @param provenance the origin of the model; its settings have the names of this version, and those
 *     of a network without a preset have {@code layers}, the number of layers and a checksum
 */
public record Run(Path folder, @Nullable String group, boolean open, Provenance provenance) {}
