package dev.espy.domain.fake;

import dev.espy.domain.device.Gpu;
import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.Obstacle;
import dev.espy.domain.port.GpuProbe;
import dev.espy.domain.port.GpuProbeContract;
import java.util.List;

class FixedGpusTest extends GpuProbeContract {

  @Override
  protected GpuProbe seeing(List<Gpu> gpus) {
    return new FixedGpus(new GpuFindings.Seen(gpus));
  }

  @Override
  protected GpuProbe seeingNone() {
    return new FixedGpus(new GpuFindings.NoneSeen(new Obstacle("there is no GPU", "buy one")));
  }
}
