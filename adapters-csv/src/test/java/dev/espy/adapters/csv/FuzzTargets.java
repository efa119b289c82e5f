package dev.espy.adapters.csv;

import dev.espy.adapters.csv.dataset.CsvDataSets;
import dev.espy.adapters.csv.writing.CsvPredictions;
import dev.espy.adapters.csv.writing.CsvReviews;
import dev.espy.adapters.csv.writing.CsvSearches;
import dev.espy.domain.EspyException;
import dev.espy.domain.Sample;
import dev.espy.domain.Shape;
import dev.espy.domain.Unreadable;
import dev.espy.domain.fake.RawImageCodec;
import dev.espy.domain.fuzz.FuzzTarget;
import dev.espy.domain.port.DataSet;
import dev.espy.domain.port.DataSetPort.Location;
import dev.espy.domain.port.DataSetPort.Purpose;
import dev.espy.domain.port.PredictionsPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The readers of CSV data sets, searches, predictions and verdicts under fuzzing. */
enum FuzzTargets implements FuzzTarget {
  /** A CSV beside two images, a.png and b.png. */
  CSV {
    @Override
    public void read(byte[] input) throws IOException {
      Files.write(FOLDER.resolve("a.png"), PICTURE);
      Files.write(FOLDER.resolve("b.png"), PICTURE);
      dataSet(Files.write(FOLDER.resolve("data.csv"), input));
    }
  },

  /** A zip of a CSV and images, as it is and with a directory that is repaired. */
  ZIP {
    @Override
    public void read(byte[] input) throws IOException {
      Path folder = Files.createDirectories(FOLDER.resolve("zip"));
      dataSet(Files.write(folder.resolve("data.zip"), input));
      dataSet(Files.write(folder.resolve("data.zip"), Repair.zip(input)));
    }
  },

  /** The trials of a search, as {@code tune} leaves them. */
  SEARCH {
    @Override
    public void read(byte[] input) throws IOException {
      try {
        new CsvSearches().load(Files.write(FOLDER.resolve("trials.csv"), input));
      } catch (EspyException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  },

  /** Predictions of labelled images, as a training leaves them. */
  PREDICTIONS {
    @Override
    public void read(byte[] input) throws IOException {
      Path file = Files.write(FOLDER.resolve("predictions.csv"), input);
      try (PredictionsPort.Reader reader = new CsvPredictions().read(file).orElseThrow()) {
        while (reader.next() != null) {
          // Each row is checked.
        }
      } catch (EspyException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  },

  /** The verdicts of a person. */
  VERDICTS {
    @Override
    public void read(byte[] input) throws IOException {
      try {
        new CsvReviews().loadVerdicts(Files.write(FOLDER.resolve("verdicts.csv"), input));
      } catch (EspyException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  };

  private static final Path FOLDER = FuzzTarget.folder();
  private static final byte[] PICTURE = Pictures.png(7);
  private static final int MOST_IMAGES = 8;

  private static void dataSet(Path file) {
    for (Purpose purpose : Purpose.values()) {
      try (DataSet data =
          new CsvDataSets(new RawImageCodec())
              .open(new Location(file, null, null, null, purpose))) {
        readImages(data);
      } catch (EspyException e) {
        FuzzTarget.checkRefusal(e);
      }
    }
  }

  private static void readImages(DataSet data) {
    try (Stream<Sample> samples = data.samples()) {
      samples
          .limit(MOST_IMAGES)
          .forEach(
              sample -> {
                if (data.read(sample, new Shape(1, 8, 8)) instanceof Unreadable unreadable) {
                  FuzzTarget.checkReason(unreadable.reason());
                }
              });
    }
  }
}
