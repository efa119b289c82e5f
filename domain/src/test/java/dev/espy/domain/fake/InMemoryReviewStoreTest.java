package dev.espy.domain.fake;

import dev.espy.domain.port.ReviewStoreContract;
import dev.espy.domain.port.ReviewStorePort;
import dev.espy.domain.review.SuspectedLabel;
import dev.espy.domain.review.Verdict;
import java.nio.file.Path;
import java.util.List;

class InMemoryReviewStoreTest extends ReviewStoreContract {

  private final InMemoryReviewStore store = new InMemoryReviewStore();

  @Override
  protected ReviewStorePort store() {
    return store;
  }

  @Override
  protected List<SuspectedLabel> suspects(Path file) {
    return store.suspects(file);
  }

  @Override
  protected void write(List<Verdict> verdicts, Path file) {
    store.put(verdicts, file);
  }
}
