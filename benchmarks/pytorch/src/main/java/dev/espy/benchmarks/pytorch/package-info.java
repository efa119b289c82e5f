/**
 * PyTorch through DJL, written as one who knows both would: {@link
 * dev.espy.benchmarks.pytorch.PytorchContestant} is the engine, {@link
 * dev.espy.benchmarks.pytorch.PredictProgram} a program that labels images as {@code espy predict}
 * does.
 */
@NullMarked
package dev.espy.benchmarks.pytorch;

import org.jspecify.annotations.NullMarked;
