/**
 * The place where adapters are joined, by Dagger at compile time: {@link
 * dev.espy.adapters.cli.wiring.EngineModule} provides the engines ({@link
 * dev.espy.adapters.cli.wiring.ShippedEngines}, {@link dev.espy.adapters.cli.wiring.CudaBuild}),
 * {@link dev.espy.adapters.cli.wiring.StorageModule} the files, {@link
 * dev.espy.adapters.cli.wiring.CommandModule} the use cases and commands. Another engine is another
 * module in a component like {@link dev.espy.adapters.cli.wiring.EspyComponent}. {@link
 * dev.espy.adapters.cli.wiring.Main} starts the program.
 */
@NullMarked
package dev.espy.adapters.cli.wiring;

import org.jspecify.annotations.NullMarked;
