/**
 * Runs contestants in turn and compares them.
 *
 * <p>{@link dev.espy.benchmarks.Main} runs the parts that were asked for: {@link
 * dev.espy.benchmarks.EnginePart} (training steps and classification), {@link
 * dev.espy.benchmarks.PredictPart} and {@link dev.espy.benchmarks.StartUpPart} (whole programs),
 * {@link dev.espy.benchmarks.FeedPart} (whether the engine waits for data, and much data in little
 * memory). Each gives {@link dev.espy.benchmarks.Row rows} for the {@link
 * dev.espy.benchmarks.Report}.
 *
 * <p>Class paths of the contestants exclude each other, so each {@link
 * dev.espy.benchmarks.Contestant} lives in a JVM of its own, where {@link
 * dev.espy.benchmarks.Server} answers one question after the other; {@link
 * dev.espy.benchmarks.Worker} is the near end. Only one of them computes at a time.
 */
@NullMarked
package dev.espy.benchmarks;

import org.jspecify.annotations.NullMarked;
