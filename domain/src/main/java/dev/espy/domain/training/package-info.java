/**
 * How far a training has come: each {@link dev.espy.domain.training.Epoch} in figures, and a {@link
 * dev.espy.domain.training.Checkpoint} to go on from.
 */
@NullMarked
package dev.espy.domain.training;

import org.jspecify.annotations.NullMarked;
