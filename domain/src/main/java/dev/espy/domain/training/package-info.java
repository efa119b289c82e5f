/**
 * How far a training has come: each {@link dev.espy.domain.training.Epoch} in figures, and a {@link
 * dev.espy.domain.training.Checkpoint} to go on from. And how far a {@link
 * dev.espy.domain.training.Search} for better settings has come: {@link
 * dev.espy.domain.training.Trial} by trial, {@link dev.espy.domain.training.Rung} by rung.
 */
@NullMarked
package dev.espy.domain.training;

import org.jspecify.annotations.NullMarked;
