package dev.espy.adapters.report.asset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssetsTest {

  private final Assets assets = Assets.read();

  @Test
  void noScriptOrStyleEndsItsElement() {
    for (String script : new String[] {assets.library(), assets.script(), assets.style()}) {
      assertThat(script.toLowerCase(Locale.ROOT))
          .doesNotContain("</script", "</style", "<!--", "\u0000", "\r");
    }
  }

  @Test
  void theLibraryKeepsItsLicence() {
    assertThat(assets.library()).contains("Licensed to the Apache Software Foundation");
    assertThat(assets.licences()).contains("Apache ECharts", "Bostock");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    assertThat(assets.style()).doesNotContain("url(", "@import");
    assertThat(assets.script()).doesNotContain("innerHTML", "fetch(", "eval(");
    assertThat(Stream.of(assets.policy().split("; ")))
        .contains("default-src 'none'", "img-src data:")
        .noneMatch(part -> part.contains("unsafe") || part.contains("http"));
  }
}
