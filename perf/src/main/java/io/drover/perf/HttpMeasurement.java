package io.drover.perf;

import io.drover.gateway.jobspec.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API of three servers under {@code wrk} with 32 connections: read one job, list 20, register new ones that find no node. */
final class HttpMeasurement implements Measurement {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)");
    private static final int JOBS = 20;

    private final int seconds;
    private final int warmUpSeconds;
    private final PerfCluster cluster = new PerfCluster();
    private final Path directory = Files.createTempDirectory("drover-perf-http-");

    HttpMeasurement(final Options options) throws IOException {
        seconds = options.get("seconds", 10);
        warmUpSeconds = options.get("warmup", 8);
    }

    @Override
    public void run(final Report report) throws Exception {
        final String leader = cluster.awaitReady().address();
        for (int i = 0; i < JOBS; i++) {
            final Http.Answer answer = Http.put(leader + "/v1/jobs", PerfJobs.unplaceable("job-" + i), 10_000);
            if (!answer.isSuccess()) {
                throw new IllegalStateException("register: " + answer);
            }
        }
        report.note("each load runs " + warmUpSeconds + " s before the " + seconds + " s that are measured");
        load(report, "get_job", leader + "/v1/job/job-0", "");
        load(report, "list_jobs", leader + "/v1/jobs", "");
        load(report, "put_job", leader + "/v1/jobs", script());
    }

    @Override
    public void close() {
        cluster.close();
    }

    /** Registers jobs whose ids nobody has used; each of wrk's threads counts for itself. */
    private String script() throws IOException {
        final String job = new String(JsonWriter.bytes(PerfJobs.unplaceable("JOBID")), StandardCharsets.UTF_8);
        final Path file = directory.resolve("put.lua");
        Files.writeString(
                file,
                "local number = 0\nlocal threads = 0\nlocal run = os.time()\n"
                        + "function setup(t) t:set(\"id\", threads) threads = threads + 1 end\n"
                        + "local body = [==[" + job + "]==]\n"
                        + "function request()\n"
                        + "  number = number + 1\n"
                        + "  local b = body:gsub(\"JOBID\", \"put-\" .. run .. \"-\" .. id .. \"-\" .. number)\n"
                        + "  return wrk.format(\"PUT\", nil, nil, b)\nend\n");
        return file.toString();
    }

    private void load(final Report report, final String name, final String url, final String script) throws Exception {
        wrk(warmUpSeconds, url, script);
        final String output = wrk(seconds, url, script);
        final Matcher rate = RATE.matcher(output);
        final Matcher p99 = P99.matcher(output);
        if (!rate.find() || !p99.find()) {
            throw new IllegalStateException("wrk said: " + output);
        }
        report.put(name, (long) Double.parseDouble(rate.group(1)));
        report.put(name + "_p99_ms", milliseconds(p99.group(1), p99.group(2)));
        final Matcher errors = ERRORS.matcher(output);
        if (errors.find()) {
            report.put(name + "_errors", Long.parseLong(errors.group(1)));
        }
    }

    private static String wrk(final int seconds, final String url, final String script) throws IOException {
        final List<String> line = new ArrayList<>(List.of("wrk", "-t2", "-c32", "-d" + seconds + "s", "--latency"));
        if (!script.isEmpty()) {
            line.addAll(List.of("-s", script));
        }
        line.add(url);
        final Process wrk = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static double milliseconds(final String number, final String unit) {
        final double value = Double.parseDouble(number);
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "us" -> value / 1_000;
            case "s" -> value * 1_000;
            default -> value;
        };
    }
}
