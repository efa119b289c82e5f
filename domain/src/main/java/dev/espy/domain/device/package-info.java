/**
 * The device of an engine: the CPU, or a GPU. It is chosen in plain Java before any class of the
 * engine is loaded, because an engine on a GPU that it has no code for may fail in its first
 * computation, or make the process unusable.
 *
 * <p>A {@link dev.espy.domain.device.DeviceRequest} is the user's wish. {@link
 * dev.espy.domain.port.GpuProbePort} finds the {@link dev.espy.domain.device.Gpu}s, or the {@link
 * dev.espy.domain.device.UnavailableReason} why there is none; both are {@link
 * dev.espy.domain.device.GpuFindings}. {@link dev.espy.domain.device.DeviceRequirements} are an
 * engine's; a GPU checks itself against them. {@link dev.espy.domain.device.DeviceChoice#of} brings
 * all of this together. An {@link dev.espy.domain.device.EngineReport} is the state of an engine on
 * this machine.
 */
@NullMarked
package dev.espy.domain.device;

import org.jspecify.annotations.NullMarked;
