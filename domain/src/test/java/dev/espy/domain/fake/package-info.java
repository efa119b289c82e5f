/**
 * Fakes of the ports that are real enough to test use cases with: {@code ReferenceEngine} learns
 * and classifies in plain Java, the {@code InMemory...} classes keep data sets, predictions and
 * models, {@code RawImageCodec} image files without compression, {@code FixedGpus} stands for GPUs
 * and {@code ExampleRequirements} for what engines ask of them. Each passes its port's contract.
 */
@NullMarked
package dev.espy.domain.fake;

import org.jspecify.annotations.NullMarked;
