package dev.espy.application.export;

import dev.espy.domain.network.Model;
import dev.espy.domain.port.DataSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A request to export.
 *
 * @param model the model
 * @param images the images of the check, of which at most {@link Export#IMAGES}, evenly spread, are
 *     used; or null to use synthetic images
 * @param output the file; replaced if it exists
 */
public record ExportRequest(Model model, @Nullable DataSet images, Path output) {}
