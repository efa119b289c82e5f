/**
 * The commands, each a class with its name. {@link dev.espy.adapters.cli.commands.EspyCommand} is
 * {@code espy} itself. A command parses its options, opens data sets and engines, calls its use
 * case in the application, and prints the result. {@link
 * dev.espy.adapters.cli.commands.ModelErrors} adds the model's file to the failures of a model.
 * {@link dev.espy.adapters.cli.commands.LearningDeviceCommand} is hidden: the launcher calls it to
 * choose the class path.
 */
@NullMarked
package dev.espy.adapters.cli.commands;

import org.jspecify.annotations.NullMarked;
