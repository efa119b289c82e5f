/**
 * Settings in YAML files. A {@link dev.espy.adapters.cli.config.ConfigFile} is what {@code
 * --config} takes and a run folder records; {@link dev.espy.adapters.cli.config.Yaml} reads and
 * writes the documents, and {@link dev.espy.adapters.cli.config.RecipeDefaults} gives help texts
 * the values of the standard recipe. What the settings are called, and which values they have, is
 * the domain's {@link dev.espy.domain.recipe.RecipeCodec}.
 */
@NullMarked
package dev.espy.adapters.cli.config;

import org.jspecify.annotations.NullMarked;
