/**
 * The uncertainty of counted figures: a {@link dev.espy.domain.statistics.Proportion} with its
 * {@link dev.espy.domain.statistics.Interval}, and {@link dev.espy.domain.statistics.McNemar}'s
 * test of two classifiers on the same images. Apache Commons Statistics computes them; no other
 * package uses it.
 */
@NullMarked
package dev.espy.domain.statistics;

import org.jspecify.annotations.NullMarked;
