package dev.espy.domain.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espy.domain.BadModelException;
import dev.espy.domain.Tensor;
import dev.espy.domain.network.Optimizer.Sgd;
import dev.espy.domain.port.EngineSamples;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkStateTest {

  private final NetworkSpec adam = EngineSamples.residualSpec(1);
  private final NetworkState initial = NetworkState.initial(adam);

  @Test
  void knowsItsNetworkAndItsOptimizer() {
    assertThatCode(() -> initial.check(adam)).doesNotThrowAnyException();
    assertThatCode(() -> later(moments("m.", "v.")).check(adam)).doesNotThrowAnyException();
    NetworkSpec sgd = EngineSamples.with(Sgd.standard(), adam);
    assertThatCode(() -> later(moments("momentum.")).check(sgd)).doesNotThrowAnyException();
    NetworkSpec plain = EngineSamples.with(new Sgd(0, false, 0, Double.POSITIVE_INFINITY), adam);
    assertThatCode(() -> later(Map.of()).check(plain)).doesNotThrowAnyException();
  }

  @Test
  void saysWhatIsWrong() {
    refuses(later(Map.of()), "tensor 'm.conv1.weight' is missing");
    refuses(later(moments("m.")), "tensor 'v.conv1.weight' is missing");
    refuses(
        later(moments("m.", "v.", "w.")),
        "tensor 'w.conv1.weight' does not belong to the optimiser");
    refuses(
        new NetworkState(initial.tensors(), moments("m.", "v."), 0),
        "tensor 'm.conv1.weight' does not belong to the optimiser");
    Map<String, Tensor> flat = moments("m.", "v.");
    flat.put("v.output.weight", new Tensor(new int[] {12}, new float[12]));
    refuses(later(flat), "tensor 'v.output.weight' has shape [12], not [2, 6]");
    refuses(new NetworkState(Map.of(), Map.of(), 0), "tensor 'conv1.weight' is missing");
  }

  @Test
  void startsAtStepZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NetworkState(Map.of(), Map.of(), -1));
  }

  private void refuses(NetworkState state, String message) {
    assertThatThrownBy(() -> state.check(adam))
        .isInstanceOf(BadModelException.class)
        .hasMessage(message);
  }

  private NetworkState later(Map<String, Tensor> moments) {
    return new NetworkState(initial.tensors(), moments, 7);
  }

  private Map<String, Tensor> moments(String... prefixes) {
    Map<String, Tensor> moments = new LinkedHashMap<>();
    for (Parameter parameter : adam.network().learned()) {
      for (String prefix : prefixes) {
        moments.put(prefix + parameter.name(), initial.tensors().get(parameter.name()));
      }
    }
    return moments;
  }
}
