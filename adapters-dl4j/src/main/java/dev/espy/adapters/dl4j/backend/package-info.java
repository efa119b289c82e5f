/**
 * ND4J as the process has it: its native code, the device that it runs on, and its failures.
 *
 * <p>A process has one ND4J backend. {@link dev.espy.adapters.dl4j.backend.Backend} checks the
 * device and loads the native code that {@link dev.espy.adapters.dl4j.backend.Nd4jNatives} finds on
 * the class path. {@link dev.espy.adapters.dl4j.backend.Nd4jGpuRequirements} lists what a GPU must
 * offer; it loads nothing. {@link dev.espy.adapters.dl4j.backend.Workers} are the threads that do a
 * network's work, and {@link dev.espy.adapters.dl4j.backend.FailureTranslator} turns ND4J's
 * failures into the domain's exceptions.
 *
 * <p>If CUDA's backend is on the class path, ND4J takes it. {@code Backend} loads the native code
 * before ND4J does, because ND4J reports a failure as a stack trace. ND4J has no exceptions for
 * exhausted memory and for errors of the GPU, so {@code FailureTranslator} recognizes them by their
 * messages.
 *
 * <p>Native code uses no threads of its own on the CPU: OpenMP and BLAS are told so. ND4J gives
 * each thread a CUDA stream of its own, so one worker does all of a network's work on a GPU.
 * Batches and dropout masks are copied to the GPU. Logits are copied back, the loss is computed in
 * Java, and its gradient is copied to the GPU: some kilobytes.
 *
 * <p>cuDNN is off, because ND4J lets it time all its algorithms at each call, so the same training
 * may not give the same weights. The system property {@code espy.cudnn=true} uses it for
 * convolutions and poolings, but never for batch normalization.
 */
@NullMarked
package dev.espy.adapters.dl4j.backend;

import org.jspecify.annotations.NullMarked;
