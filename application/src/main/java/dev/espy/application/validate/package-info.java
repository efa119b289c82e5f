/** Evaluating a model on labelled images: {@link dev.espy.application.validate.Validate}. */
@NullMarked
package dev.espy.application.validate;

import org.jspecify.annotations.NullMarked;
