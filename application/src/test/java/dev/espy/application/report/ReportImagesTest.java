package dev.espy.application.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.application.Recorder;
import dev.espy.application.RunControl;
import dev.espy.application.report.NotableImages.Candidate;
import dev.espy.application.report.NotableImages.Selection;
import dev.espy.domain.DecodeResult;
import dev.espy.domain.Image;
import dev.espy.domain.Label;
import dev.espy.domain.Prediction;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.explanation.HeatMap;
import dev.espy.domain.report.Report.Galleries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportImagesTest {

  private static final Shape LARGE = new Shape(3, 300, 150);

  private final Recorder recorder = new Recorder();
  private final List<Integer> read = new ArrayList<>();
  private final List<Integer> explained = new ArrayList<>();

  private static Candidate candidate(int image) {
    Label label = new Label("cat");
    return new Candidate(
        image,
        new Sample("image" + image, label, image + 2),
        image,
        new Prediction(List.of(new Prediction.Ranked(label, 0.5f)), true),
        0.5);
  }

  private List<DecodeResult> read(List<Candidate> images) {
    assertThat(images).hasSizeLessThanOrEqualTo(32);
    List<DecodeResult> results = new ArrayList<>();
    for (Candidate image : images) {
      read.add(image.image());
      results.add(
          image.image() == 13
              ? new Unreadable("image13", 15, "gone")
              : new Image(LARGE, new byte[LARGE.size()]));
    }
    return results;
  }

  private Optional<HeatMap> explain(Image image, int answer) {
    assertThat(image.shape()).isEqualTo(LARGE);
    explained.add(answer);
    return explained.size() > 2
        ? Optional.empty()
        : Optional.of(new HeatMap(1, 2, List.of(1f, 0f)));
  }

  @Test
  void anImageIsReadOnceAndReduced() {
    Galleries galleries =
        ReportImages.galleries(
            new Selection(
                List.of(candidate(1), candidate(2)),
                List.of(candidate(2), candidate(3)),
                List.of(),
                List.of(candidate(1), candidate(4))),
            this::read,
            ReportImages.Explainer.NONE,
            RunControl.of(recorder));

    assertThat(read).containsExactly(1, 2, 3, 4);
    assertThat(galleries.confusions())
        .extracting(image -> image.sample().id())
        .containsExactly("image1", "image4");
    assertThat(galleries.mistakes().get(0).picture().shape()).isEqualTo(new Shape(3, 96, 48));
    assertThat(galleries.mistakes().get(0).explained()).isNull();
  }

  @Test
  void answersOfGalleriesAreExplainedWhileThereIsTime() {
    Galleries galleries =
        ReportImages.galleries(
            new Selection(
                List.of(candidate(1)),
                List.of(candidate(2)),
                List.of(candidate(3)),
                List.of(candidate(4), candidate(1))),
            this::read,
            this::explain,
            RunControl.of(recorder));

    assertThat(explained).as("the answers in the order of the galleries").containsExactly(1, 2, 3);
    assertThat(recorder.phases).containsExactly("EXPLAINING 3", "EXPLAINING finished");
    assertThat(galleries.mistakes().get(0).explained()).isNotNull();
    assertThat(galleries.leastSure().get(0).explained()).isNotNull();
    assertThat(galleries.typical().get(0).explained()).isNull();
    assertThat(galleries.confusions().get(1).explained()).isNotNull();
  }

  @Test
  void manyImagesAreReadAFewAtATimeAndAnUnreadableOneIsLeftOut() {
    List<Candidate> many = IntStream.range(0, 100).mapToObj(ReportImagesTest::candidate).toList();
    Galleries galleries =
        ReportImages.galleries(
            new Selection(List.of(), List.of(), List.of(), many),
            this::read,
            ReportImages.Explainer.NONE,
            RunControl.of(recorder));
    assertThat(read).hasSize(100);
    assertThat(galleries.confusions())
        .hasSize(99)
        .noneMatch(image -> image.sample().id().equals("image13"));
  }

  @Test
  void aThumbnailIsAtLeastAPixelWide() {
    Shape narrow = new Shape(1, 5000, 2);
    assertThat(ReportImages.thumbnail(new Image(narrow, new byte[narrow.size()])).shape())
        .isEqualTo(new Shape(1, 96, 1));
    Shape small = new Shape(1, 96, 2);
    Image image = new Image(small, new byte[small.size()]);
    assertThat(ReportImages.thumbnail(image)).isSameAs(image);
  }

  @Test
  void withoutAnExplainerThereIsNoPhase() {
    ReportImages.galleries(
        new Selection(List.of(candidate(1)), List.of(), List.of(), List.of()),
        this::read,
        ReportImages.Explainer.NONE,
        RunControl.of(recorder));
    assertThat(recorder.phases).isEmpty();
  }

  @Test
  void afterACancellationOnlyTheGalleriesHavePictures() {
    Galleries galleries =
        ReportImages.galleries(
            new Selection(
                List.of(candidate(1)), List.of(), List.of(), List.of(candidate(2), candidate(1))),
            this::read,
            this::explain,
            new RunControl(recorder, () -> true, System::nanoTime));
    assertThat(read).containsExactly(1);
    assertThat(galleries.mistakes()).hasSize(1);
    assertThat(galleries.confusions()).hasSize(1);
    assertThat(recorder.phases).isEmpty();
  }
}
