/**
 * The engines as commands see them: {@link dev.espy.adapters.cli.engines.Engines} opens one by its
 * {@link dev.espy.adapters.cli.engines.EngineName}, or the {@link
 * dev.espy.adapters.cli.engines.LearningEngine}, on a device; {@link
 * dev.espy.adapters.cli.engines.Installation} describes what the engines need and whether they
 * work. The wiring implements both.
 */
@NullMarked
package dev.espy.adapters.cli.engines;

import org.jspecify.annotations.NullMarked;
