/**
 * ND4J as the process has it: its native code, the device that it runs on, and its failures.
 *
 * <p>A process has one ND4J backend. {@link dev.espy.adapters.dl4j.backend.Backend} checks the
 * device and loads the native code that {@link dev.espy.adapters.dl4j.backend.Nd4jNatives} finds on
 * the class path. {@link dev.espy.adapters.dl4j.backend.Nd4jGpuRequirements} lists what a GPU must
 * offer; it loads nothing. {@link dev.espy.adapters.dl4j.backend.Worker} decides which threads run
 * a network's work, and {@link dev.espy.adapters.dl4j.backend.FailureTranslator} turns ND4J's
 * failures into the domain's exceptions.
 */
@NullMarked
package dev.espy.adapters.dl4j.backend;

import org.jspecify.annotations.NullMarked;
