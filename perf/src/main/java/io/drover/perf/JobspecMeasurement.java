package io.drover.perf;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.ParseResult;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The job language: how long a job file of 64 KB takes to parse, complete and validate once the code is warm, and how long the
 * command line takes for a whole {@code job validate} from start to exit, without a server.
 */
final class JobspecMeasurement implements Measurement {
    private static final int LENGTH = 64 * 1024;
    private static final int WARM_UP = 3_000;
    private static final int PROCESS_WAIT_S = 60;

    private final int rounds;
    private final int starts;
    private final Path file;

    JobspecMeasurement(final Options options) throws Exception {
        rounds = options.get("rounds", 2_000);
        starts = options.get("starts", 15);
        file = Files.createTempFile("measured", ".nomad.hcl");
    }

    @Override
    public void run(final Report report) throws Exception {
        final String text = JobFileText.ofLength(LENGTH);
        Files.writeString(file, text);
        report.put("bytes", text.length());
        for (int i = 0; i < WARM_UP; i++) {
            admitted(text);
        }
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final long cpuStart = threads.getCurrentThreadCpuTime();
        final long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            final long start = System.nanoTime();
            admitted(text);
            nanos[i] = System.nanoTime() - start;
        }
        // On a machine that others use as well, the time on the processor says what the code costs.
        report.put("job_file_cpu_us", (threads.getCurrentThreadCpuTime() - cpuStart) / rounds / 1_000);
        Arrays.sort(nanos);
        report.put("job_file_p50_us", nanos[rounds / 2] / 1_000);
        report.put("job_file_p99_us", nanos[rounds * 99 / 100] / 1_000);
        commandLine(report);
    }

    private static void admitted(final String text) {
        final ParseResult result = JobFile.parse(text, "measured.nomad.hcl", JobFileOptions.forServer());
        final JsonObject job = result.job();
        if (job == null || !JobAdmission.admit(job, ServerSettings.STANDARD).isAdmitted()) {
            throw new IllegalStateException("the measured job is refused: " + result.errorText());
        }
    }

    private void commandLine(final Report report) throws Exception {
        // The first starts make the archive of classes, as the first command after an installation does.
        for (int i = 0; i < 2; i++) {
            validate();
            TimeUnit.SECONDS.sleep(5);
        }
        final long[] millis = new long[starts];
        for (int i = 0; i < starts; i++) {
            final long start = System.nanoTime();
            validate();
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        report.put("validate_p50_ms", millis[starts / 2]);
        report.put("validate_max_ms", millis[starts - 1]);
    }

    private void validate() throws Exception {
        final ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("drover.launcher"),
                "job",
                "validate",
                "-address",
                "http://127.0.0.1:1",
                file.toString());
        final Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PROCESS_WAIT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("job validate did not end well");
        }
    }

    @Override
    public void close() throws Exception {
        Files.deleteIfExists(file);
    }
}
