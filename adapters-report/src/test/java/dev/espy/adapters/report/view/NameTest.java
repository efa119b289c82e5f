package dev.espy.adapters.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

  @Test
  void aNameThatCannotBeSeenIsSaid() {
    assertThat(Name.of("").shown()).isEqualTo("(no name)");
    assertThat(Name.of("   ").shown()).isEqualTo("(blank)");
    assertThat(Name.of("\u00a0\u200b\u3000").shown()).isEqualTo("(blank)");
    assertThat(Name.of("\t").shown()).isEqualTo("\\u0009");
    assertThat(Name.of(" a ").shown()).isEqualTo(" a ");
  }

  @Test
  void aSettingWithoutAValueIsEmpty() {
    assertThat(Fact.settings(Map.of("note", "")))
        .containsExactly(new Fact(new Name("note", null), new Name("(empty)", null)));
  }

  @Test
  void theEncodedSampleOfImagesIsNoSetting() {
    assertThat(Fact.settings(Map.of("sample of learned images", "AAAA"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "שלום", "漢字", "\ud83d\udc31", "a\u00e9"})
  void theSizeOfPlainTextIsThatOfUtf8(String text) {
    assertThat(Bytes.html(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void escapesCount() {
    assertThat(Bytes.html("<&'")).isGreaterThanOrEqualTo("&lt;&amp;&#39;".length());
    assertThat(Bytes.json("a<\u6f22")).isEqualTo("'a\\u003c\\u6f22'".length());
  }
}
