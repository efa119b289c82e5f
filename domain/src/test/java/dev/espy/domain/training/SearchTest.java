package dev.espy.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTest {

  private static final List<Rung> PLAN = List.of(new Rung(2, 1), new Rung(1, 3));

  private static Trial trial(int rung, int number) {
    return new Trial(rung, number, 1, Map.of(), null, 1);
  }

  @Test
  void knowsTheTrialsOfARung() {
    Search search =
        new Search("data", PLAN, List.of(trial(0, 0), trial(1, 0), trial(1, 1), trial(2, 1)));

    assertThat(search.rung(1)).extracting(Trial::number).containsExactly(0, 1);
    assertThat(search.rung(2)).extracting(Trial::number).containsExactly(1);
  }

  @Test
  void refusesWhatCannotBe() {
    refuses(() -> new Search("data", List.of(), List.of()));
    refuses(() -> new Search("data", PLAN, List.of(trial(3, 0))));
    refuses(() -> new Rung(0, 1));
    refuses(() -> new Rung(1, 0));
    refuses(() -> trial(-1, 0));
    refuses(() -> trial(1, -1));
    refuses(() -> new Trial(1, 0, 0, Map.of(), null, 1));
    refuses(() -> new Trial(1, 0, 1, Map.of(), null, Double.NaN));
  }

  private static void refuses(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
  }
}
