/**
 * On which device an engine runs: the CPU, or which GPU. It is decided in plain Java before any
 * class of the engine is loaded, since an engine that meets a GPU it has no code for may fail for
 * good, or in its first computation.
 *
 * <p>A {@link dev.espy.domain.device.DeviceRequest} is what the user wants. {@link
 * dev.espy.domain.device.GpuFindings} is what is there: {@link dev.espy.domain.device.Gpu}s, or the
 * {@link dev.espy.domain.device.Obstacle} to seeing any; {@link dev.espy.domain.port.GpuProbe}
 * looks for them. {@link dev.espy.domain.device.EngineNeeds} is what an engine asks of a GPU.
 * {@link dev.espy.domain.device.DeviceChoice#of} brings the three together. A {@link
 * dev.espy.domain.device.EngineReport} tells afterwards how an engine stands on this machine.
 */
@NullMarked
package dev.espy.domain.device;

import org.jspecify.annotations.NullMarked;
