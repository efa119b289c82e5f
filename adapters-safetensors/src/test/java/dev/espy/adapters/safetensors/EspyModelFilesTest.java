package dev.espy.adapters.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.fake.ExampleModels;
import dev.espy.domain.port.ModelStore;
import dev.espy.domain.port.ModelStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EspyModelFilesTest extends ModelStoreContract {

  @Override
  protected ModelStore store() {
    return new EspyModelFiles();
  }

  @Test
  void x() throws Exception {
    Path f = folder.resolve("a.espy");
    store().save(ExampleModels.small(1), f);
    System.out.println(Files.size(f));
    Files.copy(f, Path.of("/tmp/small.espy"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    store().save(ExampleModels.tutorial(1), Path.of("/tmp/tutorial.espy"));
    assertThat(1).isOne();
  }
}
