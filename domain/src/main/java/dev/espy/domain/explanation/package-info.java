/**
 * Explaining one answer: a {@link dev.espy.domain.explanation.HeatMap} shows on which areas of an
 * image it rests. {@code HeatScale} has the colours.
 */
@NullMarked
package dev.espy.domain.explanation;

import org.jspecify.annotations.NullMarked;
