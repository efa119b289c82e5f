package dev.espy.domain.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

  @Test
  void readsWhatPeopleWrite() {
    Augmentation all =
        Augmentation.parse(
            "shift=2,flip,erase=0.3, rotate=10 ,scale=0.1,brightness-contrast=0.2,mixup=0.2,cutmix=1");
    assertThat(all.transforms())
        .containsExactly(
            new Shift(2),
            new RotateAndScale(10, 0.1),
            new Flip(0.5),
            new BrightnessAndContrast(0.2),
            new Erase(0.3));
    assertThat(all.pairTransforms()).containsExactly(new Mixup(0.2), new CutMix(1));
  }

  @Test
  void noneIsNone() {
    assertThat(Augmentation.parse("none")).isEqualTo(Augmentation.NONE);
    assertThat(Augmentation.parse("flip=0,cutmix=0,scale=0")).isEqualTo(Augmentation.NONE);
    assertThat(Augmentation.NONE).hasToString("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "shift=0.08,rotate=10,scale=0.1,flip=0.5,brightness-contrast=0.2,erase=0.25,mixup=0.2,cutmix=1",
        "shift=3",
        "rotate=7.5",
        "scale=0.05",
        "brightness-contrast=1.0E-4,mixup=10"
      })
  void givesItsNotationBack(String notation) {
    assertThat(Augmentation.parse(notation)).hasToString(notation);
    assertThat(Augmentation.parse(Augmentation.parse(notation).toString()))
        .isEqualTo(Augmentation.parse(notation));
  }

  @Test
  void theOrderDoesNotMatterAndAmountsMayBeLeftOut() {
    assertThat(Augmentation.parse("cutmix,mixup,erase,brightness-contrast,flip,scale,rotate,shift"))
        .hasToString(
            "shift=0.08,rotate=10,scale=0.1,flip=0.5,brightness-contrast=0.2,erase=0.25,mixup=0.2,cutmix=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flop | 'flop' is no augmentation; there are shift, rotate, scale, flip, brightness-contrast, erase,"
            + " mixup, cutmix, each with or without an amount (as in erase=0.25), separated by"
            + " commas, or none",
        "flip,light=0.1 | 'light' is now 'brightness-contrast'",
        "flip,none | 'none' is no augmentation; there are",
        "'' | '' is no augmentation; there are",
        "flip, | '' is no augmentation; there are",
        "auto | 'auto' is no augmentation; there are",
        "flip,flip=1 | augmentation 'flip' is there twice",
        "erase=much | augmentation 'erase' needs a number such as erase=0.25, not 'much'",
        "rotate= | augmentation 'rotate' needs a number such as rotate=10, not ''",
        "erase=NaN | augmentation 'erase' needs a number such as erase=0.25, not 'NaN'",
        "erase=1.5 | erase must be from 0 to 1, not 1.5",
        "flip=-1 | flip must be from 0 to 1, not -1",
        "rotate=181 | rotate must be from 0 to 180, not 181",
        "scale=2 | scale must be from 0 to 1, not 2",
        "brightness-contrast=1e999 | brightness-contrast must be from 0 to 1, not Infinity",
        "mixup=11 | mixup must be from 0 to 10, not 11",
        "cutmix=11 | cutmix must be from 0 to 10, not 11",
        "shift=0.6 | shift must be a share of the image's size from 0 to 0.5 or a whole number of"
            + " pixels, not 0.6",
        "shift=1.5 | a whole number of pixels, not 1.5",
        "shift=-1 | a whole number of pixels, not -1"
      })
  void saysWhatIsWrong(String notation, String message) {
    assertThatThrownBy(() -> Augmentation.parse(notation))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.strip());
  }

  @Test
  void anOlderNotationIsSaidInPresentWords() {
    assertThat(Augmentation.presentNotation("shift=2,light=0.1,flip"))
        .isEqualTo("shift=2,brightness-contrast=0.1,flip");
    assertThat(Augmentation.presentNotation("light")).isEqualTo("brightness-contrast");
    assertThat(Augmentation.presentNotation("none")).isEqualTo("none");
  }
}
