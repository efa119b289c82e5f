/**
 * Groups of options that commands share. {@link dev.espy.adapters.cli.options.CommonOptions}
 * belongs to every command that does work, {@link dev.espy.adapters.cli.options.QuietOption} also
 * to the demo, {@link dev.espy.adapters.cli.options.DataOptions} to those that read data sets,
 * {@link dev.espy.adapters.cli.options.DeviceOption} and {@link
 * dev.espy.adapters.cli.options.ThreadsOption} to those that open an engine, {@link
 * dev.espy.adapters.cli.options.EngineOptions} to those that classify, {@link
 * dev.espy.adapters.cli.options.ClassifyOptions} to those that classify with one model, and {@link
 * dev.espy.adapters.cli.options.TrainOptions} to {@code train} and {@code tune}.
 */
@NullMarked
package dev.espy.adapters.cli.options;

import org.jspecify.annotations.NullMarked;
