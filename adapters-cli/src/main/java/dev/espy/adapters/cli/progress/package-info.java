/**
 * The progress of a command, for people. {@link dev.espy.adapters.cli.progress.Progress} prints a
 * line for each epoch, fold, trial and phase. On a terminal, {@link
 * dev.espy.adapters.cli.progress.LiveLine} also shows the present phase in a line that a library
 * redraws; {@link dev.espy.adapters.cli.progress.PhaseLine} fits it into the terminal's width.
 * {@link dev.espy.adapters.cli.progress.PhaseCount} counts the images of a phase.
 */
@NullMarked
package dev.espy.adapters.cli.progress;

import org.jspecify.annotations.NullMarked;
