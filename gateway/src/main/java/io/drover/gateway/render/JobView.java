package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.stored.StoredForm;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.JobStatus;
import io.drover.sbe.common.JobType;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** A job row: the job as it is now, or a version as it was; with its summary when that followed. */
public final class JobView {
    /** Counts of a task group. */
    record Group(String name, int queued, int complete, int failed, int running, int starting, int lost, int unknown) {}

    /** How the job was when an allocation was placed. */
    private record Placed(JobStatus status, boolean isStable) {}

    /** What a summary has beside its groups. */
    record Summary(long createIndex, long modifyIndex, long childrenPending, long childrenRunning, long childrenDead) {}

    private static final DocumentSplice.Names LIVE_FIELDS = DocumentSplice.Names.of(
            "CreateIndex",
            "JobModifyIndex",
            "ModifyIndex",
            "Stable",
            "Status",
            "Stop",
            "SubmitTime",
            "Version",
            "VersionTag");
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    final JobType type;
    final JobStatus status;
    final int priority;
    final long version;
    final boolean isStable;
    final boolean isStopped;
    final boolean isPeriodic;
    final boolean isParameterized;
    final long createIndex;
    final long modifyIndex;
    final long jobModifyIndex;
    final long submitTimeMs;
    final List<Group> groups = new ArrayList<>();
    final String namespace;
    final String jobId;
    private final byte[] stored;
    private final byte[] overlay;
    final long taggedTimeMs;
    final String tagName;
    final String tagDescription;

    @Nullable
    Summary summary;

    private byte @Nullable [] document;
    private @Nullable JsonObject tree;
    private final Map<Placed, byte[]> placed = new HashMap<>();

    private JobView(final JobRowDecoder row) {
        type = row.type();
        status = row.status();
        priority = row.priority();
        version = row.version();
        isStable = row.stable() == Bool.YES;
        isStopped = row.stopped() == Bool.YES;
        isPeriodic = row.isPeriodic() == Bool.YES;
        isParameterized = row.isParameterized() == Bool.YES;
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        jobModifyIndex = row.jobModifyIndex();
        submitTimeMs = row.submitTimeMs();
        taggedTimeMs = row.taggedTimeMs();
        for (final JobRowDecoder.GroupsDecoder group : row.groups()) {
            final int queued = group.queued();
            final int complete = group.complete();
            final int failed = group.failed();
            final int running = group.running();
            final int starting = group.starting();
            final int lost = group.lost();
            final int unknown = group.unknown();
            groups.add(new Group(group.name(), queued, complete, failed, running, starting, lost, unknown));
        }
        namespace = row.namespace();
        jobId = row.jobId();
        stored = new byte[row.documentLength()];
        row.getDocument(stored, 0, stored.length);
        row.skipSpec();
        row.skipToken();
        tagName = row.tagName();
        tagDescription = row.tagDescription();
        overlay = new byte[row.overlayLength()];
        row.getOverlay(overlay, 0, overlay.length);
    }

    /** Reads the row at the offset, which is one of a job. */
    public static JobView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new JobView(new JobRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** Takes in the summary row at the offset, which followed the job's. */
    void readSummary(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        final JobSummaryRowDecoder row = new JobSummaryRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        summary = new Summary(
                row.createIndex(), row.modifyIndex(), row.childrenPending(), row.childrenRunning(), row.childrenDead());
    }

    /** Id of the job. */
    public String jobId() {
        return jobId;
    }

    /** Namespace of the job. */
    public String namespace() {
        return namespace;
    }

    /** Version of the job. */
    public long version() {
        return version;
    }

    /** Name of the version, empty when it has none. */
    public String tagName() {
        return tagName;
    }

    /** Index at which this version was registered. */
    public long createIndex() {
        return createIndex;
    }

    /** Index of the last registration. */
    public long jobModifyIndex() {
        return jobModifyIndex;
    }

    /** When the job was last changed, its status included. */
    public long modifyIndex() {
        return modifyIndex;
    }

    /** Whether it was stopped. */
    public boolean isStopped() {
        return isStopped;
    }

    /** Whether launches are made of it, rather than allocations. */
    public boolean isPeriodic() {
        return isPeriodic;
    }

    /** Whether dispatches are made of it, rather than allocations. */
    public boolean isParameterized() {
        return isParameterized;
    }

    /** The document with the live fields of this row. */
    public byte[] asJson() {
        return spliced(document(), Texts.lower(status), isStable, modifyIndex);
    }

    /** The same as lists of versions have it. */
    public byte[] asListedVersion() {
        return spliced(
                shown(JobOverlay.applyAsListed(StoredForm.complete(stored), overlay, jobId)),
                Texts.lower(status),
                isStable,
                modifyIndex);
    }

    /** The document as allocations carry it: as the job was when they were placed. */
    byte[] asPlaced(final JobStatus then, final boolean wasStable) {
        return placed.computeIfAbsent(
                new Placed(then, wasStable),
                was -> spliced(document(), Texts.lower(was.status()), was.isStable(), jobModifyIndex));
    }

    /** The document as a tree, an own copy for the caller. */
    public JsonObject tree() {
        return parsed().copy();
    }

    /** The document as a tree with the live fields that operators set. */
    public JsonObject current() {
        return tree().put("Stop", isStopped);
    }

    /** A task group of the document, read-only; null when it has none of this name. */
    @Nullable
    JsonObject group(final String name) {
        for (final JsonObject group : parsed().objects("TaskGroups")) {
            if (group.text("Name").equals(name)) {
                return group;
            }
        }
        return null;
    }

    private JsonObject parsed() {
        if (tree == null) {
            try {
                final JsonValue value = JsonParser.parse(document());
                tree = value instanceof JsonObject object ? object : new JsonObject();
            } catch (final JsonSyntaxException ex) {
                throw new IllegalStateException("the stored document of job " + jobId + " is damaged", ex);
            }
        }
        return tree;
    }

    /** Values of outermost fields as JSON text, in the order of the names; those given for what is unset. */
    byte[][] fields(final DocumentSplice.Names names, final byte[]... unset) {
        return new DocumentSplice(overlay.length == 0 ? stored : document()).values(names, unset);
    }

    /** The whole document with what this version has that is different. */
    private byte[] document() {
        byte[] made = document;
        if (made == null) {
            made = shown(JobOverlay.apply(StoredForm.complete(stored), overlay, jobId));
            document = made;
        }
        return made;
    }

    /** A stopped job's scaling policies are off. */
    private byte[] shown(final byte[] whole) {
        return isStopped ? JobOverlay.disableScaling(whole, jobId) : whole;
    }

    private byte[] spliced(final byte[] source, final String statusText, final boolean stable, final long modified) {
        return new DocumentSplice(source)
                .replace(
                        LIVE_FIELDS,
                        ascii(createIndex),
                        ascii(jobModifyIndex),
                        ascii(modified),
                        ascii(stable),
                        ascii('"' + statusText + '"'),
                        ascii(isStopped),
                        ascii(Texts.nanos(submitTimeMs)),
                        ascii(version),
                        tagName.isEmpty() ? NULL : versionTag());
    }

    private byte[] versionTag() {
        return new JsonWriter()
                .beginObject()
                .name("Description")
                .string(tagDescription)
                .name("Name")
                .string(tagName)
                .name("TaggedTime")
                .number(Texts.nanos(taggedTimeMs))
                .endObject()
                .toBytes();
    }

    private static byte[] ascii(final Object value) {
        return value.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
