/**
 * Where the adapters are put together, by Dagger and at compile time: {@link
 * dev.espy.adapters.cli.wiring.EngineModule} chooses the engine, {@link
 * dev.espy.adapters.cli.wiring.StorageModule} the files, {@link
 * dev.espy.adapters.cli.wiring.CommandModule} makes the use cases and commands. Another engine is
 * another module in a component like {@link dev.espy.adapters.cli.wiring.EspyComponent}.
 */
@NullMarked
package dev.espy.adapters.cli.wiring;

import org.jspecify.annotations.NullMarked;
