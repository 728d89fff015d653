package io.drover.perf.bench;

import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.JobReader;
import io.drover.perf.bench.JobTemplate.Placement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the gateway does between the body of a registration and its command. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class AdmissionBenchmark {
    private final byte[] body = JsonWriter.bytes(JobTemplate.document(Placement.NOWHERE, 1));
    private final ServerSettings settings = new ServerSettings() {};

    /** JSON text to a tree with every field. */
    @Benchmark
    public JsonObject read() throws Exception {
        return JobReader.read(((JsonObject) JsonParser.parse(body)).value("Job"), "JobRegisterRequest", "Job");
    }

    /** All of it: read, complete, check, compile. */
    @Benchmark
    public CompiledJob admit() throws Exception {
        final JsonObject job =
                JobReader.read(((JsonObject) JsonParser.parse(body)).value("Job"), "JobRegisterRequest", "Job");
        return CompiledJob.of(JobAdmission.admit(job, settings).job());
    }
}
