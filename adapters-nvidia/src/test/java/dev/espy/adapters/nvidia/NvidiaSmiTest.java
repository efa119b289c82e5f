package dev.espy.adapters.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espy.domain.device.GpuFindings;
import dev.espy.domain.device.GpuFindings.NoneSeen;
import dev.espy.domain.device.GpuFindings.Seen;
import dev.espy.domain.port.GpuProbeContract;
import dev.espy.domain.port.GpuProbePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaSmiTest extends GpuProbeContract {

  private static final String T4 =
      "0, GPU-0a1b2c3d, Tesla T4, 7.5, 550.54.15, 15360, 14930, [N/A]\n";

  @TempDir Path folder;

  @Override
  protected GpuProbePort seeing(int count, String name) throws IOException {
    String table =
        IntStream.range(0, count)
            .mapToObj(
                i -> "%d, GPU-%d, %s, 8.6, 550.54.15, 23028, 22515, [N/A]\n".formatted(i, i, name))
            .collect(Collectors.joining());
    return machine("cat \"$0.txt\"", table).probe(Map.of());
  }

  @Override
  protected GpuProbePort seeingNone() {
    return new FakeNvidiaSmi(folder).probe(Map.of());
  }

  @Test
  void theTimeForAnAnswerIsBelowTwoSeconds() {
    assertThat(NvidiaSmi.LIMIT).isLessThan(Duration.ofSeconds(2));
  }

  /** If the child were not given up, this would take ten minutes. */
  @Test
  void aProcessCanBeGivenOneGpuAlone() throws Exception {
    String table =
        "0, GPU-aa, NVIDIA A10, 8.6, 550.54.15, 23028, 22515, [N/A]\n"
            + "1, GPU-bb, NVIDIA A10, 8.6, 550.54.15, 23028, 22515, [N/A]\n";
    FakeNvidiaSmi machine = machine("cat \"$0.txt\"", table);
    NvidiaSmi free = machine.probe(Map.of());
    NvidiaSmi listed = machine.probe(Map.of("CUDA_VISIBLE_DEVICES", "GPU-bb, GPU-aa"));

    assertThat(((Seen) free.probe()).gpus()).map(free::visibleAlone).containsExactly("0", "1");
    assertThat(((Seen) listed.probe()).gpus())
        .map(listed::visibleAlone)
        .containsExactly("GPU-bb", "GPU-aa");
  }

  @Test
  void aChildThatHangsIsGivenUpAndStopped() throws Exception {
    FakeNvidiaSmi hanging = machine("echo $$ > \"$0.pid\"; sleep 600; cat \"$0.txt\"", T4);
    GpuFindings findings = hanging.probe(Map.of(), Duration.ofMillis(1_500)).probe();
    assertThat(why(findings)).isEqualTo("/nvidia-smi did not answer within 1500 ms");
    long pid = Long.parseLong(Files.readString(folder.resolve("nvidia-smi.pid")).strip());
    ProcessHandle.of(pid).ifPresent(child -> child.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void theTimeIsForAllQuestionsTogether() throws Exception {
    FakeNvidiaSmi slow =
        machine(
            "case $1 in *compute_cap*) echo 'Field \"compute_cap\" is not a valid field to query.';; *) sleep 600;; esac",
            "");
    assertThat(why(slow.probe(Map.of(), Duration.ofMillis(1_500)).probe()))
        .isEqualTo("/nvidia-smi did not answer within 1500 ms");
  }

  @Test
  void aChildThatPrintsWithoutEndIsStopped() throws Exception {
    FakeNvidiaSmi flooding = machine("while :; do cat \"$0.txt\" \"$0.txt\"; done", T4.repeat(500));
    assertThat(why(flooding.probe(Map.of()).probe()))
        .isEqualTo("/nvidia-smi does not work: it prints without end");
  }

  @Test
  void aChildMayPrintMoreThanAPipeHoldsOnBothOutputs() throws Exception {
    String warnings = ("WARNING: " + "x".repeat(90) + "\n").repeat(200);
    FakeNvidiaSmi wordy =
        machine("cat \"$0.txt\" >&2; cat \"$0.txt\"; echo '%s'".formatted(T4.strip()), warnings);
    assertThat(wordy.probe(Map.of()).probe()).isInstanceOf(Seen.class);
  }

  @Test
  void aChildGetsNoInputAndPlainEnglish() throws Exception {
    FakeNvidiaSmi asking =
        machine("[ \"$LC_ALL\" = C ] || exit 1; read -r answer && exit 2; cat \"$0.txt\"", T4);
    assertThat(asking.probe(Map.of()).probe()).isInstanceOf(Seen.class);
  }

  @Test
  void itIsAskedForATableWithoutHeaderAndUnits() throws Exception {
    machine("echo \"$@\"", "").probe(Map.of()).probe();
    assertThat(why(machine("echo \"$2\"", "").probe(Map.of()).probe()))
        .endsWith("not understood: '--format=csv,noheader,nounits'");
    assertThat(why(machine("echo \"$1\"", "").probe(Map.of()).probe()))
        .endsWith(
            "'--query-gpu=index,uuid,name,compute_cap,driver_version,memory.total,memory.free,mig.mode.current'");
  }

  @Test
  void itIsNotAskedAgainWithoutAColumnThatIsNeeded() throws Exception {
    FakeNvidiaSmi odd = machine("echo 'Field \"name\" is not a valid field to query.'; exit 2", "");
    assertThat(why(odd.probe(Map.of()).probe()))
        .isEqualTo(
            "/nvidia-smi does not work: it ended with exit status 2 and printed 'Field \"name\" is not a valid field to query.'");
  }

  @Test
  void aProgramForAnotherMachineIsAFinding() throws Exception {
    Path program = folder.resolve("nvidia-smi");
    Files.write(program, new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 0, 0});
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(why(new FakeNvidiaSmi(folder).probe(Map.of()).probe()))
        .startsWith("/nvidia-smi does not work: ")
        .hasLineCount(1);
  }

  @Test
  void whatCannotBeExecutedIsNotTheProgram() throws Exception {
    Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n");
    assertThat(why(new FakeNvidiaSmi(folder).probe(Map.of()).probe()))
        .isEqualTo("no NVIDIA driver found");
  }

  @Test
  void itIsLookedForInThePathAndThenWhereItUsuallyIs() throws Exception {
    machine("cat \"$0.txt\"", T4);
    Map<String, String> elsewhere = Map.of("PATH", "/nowhere::\0bad");
    assertThat(
            new NvidiaSmi(elsewhere::get, List.of(folder.toString()), Duration.ofMinutes(1))
                .probe())
        .isInstanceOf(Seen.class);
    Map<String, String> nothing = Map.of();
    assertThat(
            new NvidiaSmi(nothing::get, List.of(folder.toString()), Duration.ofMinutes(1)).probe())
        .isInstanceOf(Seen.class);
  }

  @Test
  void itIsNotRunFromARelativeFolder() throws Exception {
    machine("cat \"$0.txt\"", T4);
    Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
    Map<String, String> path = Map.of("PATH", relative.toString());
    assertThat(why(new NvidiaSmi(path::get, List.of(), Duration.ofMinutes(1)).probe()))
        .isEqualTo("no NVIDIA driver found");
  }

  @Test
  void anInterruptIsKept() throws Exception {
    NvidiaSmi probe = machine("exec sleep 600", "").probe(Map.of());
    Thread.currentThread().interrupt();
    assertThat(why(probe.probe())).isEqualTo("looking for GPUs was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private FakeNvidiaSmi machine(String script, String text) throws IOException {
    return new FakeNvidiaSmi(folder).install(script, text);
  }

  private String why(GpuFindings findings) {
    return ((NoneSeen) findings).why().problem().replace(folder.toString(), "");
  }
}
