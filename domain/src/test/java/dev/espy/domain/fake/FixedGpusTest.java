package dev.espy.domain.fake;

import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.UnavailableReason;
import dev.espy.domain.port.GpuProbeContract;
import dev.espy.domain.port.GpuProbePort;
import java.util.List;
import java.util.stream.IntStream;

class FixedGpusTest extends GpuProbeContract {

  @Override
  protected GpuProbePort seeing(int count, String name) {
    List<Gpu> gpus =
        IntStream.range(0, count).mapToObj(index -> FixedGpus.gpu(index, name, "8.6")).toList();
    return new FixedGpus(new GpuFindings.Seen(gpus));
  }

  @Override
  protected GpuProbePort seeingNone() {
    return new FixedGpus(
        new GpuFindings.NoneSeen(new UnavailableReason("there is no GPU", "buy one")));
  }
}
