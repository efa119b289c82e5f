/** Labelling images: {@link dev.espy.application.predict.Predict}. */
@NullMarked
package dev.espy.application.predict;

import org.jspecify.annotations.NullMarked;
