package dev.espy.domain.fake;

import dev.espy.domain.port.ImageCodec;
import dev.espy.domain.port.ImageCodecContract;

class RawImageCodecTest extends ImageCodecContract {

  @Override
  protected ImageCodec codec() {
    return new RawImageCodec();
  }
}
