package io.drover.perf.bench;

import io.drover.gateway.command.JobCommands;
import io.drover.gateway.compile.CompiledJob;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.perf.PerfJobs;
import io.drover.tools.rehearsal.PrivateCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/** The command that registers a job, made once by the gateway's own steps; each use is for another job id of the same length. */
public final class JobTemplate {
    /** Whether the job finds a node. */
    public enum Placement {
        ANYWHERE,
        NOWHERE
    }

    private static final String ID = "job-00000000";
    private static final String OTHER_ID = "few-00000000";
    private static final int DIGITS = 8;

    private final UnsafeBuffer command;
    private final String id;
    private final List<Integer> idEnds;
    private int jobs;

    private JobTemplate(final UnsafeBuffer command, final String id) {
        this.command = command;
        this.id = id;
        this.idEnds = idEnds(command.byteArray(), id);
    }

    /** A template of jobs with one group of so many allocations. */
    public static JobTemplate of(final Placement placement, final int count) {
        return of(document(placement, count));
    }

    /** A template of jobs with other ids than those of {@link #of(Placement, int)}. */
    public static JobTemplate others(final int count) {
        return of(PerfJobs.simulated(OTHER_ID, count), OTHER_ID);
    }

    /** Of a job with the id that {@link #document} gives. */
    static JobTemplate of(final JsonObject document) {
        return of(document, ID);
    }

    private static JobTemplate of(final JsonObject document, final String id) {
        final JsonObject job = admit(Objects.requireNonNull(document.object("Job")));
        return new JobTemplate(
                PrivateCluster.copy(JobCommands.register(
                        "default", id, CompiledJob.of(job), false, false, JobCommands.Terms.NONE, new byte[0])),
                id);
    }

    /** What the servers keep of a job that a client sent. */
    static JsonObject admit(final JsonObject sent) {
        final JobAdmission.Result admitted =
                JobAdmission.admit(sent.put("Namespace", "default"), new ServerSettings() {});
        if (!admitted.isAdmitted()) {
            throw new IllegalStateException(admitted.errorText());
        }
        return admitted.job();
    }

    /** Registers a job that the machine does not know. */
    public void register(final PrivateCluster machine) {
        jobs++;
        for (int i = 0; i < idEnds.size(); i++) {
            int rest = jobs;
            for (int at = idEnds.get(i) - 1; rest > 0; at--) {
                command.putByte(at, (byte) ('0' + rest % 10));
                rest /= 10;
            }
        }
        machine.apply(command, command.capacity());
    }

    /** The job id that was registered last. */
    public String lastId() {
        return id.substring(0, id.length() - DIGITS) + id(jobs).substring(ID.length() - DIGITS);
    }

    /** The id of the n-th job, counted from 1. */
    public static String id(final int jobs) {
        return ID.substring(0, ID.length() - DIGITS) + String.format(Locale.ROOT, "%0" + DIGITS + "d", jobs);
    }

    private static List<Integer> idEnds(final byte[] bytes, final String text) {
        final byte[] id = text.getBytes(StandardCharsets.US_ASCII);
        final List<Integer> ends = new ArrayList<>();
        for (int i = 0; i + id.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + id.length, id, 0, id.length)) {
                ends.add(i + id.length);
            }
        }
        return ends;
    }

    static JsonObject document(final Placement placement, final int count) {
        return placement == Placement.NOWHERE ? PerfJobs.unplaceable(ID) : PerfJobs.simulated(ID, count);
    }
}
