package dev.espy.benchmarks.pytorch;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

/**
 * Labels the images that a CSV names, as {@code espy predict} does, with what DJL has for it:
 * ImageFactory, a Translator, a Predictor for batches. Images are decoded, and scaled down, on all
 * processors while the network works.
 */
public final class PredictProgram {

  private static final int BATCH = 128;
  private static final int BATCHES_AHEAD = 4;

  private PredictProgram() {}

  /**
   * @param arguments a model file of Espy's, whose weights are used; the CSV; where the labels go
   */
  public static void main(String[] arguments) throws Exception {
    PytorchContestant.setThreads();
    ImageIO.setUseCache(false);
    Weights weights = Weights.read(Path.of(arguments[0]));
    Path csv = Path.of(arguments[1]);
    List<String> names =
        Files.readAllLines(csv).stream().skip(1).map(line -> line.split(",")[0]).toList();
    ExecutorService decoders =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try (Model model = Model.newInstance("tutorial", "PyTorch");
        BufferedWriter output = Files.newBufferedWriter(Path.of(arguments[2]))) {
      Block block = Networks.tutorial(weights.labels().size());
      block.initialize(
          model.getNDManager(),
          DataType.FLOAT32,
          new Shape(1, weights.channels(), weights.height(), weights.width()));
      weights.putInto(block);
      model.setBlock(block);
      output.write("id,label,confidence\n");
      try (Predictor<Image, Classifications> predictor =
          model.newPredictor(new Labelling(weights))) {
        List<Future<Image>> ahead = new ArrayList<>();
        int asked = 0;
        for (int from = 0; from < names.size(); from += BATCH) {
          int to = Math.min(names.size(), from + BATCH);
          for (; asked < Math.min(names.size(), to + BATCHES_AHEAD * BATCH); asked++) {
            Path file = csv.resolveSibling("images").resolve(names.get(asked));
            ahead.add(decoders.submit(() -> read(file, weights)));
          }
          List<Image> images = new ArrayList<>();
          for (int i = from; i < to; i++) {
            images.add(ahead.set(i, null).get());
          }
          List<Classifications> answers = predictor.batchPredict(images);
          for (int i = from; i < to; i++) {
            Classifications.Classification best = answers.get(i - from).best();
            output.write(
                names.get(i) + "," + best.getClassName() + "," + best.getProbability() + "\n");
          }
        }
      }
    } finally {
      decoders.shutdown();
    }
  }

  private static Image read(Path file, Weights weights) throws IOException {
    Image image = ImageFactory.getInstance().fromFile(file);
    return image.getWidth() == weights.width() && image.getHeight() == weights.height()
        ? image
        : image.resize(weights.width(), weights.height(), false);
  }

  private record Labelling(Weights weights) implements Translator<Image, Classifications> {

    @Override
    public NDList processInput(TranslatorContext context, Image image) {
      NDArray pixels =
          image.toNDArray(
              context.getNDManager(),
              weights.channels() == 1 ? Image.Flag.GRAYSCALE : Image.Flag.COLOR);
      return new NDList(NDImageUtils.toTensor(pixels));
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList logits) {
      return new Classifications(weights.labels(), logits.singletonOrThrow().softmax(0));
    }

    @Override
    public Batchifier getBatchifier() {
      return Batchifier.STACK;
    }
  }
}
