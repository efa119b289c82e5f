/**
 * Values of options from YAML files. A {@link dev.espy.adapters.cli.config.ConfigFile} is what
 * {@code --config} takes; {@link dev.espy.adapters.cli.config.Presets} are such files, too. A
 * {@link dev.espy.adapters.cli.config.NetworkChoice} merges them: the command line wins over the
 * file, and the file over the preset. {@link dev.espy.adapters.cli.config.PresetDefaults} gives
 * help texts the values of the default preset. {@link dev.espy.adapters.cli.config.Yaml} reads and
 * writes the documents.
 */
@NullMarked
package dev.espy.adapters.cli.config;

import org.jspecify.annotations.NullMarked;
