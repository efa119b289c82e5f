/**
 * Values of options, converted from the text that people type. Each converter refuses other text
 * with a message that names the accepted forms: {@link dev.espy.adapters.cli.values.EnumConverter}
 * for words, {@link dev.espy.adapters.cli.values.NumberConverters} for numbers in a range, and the
 * converters of {@link dev.espy.adapters.cli.values.TimeLimit}, {@link
 * dev.espy.adapters.cli.values.ImageSize} and {@link
 * dev.espy.adapters.cli.values.AugmentationValue}.
 */
@NullMarked
package dev.espy.adapters.cli.values;

import org.jspecify.annotations.NullMarked;
