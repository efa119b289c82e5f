/**
 * The recipe of a training: all settings that decide which model it makes of its images.
 *
 * <p>A {@link dev.espy.domain.recipe.Recipe} is typed and always complete. {@link
 * dev.espy.domain.recipe.Preset} has recipes to start from. {@link
 * dev.espy.domain.recipe.RecipeCodec} is the one place that gives settings names and values, for
 * files and the command line; sources of which each sets only a part are {@link
 * dev.espy.domain.recipe.PartialRecipe partial recipes}, which are merged, the stronger one first,
 * and completed by a preset. {@link dev.espy.domain.recipe.Notation} reads and writes the values.
 *
 * <p>A new setting is a component of the recipe with its line in the builder, a line of the codec,
 * and a field of the command line's options.
 */
@NullMarked
package dev.espy.domain.recipe;

import org.jspecify.annotations.NullMarked;
