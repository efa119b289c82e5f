/**
 * The NVIDIA GPUs of this machine and what is installed for them, in plain Java: no CUDA is loaded.
 *
 * <p>{@link dev.espy.adapters.nvidia.NvidiaSmi} asks the driver's own program, in a {@code Child}
 * that has little time to answer. {@code GpuTable} reads what it prints, {@code WellKnownCards}
 * knows what old drivers do not tell, {@code Numbering} says which of the GPUs this process may use
 * and by which number CUDA knows them. {@link dev.espy.adapters.nvidia.CudaLibraries} looks for the
 * libraries that an engine needs.
 */
@NullMarked
package dev.espy.adapters.nvidia;

import org.jspecify.annotations.NullMarked;
