package io.drover.gateway.render;

import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.ClientStatus;
import io.drover.sbe.common.DesiredStatus;
import io.drover.sbe.common.Health;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** {@code JobScaleStatus}: counts of a job's groups, wanted and there, and what was done to them. */
public final class ScaleStatus {
    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    private final JobView job;
    private final List<AllocView> allocs;
    private final Map<String, List<Event>> events = new TreeMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Event(
            long timeMs,
            @Nullable Long count,
            long previousCount,
            boolean isError,
            String evalId,
            long createIndex,
            String message,
            byte[] meta) {}

    /** Of a job with its allocations; the pages may have its events. */
    public ScaleStatus(final JobView job, final List<AllocView> allocs, final Pages pages) {
        this.job = job;
        this.allocs = allocs;
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == ScalingEventsRowDecoder.TEMPLATE_ID) {
                read(header, rows, offset);
            }
        });
    }

    /** Writes it. */
    public void write(final JsonWriter json) {
        json.beginObject();
        Fields.number(json, "JobCreateIndex", job.createIndex);
        Fields.text(json, "JobID", job.jobId);
        Fields.number(json, "JobModifyIndex", job.modifyIndex);
        Fields.bool(json, "JobStopped", job.isStopped);
        Fields.text(json, "Namespace", job.namespace);
        json.name("TaskGroups").beginObject();
        final Map<String, JsonObject> groups = new TreeMap<>();
        job.tree().objects("TaskGroups").forEach(group -> groups.put(group.text("Name"), group));
        groups.forEach((name, group) -> writeGroup(json, name, group.number("Count")));
        json.endObject();
        json.endObject();
    }

    private void writeGroup(final JsonWriter json, final String name, final long desired) {
        long placed = 0;
        long running = 0;
        long healthy = 0;
        long unhealthy = 0;
        for (final AllocView alloc : allocs) {
            if (alloc.taskGroup.equals(name) && !alloc.isCanary && isLive(alloc)) {
                placed++;
                running += alloc.clientStatus == ClientStatus.RUNNING ? 1 : 0;
                healthy += alloc.health == Health.HEALTHY ? 1 : 0;
                unhealthy += alloc.health == Health.UNHEALTHY ? 1 : 0;
            }
        }
        json.name(name).beginObject();
        Fields.number(json, "Desired", desired);
        json.name("Events");
        writeEvents(json, events.get(name));
        Fields.number(json, "Healthy", healthy);
        Fields.number(json, "Placed", placed);
        Fields.number(json, "Running", running);
        Fields.number(json, "Unhealthy", unhealthy);
        json.endObject();
    }

    private static boolean isLive(final AllocView alloc) {
        return alloc.desiredStatus == DesiredStatus.RUN
                && alloc.clientStatus != ClientStatus.COMPLETE
                && alloc.clientStatus != ClientStatus.FAILED
                && alloc.clientStatus != ClientStatus.LOST;
    }

    private static void writeEvents(final JsonWriter json, final @Nullable List<Event> ofGroup) {
        if (ofGroup == null) {
            json.nil();
            return;
        }
        json.beginArray();
        for (final Event event : ofGroup) {
            json.beginObject().name("Count");
            if (event.count == null) {
                json.nil();
            } else {
                json.number(event.count);
            }
            Fields.number(json, "CreateIndex", event.createIndex);
            Fields.bool(json, "Error", event.isError);
            json.name("EvalID");
            if (event.evalId.isEmpty() || event.evalId.equals(NONE)) {
                json.nil();
            } else {
                json.string(event.evalId);
            }
            Fields.text(json, "Message", event.message);
            Fields.raw(json, "Meta", event.meta);
            Fields.number(json, "PreviousCount", event.previousCount);
            Fields.number(json, "Time", Texts.nanos(event.timeMs));
            json.endObject();
        }
        json.endArray();
    }

    private void read(final MessageHeaderDecoder header, final DirectBuffer rows, final int offset) {
        final ScalingEventsRowDecoder row = new ScalingEventsRowDecoder()
                .wrap(rows, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        for (final ScalingEventsRowDecoder.EventsDecoder event : row.events()) {
            final long timeMs = event.timeMs();
            final long createIndex = event.createIndex();
            final Long count = event.hasCount() == Bool.YES ? event.newCount() : null;
            final boolean isError = event.isError() == Bool.YES;
            final long previousCount = event.previousCount();
            final String evalId = Texts.uuid(event.evalId());
            final String group = event.group();
            final byte[] message = new byte[event.messageLength()];
            event.getMessage(message, 0, message.length);
            final byte[] meta = new byte[event.metaLength()];
            event.getMeta(meta, 0, meta.length);
            events.computeIfAbsent(group, ignored -> new ArrayList<>())
                    .add(new Event(
                            timeMs,
                            count,
                            previousCount,
                            isError,
                            evalId,
                            createIndex,
                            new String(message, StandardCharsets.UTF_8),
                            meta));
        }
    }
}
