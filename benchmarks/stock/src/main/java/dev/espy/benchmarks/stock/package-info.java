/**
 * Deeplearning4j as it comes: the dependencies deeplearning4j-nn and nd4j-native, its own layers,
 * no setting of any kind.
 */
@NullMarked
package dev.espy.benchmarks.stock;

import org.jspecify.annotations.NullMarked;
