/**
 * Fakes of the ports for tests of use cases. {@code ReferenceEngine} trains and classifies in plain
 * Java. The {@code InMemory...} classes store data sets, predictions and models. {@code
 * RawImageCodec} reads and writes uncompressed image files. {@code FixedGpus} finds given GPUs, and
 * {@code ExampleRequirements} has requirements of engines. Each fake passes its port's contract.
 */
@NullMarked
package dev.espy.domain.fake;

import org.jspecify.annotations.NullMarked;
