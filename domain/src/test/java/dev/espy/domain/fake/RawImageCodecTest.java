package dev.espy.domain.fake;

import dev.espy.domain.port.ImageCodecContract;
import dev.espy.domain.port.ImageCodecPort;

class RawImageCodecTest extends ImageCodecContract {

  @Override
  protected ImageCodecPort codec() {
    return new RawImageCodec();
  }
}
