/**
 * Everything that a command writes.
 *
 * <p>{@link dev.espy.adapters.cli.output.Console} joins standard output and standard error and
 * makes control characters visible; on a terminal of some {@link
 * dev.espy.adapters.cli.output.TerminalWidth} it can redraw a line. People read an {@link
 * dev.espy.adapters.cli.output.EvaluationReport}, {@link dev.espy.adapters.cli.output.TuneReport},
 * {@link dev.espy.adapters.cli.output.LearningRateReport}, {@link
 * dev.espy.adapters.cli.output.RunsReport}, {@link dev.espy.adapters.cli.output.ComparisonReport}
 * or {@link dev.espy.adapters.cli.output.ExplanationText}. Programs read {@link
 * dev.espy.adapters.cli.output.JsonDocuments} and the exit status ({@link
 * dev.espy.adapters.cli.output.ExitStatus}). {@link dev.espy.adapters.cli.output.ErrorReporter}
 * turns exceptions into a message and an exit status; {@link
 * dev.espy.adapters.cli.output.RemedyOptions} names the option that mends a failure. {@link
 * dev.espy.adapters.cli.output.EvaluationFile} writes a run's evaluation.json.
 */
@NullMarked
package dev.espy.adapters.cli.output;

import org.jspecify.annotations.NullMarked;
