/**
 * Writing a model for other programs: {@link dev.espy.application.export.Export} takes an {@link
 * dev.espy.application.export.ExportRequest}, writes a file, opens it with another engine, and puts
 * it in place only if {@link dev.espy.application.export.AgreementCheck} finds the same
 * probabilities as those of the engine of training. Without images of the user it compares on
 * {@link dev.espy.application.export.SyntheticImages}.
 */
@NullMarked
package dev.espy.application.export;

import org.jspecify.annotations.NullMarked;
