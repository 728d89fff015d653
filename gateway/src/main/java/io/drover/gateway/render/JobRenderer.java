package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Jobs in lists, and summaries. */
public final class JobRenderer {
    private static final DocumentSplice.Names STUB_FIELDS = DocumentSplice.Names.of(
            "Datacenters", "Meta", "Multiregion", "Name", "NodePool", "ParentID", "StatusDescription");
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EMPTY = "\"\"".getBytes(StandardCharsets.US_ASCII);

    private JobRenderer() {}

    /** The jobs of an answer, each with its summary if that was sent. */
    public static List<JobView> read(final Pages pages) {
        final List<JobView> jobs = new ArrayList<>();
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == JobRowDecoder.TEMPLATE_ID) {
                jobs.add(JobView.of(header, rows, offset));
            } else if (header.templateId() == JobSummaryRowDecoder.TEMPLATE_ID && !jobs.isEmpty()) {
                jobs.get(jobs.size() - 1).readSummary(header, rows, offset);
            }
        });
        return jobs;
    }

    /** The form of lists. */
    public static void writeStub(final JsonWriter json, final JobView job, final boolean withMeta) {
        final byte[][] fields = job.fields(STUB_FIELDS, NULL, NULL, NULL, EMPTY, EMPTY, EMPTY, EMPTY);
        json.beginObject();
        Fields.number(json, "CreateIndex", job.createIndex);
        json.name("Datacenters").raw(fields[0]);
        Fields.text(json, "ID", job.jobId);
        Fields.number(json, "JobModifyIndex", job.jobModifyIndex);
        json.name("JobSummary");
        writeSummary(json, job);
        Fields.raw(json, "Meta", withMeta ? fields[1] : new byte[0]);
        Fields.number(json, "ModifyIndex", job.modifyIndex);
        json.name("Multiregion").raw(fields[2]);
        json.name("Name").raw(fields[3]);
        Fields.text(json, "Namespace", job.namespace);
        json.name("NodePool").raw(fields[4]);
        Fields.bool(json, "ParameterizedJob", job.isParameterized);
        json.name("ParentID").raw(fields[5]);
        Fields.bool(json, "Periodic", job.isPeriodic);
        Fields.number(json, "Priority", job.priority);
        Fields.text(json, "Status", Texts.lower(job.status));
        json.name("StatusDescription").raw(fields[6]);
        Fields.bool(json, "Stop", job.isStopped);
        Fields.number(json, "SubmitTime", Texts.nanos(job.submitTimeMs));
        Fields.text(json, "Type", Texts.lower(job.type));
        json.endObject();
    }

    /** {@code JobSummary}. */
    public static void writeSummary(final JsonWriter json, final JobView job) {
        final JobView.Summary summary = job.summary;
        if (summary == null) {
            json.nil();
            return;
        }
        json.beginObject().name("Children").beginObject();
        Fields.number(json, "Dead", summary.childrenDead());
        Fields.number(json, "Pending", summary.childrenPending());
        Fields.number(json, "Running", summary.childrenRunning());
        json.endObject();
        Fields.number(json, "CreateIndex", summary.createIndex());
        Fields.text(json, "JobID", job.jobId);
        Fields.number(json, "ModifyIndex", summary.modifyIndex());
        Fields.text(json, "Namespace", job.namespace);
        json.name("Summary").beginObject();
        for (final JobView.Group group : job.groups) {
            json.name(group.name()).beginObject();
            Fields.number(json, "Complete", group.complete());
            Fields.number(json, "Failed", group.failed());
            Fields.number(json, "Lost", group.lost());
            Fields.number(json, "Queued", group.queued());
            Fields.number(json, "Running", group.running());
            Fields.number(json, "Starting", group.starting());
            Fields.number(json, "Unknown", group.unknown());
            json.endObject();
        }
        json.endObject().endObject();
    }
}
