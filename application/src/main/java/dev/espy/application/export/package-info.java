/**
 * Writing a model for other programs: {@link dev.espy.application.export.Export} writes a file,
 * opens it with another engine, and puts it in place only if {@link
 * dev.espy.application.export.AgreementCheck} finds the same probabilities as those of the engine
 * of training.
 */
@NullMarked
package dev.espy.application.export;

import org.jspecify.annotations.NullMarked;
