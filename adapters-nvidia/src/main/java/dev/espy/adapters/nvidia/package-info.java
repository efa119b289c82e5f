/**
 * The NVIDIA GPUs of this machine and their libraries, in plain Java. No CUDA is loaded.
 *
 * <p>{@link dev.espy.adapters.nvidia.NvidiaSmi} runs the driver's program with a short time limit
 * and gets a {@code ProcessOutput}. {@code GpuTable} parses it; {@code WellKnownCards} adds what
 * old drivers do not print. {@code CudaDeviceOrder} selects the GPUs that this process may use and
 * finds CUDA's ordinals for them. {@code NvidiaGpu} checks an engine's requirements. {@link
 * dev.espy.adapters.nvidia.CudaLibraries} looks for the libraries that an engine needs.
 */
@NullMarked
package dev.espy.adapters.nvidia;

import org.jspecify.annotations.NullMarked;
