/**
 * Values of options that are not settings of the recipe, converted from the text that people type.
 * {@link dev.espy.adapters.cli.values.EnumConverter} reads words and {@link
 * dev.espy.adapters.cli.values.NumberConverters} numbers in a range, by the domain's {@link
 * dev.espy.domain.recipe.Notation}, which refuses other text with the accepted forms.
 */
@NullMarked
package dev.espy.adapters.cli.values;

import org.jspecify.annotations.NullMarked;
