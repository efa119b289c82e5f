/**
 * Evaluating a model on labelled images: {@link dev.espy.application.validate.Validate} takes a
 * {@link dev.espy.application.validate.ValidateRequest} and gives a {@link
 * dev.espy.application.validate.ValidateResult}, and may write a {@link
 * dev.espy.application.validate.ValidationReport}.
 */
@NullMarked
package dev.espy.application.validate;

import org.jspecify.annotations.NullMarked;
