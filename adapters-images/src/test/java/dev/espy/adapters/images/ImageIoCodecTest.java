package dev.espy.adapters.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.adapters.images.metadata.Format;
import dev.espy.domain.Image;
import dev.espy.domain.Shape;
import dev.espy.domain.port.ImageCodecContract;
import dev.espy.domain.port.ImageCodecPort;
import org.junit.jupiter.api.Test;

class ImageIoCodecTest extends ImageCodecContract {

  @Override
  protected ImageCodecPort codec() {
    return new ImageIoCodec();
  }

  @Test
  void encodesPngs() throws Exception {
    Image image = new Image(new Shape(1, 1, 1), new byte[] {7});
    assertThat(Format.of(codec().encodePng(image))).isEqualTo(Format.PNG);
  }
}
