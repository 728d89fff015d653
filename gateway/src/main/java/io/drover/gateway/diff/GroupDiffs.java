package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares task groups. */
final class GroupDiffs {
    private static final String[] FIELDS = {
        "Count", "MaxClientDisconnect", "Meta", "PreventRescheduleOnLost", "ShutdownDelay", "StopAfterClientDisconnect"
    };

    private GroupDiffs() {}

    static GroupDiff between(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final DiffType type = DiffType.between(before, after);
        final JsonObject named = after == null ? before : after;
        final String name = named == null ? "" : named.text("Name");
        return new GroupDiff(
                type,
                name,
                FieldDiff.between(Flat.fields(before, FIELDS), Flat.fields(after, FIELDS), false),
                objects(before, after),
                tasks(before, after),
                null);
    }

    /** Things of a list by name, in the order of names, each with its former self. */
    static Map<String, JsonObject[]> pairs(
            final @Nullable JsonObject before, final @Nullable JsonObject after, final String key) {
        final Map<String, JsonObject> olds = byName(before, key);
        final Map<String, JsonObject> nows = byName(after, key);
        final TreeSet<String> names = new TreeSet<>(olds.keySet());
        names.addAll(nows.keySet());
        final Map<String, JsonObject[]> pairs = new LinkedHashMap<>();
        for (final String name : names) {
            pairs.put(name, new JsonObject[] {olds.get(name), nows.get(name)});
        }
        return pairs;
    }

    private static Map<String, JsonObject> byName(final @Nullable JsonObject holder, final String key) {
        final Map<String, JsonObject> byName = new LinkedHashMap<>();
        Blocks.objects(holder, key).forEach(each -> byName.put(each.text("Name"), each));
        return byName;
    }

    private static List<ObjectDiff> objects(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final Blocks blocks = new Blocks(before, after);
        CommonDiffs.conditions(blocks);
        blocks.block("RestartPolicy", "RestartPolicy", "Attempts", "Delay", "Interval", "Mode", "RenderTemplates")
                .block("Disconnect", "Disconnect", "LostAfter", "Reconcile", "Replace", "StopOnClientAfter")
                .block("Migrate", "Migrate", "HealthCheck", "HealthyDeadline", "MaxParallel", "MinHealthyTime")
                .block(
                        "ReschedulePolicy",
                        "ReschedulePolicy",
                        "Attempts",
                        "Delay",
                        "DelayFunction",
                        "Interval",
                        "MaxDelay",
                        "Unlimited")
                .block("EphemeralDisk", "EphemeralDisk", "Migrate", "SizeMB", "Sticky");
        CommonDiffs.consul(blocks);
        blocks.block(
                "Update",
                "Update",
                "AutoPromote",
                "AutoRevert",
                "Canary",
                "HealthCheck",
                "HealthyDeadline",
                "MaxParallel",
                "MinHealthyTime",
                "ProgressDeadline");
        CommonDiffs.networks(blocks);
        blocks.block("Scaling", "Scaling", GroupDiffs::scalingPolicy, "Enabled", "Max", "Min");
        ServiceDiffs.add(blocks);
        return blocks.map(
                        "Volumes",
                        "Volume",
                        GroupDiffs::mountOptions,
                        "AccessMode",
                        "AttachmentMode",
                        "Name",
                        "PerAlloc",
                        "ReadOnly",
                        "Source",
                        "Sticky",
                        "Type")
                .found();
    }

    private static List<ObjectDiff> scalingPolicy(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after).free("Policy", "Policy").found();
    }

    private static List<ObjectDiff> mountOptions(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .block(
                        "MountOptions",
                        "MountOptions",
                        (old, now) -> new Blocks(old, now)
                                .texts("MountFlags", "MountFlags")
                                .found(),
                        "FSType")
                .found();
    }

    private static List<TaskDiff> tasks(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        final List<TaskDiff> tasks = new ArrayList<>();
        pairs(before, after, "Tasks").values().forEach(pair -> tasks.add(TaskDiffs.between(pair[0], pair[1])));
        return tasks;
    }
}
