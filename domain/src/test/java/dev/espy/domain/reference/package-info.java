/**
 * A program for {@code .ci/reference/check}, which compares the figures of this module with those
 * of scikit-learn and statsmodels.
 */
@NullMarked
package dev.espy.domain.reference;

import org.jspecify.annotations.NullMarked;
