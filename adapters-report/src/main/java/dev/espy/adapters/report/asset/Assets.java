package dev.espy.adapters.report.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The scripts and styles that a page contains.
 *
 * @param library the chart library
 * @param script the page's own script
 * @param style the page's style
 * @param policy the content security policy that lets these scripts and styles work, and nothing
 *     else
 * @param licences the notices and licences of the chart library and of the parts in it
 */
public record Assets(String library, String script, String style, String policy, String licences) {

  /**
   * Reads the scripts and styles of this program.
   *
   * @throws IllegalStateException if one is missing
   */
  public static Assets read() {
    String library = text("echarts/echarts.min.js");
    String script = text("report.js");
    String style = text("base.css") + text("report.css");
    String policy =
        "default-src 'none'; img-src data:; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'"
            .formatted(hash(library), hash(script), hash(style));
    String licences =
        String.join(
            "\n\n",
            text("echarts/NOTICE"),
            text("echarts/LICENSE"),
            "d3.js, a part of Apache ECharts:\n\n" + text("echarts/LICENSE-d3"),
            "ZRender, a part of Apache ECharts:\n\n" + text("zrender/LICENSE"));
    return new Assets(library, script, style, policy, licences);
  }

  private static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      // A browser hashes a page's scripts with its own line breaks.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
