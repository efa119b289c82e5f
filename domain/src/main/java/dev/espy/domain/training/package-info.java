/**
 * The progress of training, and of the search for better recipes.
 *
 * <p>Each {@link dev.espy.domain.training.Epoch} is reported in figures, and a {@link
 * dev.espy.domain.training.Checkpoint} is the state from which a training resumes. A {@link
 * dev.espy.domain.training.Search} consists of {@link dev.espy.domain.training.Trial trials} in
 * {@link dev.espy.domain.training.Rung rungs}.
 */
@NullMarked
package dev.espy.domain.training;

import org.jspecify.annotations.NullMarked;
