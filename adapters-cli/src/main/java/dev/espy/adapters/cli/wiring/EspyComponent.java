package dev.espy.adapters.cli.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.run.Cancellation;
import picocli.CommandLine;

/** The program, put together. */
@Component(modules = {EngineModule.class, StorageModule.class, CommandModule.class})
public interface EspyComponent {

  /** Returns the command line with all commands. */
  CommandLine commandLine();

  /** Makes the program. */
  @Component.Factory
  interface Factory {

    /**
     * Puts it together.
     *
     * @param console where it writes
     * @param cancellation what it asks whether to stop
     */
    EspyComponent create(@BindsInstance Console console, @BindsInstance Cancellation cancellation);
  }
}
