package dev.espy.adapters.cli.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.espy.adapters.cli.output.Console;
import dev.espy.adapters.cli.run.Cancellation;
import picocli.CommandLine;

/** The whole program but for its engine. */
@Component(modules = {StandInEngineModule.class, StorageModule.class, CommandModule.class})
public interface StandInEspyComponent {

  /** Returns the command line with all commands. */
  CommandLine commandLine();

  /** Makes the program. */
  @Component.Factory
  interface Factory {

    /** Puts it together. */
    StandInEspyComponent create(
        StandInEngineModule engine,
        @BindsInstance Console console,
        @BindsInstance Cancellation cancellation);
  }
}
