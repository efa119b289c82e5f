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
    assertThat(assets.licences())
        .contains(
            "Copyright 2017-2025 The Apache Software Foundation",
            "Apache License",
            "Version 2.0, January 2004",
            "END OF TERMS AND CONDITIONS",
            "Bostock",
            "Copyright (c) 2017, Baidu Inc.");
    // Its own notices are in the script itself.
    assertThat(assets.library()).contains("Copyright (c) Microsoft Corporation");
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
