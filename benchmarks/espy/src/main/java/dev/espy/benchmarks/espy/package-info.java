/**
 * Espy's side: {@link dev.espy.benchmarks.espy.EspyContestant} is its engine, behind its ports;
 * {@link dev.espy.benchmarks.espy.TrainingProgram} trains as {@code espy train} does and says how
 * the time was spent.
 */
@NullMarked
package dev.espy.benchmarks.espy;

import org.jspecify.annotations.NullMarked;
