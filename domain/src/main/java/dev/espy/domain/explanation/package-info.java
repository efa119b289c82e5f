/**
 * Explaining one answer: a {@link dev.espy.domain.explanation.HeatMap} shows on which areas of an
 * image it rests.
 */
@NullMarked
package dev.espy.domain.explanation;

import org.jspecify.annotations.NullMarked;
