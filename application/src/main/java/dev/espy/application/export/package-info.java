/**
 * Writing a model for other programs: {@link dev.espy.application.export.Export} writes it, opens
 * what it wrote as a stranger would, and lets {@link dev.espy.application.export.AgreementCheck}
 * hold its answers against the engine's before the file comes to its place.
 */
@NullMarked
package dev.espy.application.export;

import org.jspecify.annotations.NullMarked;
