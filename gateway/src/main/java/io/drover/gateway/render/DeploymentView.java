package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.DeploymentStatus;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** A deployment row, read once in the row's order. */
public final class DeploymentView {
    /** How far a task group has come. */
    record Group(
            boolean autoRevert,
            boolean autoPromote,
            boolean promoted,
            long progressDeadlineMs,
            long requireProgressByMs,
            int desiredCanaries,
            int desiredTotal,
            int placedAllocs,
            int healthyAllocs,
            int unhealthyAllocs,
            List<String> canaries) {}

    private final String id;
    private final DeploymentStatus status;
    private final long jobVersion;
    private final long jobModifyIndex;
    private final long jobSpecModifyIndex;
    private final long jobCreateIndex;
    private final int evalPriority;
    private final long createIndex;
    private final long modifyIndex;
    private final long createTimeMs;
    private final long modifyTimeMs;
    private final Map<String, Group> groups = new TreeMap<>();
    private final String namespace;
    private final String jobId;
    private final String statusDescription;

    private DeploymentView(final DeploymentRowDecoder row) {
        id = Texts.uuid(row.deploymentId());
        status = row.status();
        jobVersion = row.jobVersion();
        jobModifyIndex = row.jobModifyIndex();
        jobSpecModifyIndex = row.jobSpecModifyIndex();
        jobCreateIndex = row.jobCreateIndex();
        evalPriority = row.evalPriority();
        createIndex = row.createIndex();
        modifyIndex = row.modifyIndex();
        createTimeMs = row.createTimeMs();
        modifyTimeMs = row.modifyTimeMs();
        for (final DeploymentRowDecoder.GroupsDecoder group : row.groups()) {
            readGroup(group);
        }
        namespace = row.namespace();
        jobId = row.jobId();
        statusDescription = row.statusDescription();
    }

    /** Reads the row at the offset, which is one of a deployment. */
    public static DeploymentView of(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        return new DeploymentView(new DeploymentRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version()));
    }

    /** Id of the deployment. */
    public String id() {
        return id;
    }

    /** Whether it is neither done nor given up. */
    public boolean isActive() {
        return switch (status) {
            case SUCCESSFUL, FAILED, CANCELLED -> false;
            default -> true;
        };
    }

    /** Whether nothing has been placed for it since it was made. */
    private boolean isUntouched() {
        return createIndex == modifyIndex && groups.values().stream().allMatch(group -> group.placedAllocs() == 0);
    }

    /** When it was made. */
    public long createIndex() {
        return createIndex;
    }

    /** Namespace of its job. */
    public String namespace() {
        return namespace;
    }

    /** Its job. */
    public String jobId() {
        return jobId;
    }

    /** When the incarnation of its job was registered first. */
    public long jobCreateIndex() {
        return jobCreateIndex;
    }

    /** Writes the deployment. */
    public void write(final JsonWriter json) {
        json.beginObject();
        Fields.number(json, "CreateIndex", createIndex);
        Fields.number(json, "CreateTime", Texts.nanos(createTimeMs));
        Fields.number(json, "EvalPriority", evalPriority);
        Fields.text(json, "ID", id);
        Fields.bool(json, "IsMultiregion", false);
        Fields.number(json, "JobCreateIndex", jobCreateIndex);
        Fields.text(json, "JobID", jobId);
        Fields.number(json, "JobModifyIndex", jobModifyIndex);
        Fields.number(json, "JobSpecModifyIndex", jobSpecModifyIndex);
        Fields.number(json, "JobVersion", jobVersion);
        Fields.number(json, "ModifyIndex", modifyIndex);
        Fields.number(json, "ModifyTime", isUntouched() ? 0 : Texts.nanos(modifyTimeMs));
        Fields.text(json, "Namespace", namespace);
        Fields.text(json, "Status", Texts.lower(status));
        Fields.text(json, "StatusDescription", statusDescription);
        json.name("TaskGroups").beginObject();
        groups.forEach((name, group) -> {
            json.name(name);
            write(json, group);
        });
        json.endObject().endObject();
    }

    private void readGroup(final DeploymentRowDecoder.GroupsDecoder group) {
        final boolean autoRevert = group.autoRevert() == Bool.YES;
        final boolean autoPromote = group.autoPromote() == Bool.YES;
        final boolean promoted = group.promoted() == Bool.YES;
        final long progressDeadlineMs = group.progressDeadlineMs();
        final long requireProgressByMs = group.requireProgressByMs();
        final int desiredCanaries = group.desiredCanaries();
        final int desiredTotal = group.desiredTotal();
        final int placedAllocs = group.placedAllocs();
        final int healthyAllocs = group.healthyAllocs();
        final int unhealthyAllocs = group.unhealthyAllocs();
        final List<String> canaries = new ArrayList<>();
        for (final DeploymentRowDecoder.GroupsDecoder.CanariesDecoder canary : group.canaries()) {
            canaries.add(Texts.uuid(canary.allocId()));
        }
        groups.put(
                group.name(),
                new Group(
                        autoRevert,
                        autoPromote,
                        promoted,
                        progressDeadlineMs,
                        requireProgressByMs,
                        desiredCanaries,
                        desiredTotal,
                        placedAllocs,
                        healthyAllocs,
                        unhealthyAllocs,
                        canaries));
    }

    private static void write(final JsonWriter json, final Group group) {
        json.beginObject();
        Fields.bool(json, "AutoPromote", group.autoPromote());
        Fields.bool(json, "AutoRevert", group.autoRevert());
        Fields.number(json, "DesiredCanaries", group.desiredCanaries());
        Fields.number(json, "DesiredTotal", group.desiredTotal());
        Fields.number(json, "HealthyAllocs", group.healthyAllocs());
        Fields.number(json, "PlacedAllocs", group.placedAllocs());
        json.name("PlacedCanaries");
        if (group.canaries().isEmpty()) {
            json.nil();
        } else {
            AllocParts.ids(json, group.canaries());
        }
        Fields.number(json, "ProgressDeadline", Texts.nanos(group.progressDeadlineMs()));
        Fields.bool(json, "Promoted", group.promoted());
        json.name("RequireProgressBy");
        if (group.requireProgressByMs() == 0) {
            json.nil();
        } else {
            json.string(Texts.time(group.requireProgressByMs()));
        }
        Fields.number(json, "UnhealthyAllocs", group.unhealthyAllocs());
        json.endObject();
    }

    /** What an overview of its job shows. */
    void writeLatest(final JsonWriter json) {
        json.beginObject();
        Fields.bool(
                json,
                "AllAutoPromote",
                !groups.isEmpty()
                        && status == DeploymentStatus.RUNNING
                        && groups.values().stream().allMatch(group -> group.desiredCanaries == 0 || group.autoPromote));
        Fields.text(json, "ID", id);
        Fields.bool(json, "IsActive", isActive());
        Fields.number(json, "JobVersion", jobVersion);
        Fields.bool(
                json,
                "RequiresPromotion",
                isActive() && groups.values().stream().anyMatch(group -> group.desiredCanaries > 0 && !group.promoted));
        Fields.text(json, "Status", Texts.lower(status));
        Fields.text(json, "StatusDescription", statusDescription);
        json.endObject();
    }
}
