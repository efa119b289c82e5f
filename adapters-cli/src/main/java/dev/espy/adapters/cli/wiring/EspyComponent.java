package dev.espy.adapters.cli.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.run.Cancellation;
import picocli.CommandLine;

/** The whole program. */
@Component(modules = {EngineModule.class, StorageModule.class, CommandModule.class})
public interface EspyComponent {

  /** Returns the command line with all commands. */
  CommandLine commandLine();

  /** Creates the program. */
  @Component.Factory
  interface Factory {

    /**
     * Creates the program.
     *
     * @param console the console
     * @param cancellation the flag that Ctrl-C sets
     */
    EspyComponent create(@BindsInstance Console console, @BindsInstance Cancellation cancellation);
  }
}
