package io.drover.gateway.render;

import io.drover.gateway.diff.JobDiff;
import io.drover.gateway.diff.PlanNotes;
import io.drover.gateway.http.Pages;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.sbe.common.Bool;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.PlanRowDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers to dry runs. */
public final class PlanRenderer {
    /** Changes that a task group would see. */
    private record Changes(
            int ignore,
            int place,
            int migrate,
            int stop,
            int inPlaceUpdate,
            int destructiveUpdate,
            int canary,
            int preemptions) {}

    private PlanRenderer() {}

    /**
     * Writes the answer and returns the index at which the job stands.
     *
     * @param job the job on trial.
     * @param diff what changes of it; null when nobody asked.
     */
    public static long write(
            final JsonWriter json,
            final Pages pages,
            final JsonObject job,
            final String warnings,
            final @Nullable JobDiff diff) {
        final Map<String, Changes> groups = new TreeMap<>();
        final Map<String, byte[]> failures = new TreeMap<>();
        final Map<String, Boolean> classes = new TreeMap<>();
        final List<AllocView> evicted = new ArrayList<>();
        final long[] jobModifyIndex = {0};
        final boolean[] isBlocked = {false};
        final long[] nextLaunchMs = {0};
        pages.forEach((header, rows, offset) -> {
            if (header.templateId() == PlanRowDecoder.TEMPLATE_ID) {
                final PlanRowDecoder row = new PlanRowDecoder()
                        .wrap(
                                rows,
                                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                                header.blockLength(),
                                header.version());
                jobModifyIndex[0] = row.jobModifyIndex();
                isBlocked[0] = row.isBlocked() == Bool.YES;
                nextLaunchMs[0] = row.nextLaunchMs();
                read(row, groups, failures);
                for (final PlanRowDecoder.ClassesDecoder each : row.classes()) {
                    classes.put(Texts.computedClass(each.computedClass()), each.eligible() == Bool.YES);
                }
            } else if (header.templateId() == AllocRowDecoder.TEMPLATE_ID) {
                evicted.add(AllocView.of(header, rows, offset));
            }
        });
        json.beginObject().name("Annotations").beginObject();
        json.name("DesiredTGUpdates").beginObject();
        groups.forEach((name, changes) -> {
            json.name(name);
            write(json, changes);
        });
        json.endObject();
        json.name("PreemptedAllocs");
        writeEvicted(json, evicted);
        json.endObject();
        json.name("CreatedEvals");
        if (isBlocked[0]) {
            json.beginArray();
            new TrialEval(job, jobModifyIndex[0], failures, classes).write(json);
            json.endArray();
        } else {
            json.nil();
        }
        json.name("Diff");
        if (diff == null) {
            json.nil();
        } else {
            DiffRenderer.write(json, PlanNotes.annotate(diff, updates(groups)));
        }
        json.name("FailedTGAllocs");
        MetricRenderer.writeByGroup(json, failures);
        Fields.number(json, "Index", jobModifyIndex[0]);
        Fields.number(json, "JobModifyIndex", jobModifyIndex[0]);
        if (nextLaunchMs[0] == 0) {
            Fields.nil(json, "NextPeriodicLaunch");
        } else {
            Fields.text(
                    json,
                    "NextPeriodicLaunch",
                    Instant.ofEpochMilli(nextLaunchMs[0]).toString());
        }
        Fields.text(json, "Warnings", warnings);
        json.endObject();
        return jobModifyIndex[0];
    }

    private static void writeEvicted(final JsonWriter json, final List<AllocView> evicted) {
        if (evicted.isEmpty()) {
            json.nil();
            return;
        }
        json.beginArray();
        evicted.forEach(alloc -> AllocRenderer.writeStub(json, alloc, true, false, null));
        json.endArray();
    }

    private static void read(
            final PlanRowDecoder row, final Map<String, Changes> groups, final Map<String, byte[]> failures) {
        for (final PlanRowDecoder.GroupsDecoder group : row.groups()) {
            final Changes changes = new Changes(
                    group.ignore(),
                    group.place(),
                    group.migrate(),
                    group.stop(),
                    group.inPlaceUpdate(),
                    group.destructiveUpdate(),
                    group.canary(),
                    group.preemptions());
            groups.put(group.name(), changes);
        }
        for (final PlanRowDecoder.FailuresDecoder failure : row.failures()) {
            final String group = failure.group();
            final byte[] metric = new byte[failure.metricLength()];
            failure.getMetric(metric, 0, metric.length);
            failures.put(group, metric);
        }
    }

    /** What is done how often, as people read it. */
    private static Map<String, Map<String, Integer>> updates(final Map<String, Changes> groups) {
        final Map<String, Map<String, Integer>> updates = new TreeMap<>();
        groups.forEach((name, changes) -> {
            final Map<String, Integer> ofGroup = new TreeMap<>();
            ofGroup.put("ignore", changes.ignore());
            ofGroup.put("create", changes.place());
            ofGroup.put("migrate", changes.migrate());
            ofGroup.put("destroy", changes.stop());
            ofGroup.put("in-place update", changes.inPlaceUpdate());
            ofGroup.put("create/destroy update", changes.destructiveUpdate());
            ofGroup.put("canary", changes.canary());
            ofGroup.values().removeIf(count -> count == 0);
            updates.put(name, ofGroup);
        });
        return updates;
    }

    private static void write(final JsonWriter json, final Changes changes) {
        json.beginObject();
        Fields.number(json, "Canary", changes.canary());
        Fields.number(json, "DestructiveUpdate", changes.destructiveUpdate());
        Fields.number(json, "Disconnect", 0);
        Fields.number(json, "Ignore", changes.ignore());
        Fields.number(json, "InPlaceUpdate", changes.inPlaceUpdate());
        Fields.number(json, "Migrate", changes.migrate());
        Fields.number(json, "Place", changes.place());
        Fields.number(json, "Preemptions", changes.preemptions());
        Fields.number(json, "Reconnect", 0);
        Fields.number(json, "RescheduleLater", 0);
        Fields.number(json, "RescheduleNow", 0);
        Fields.number(json, "Stop", changes.stop());
        json.endObject();
    }
}
