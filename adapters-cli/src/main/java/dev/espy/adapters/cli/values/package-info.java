/**
 * Values of options that are not settings of the recipe, converted from the text that people type.
 * A {@link dev.espy.adapters.cli.values.NotationConverter} reads them by the domain's {@link
 * dev.espy.domain.recipe.Notation}, which refuses other text with the accepted forms: {@link
 * dev.espy.adapters.cli.values.EnumConverter} words, {@link
 * dev.espy.adapters.cli.values.NumberConverters} numbers in a range.
 */
@NullMarked
package dev.espy.adapters.cli.values;

import org.jspecify.annotations.NullMarked;
