/**
 * The run of a command. {@link dev.espy.adapters.cli.run.RunContext} gives the work progress and
 * metrics; {@link dev.espy.adapters.cli.run.Cancellation} carries Ctrl-C to it, {@link
 * dev.espy.adapters.cli.run.InterruptibleWriter} to the writer of data sets. {@link
 * dev.espy.adapters.cli.run.RunFolder} chooses the folder of a run, and {@link
 * dev.espy.adapters.cli.run.ExistingRun} resumes or protects a training that the folder already
 * holds.
 */
@NullMarked
package dev.espy.adapters.cli.run;

import org.jspecify.annotations.NullMarked;
