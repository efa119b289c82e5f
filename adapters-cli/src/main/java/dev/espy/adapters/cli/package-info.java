/**
 * The command line. Its packages, from the entry point inwards:
 *
 * <p>{@link dev.espy.adapters.cli.wiring} holds the main class and joins the adapters. {@link
 * dev.espy.adapters.cli.launcher} makes the copies of the program that the script {@code espy}
 * runs. {@link dev.espy.adapters.cli.commands} holds the commands, with rooms of their own for
 * {@link dev.espy.adapters.cli.doctor} and {@link dev.espy.adapters.cli.demo}.
 *
 * <p>A command declares its options with {@link dev.espy.adapters.cli.options}, whose texts {@link
 * dev.espy.adapters.cli.values} convert. {@link dev.espy.adapters.cli.config} merges typed options
 * with config files and presets. {@link dev.espy.adapters.cli.run} carries out the work with {@link
 * dev.espy.adapters.cli.progress}, {@link dev.espy.adapters.cli.metrics}, cancellation and a run
 * folder. {@link dev.espy.adapters.cli.output} writes results, messages and documents. {@link
 * dev.espy.adapters.cli.engines} is what commands need from the engines.
 */
@NullMarked
package dev.espy.adapters.cli;

import org.jspecify.annotations.NullMarked;
