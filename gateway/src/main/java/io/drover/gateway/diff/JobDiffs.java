package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares jobs: what operators write, not what the cluster notes beside it. */
final class JobDiffs {
    private static final String[] FIELDS = {
        "AllAtOnce",
        "ConsulNamespace",
        "ConsulToken",
        "DispatchIdempotencyToken",
        "Dispatched",
        "Meta",
        "Name",
        "Namespace",
        "NodePool",
        "ParentID",
        "Priority",
        "Region",
        "Stop",
        "Type",
        "VaultNamespace"
    };

    private JobDiffs() {}

    static JobDiff between(final @Nullable JsonObject before, final JsonObject after) {
        final List<FieldDiff> fields =
                FieldDiff.between(Flat.fields(before, FIELDS), Flat.fields(after, FIELDS), false);
        final List<ObjectDiff> objects = objects(before, after);
        final List<GroupDiff> groups = new ArrayList<>();
        GroupDiffs.pairs(before, after, "TaskGroups")
                .values()
                .forEach(pair -> groups.add(GroupDiffs.between(pair[0], pair[1])));
        final boolean isSame = fields.isEmpty()
                && objects.isEmpty()
                && groups.stream().allMatch(group -> group.type() == DiffType.NONE);
        return new JobDiff(DiffType.of(before != null, true, isSame), after.text("ID"), fields, objects, groups);
    }

    private static List<ObjectDiff> objects(final @Nullable JsonObject before, final JsonObject after) {
        final Blocks blocks = new Blocks(before, after).texts("Datacenters", "Datacenters");
        CommonDiffs.conditions(blocks);
        CommonDiffs.spreads(blocks);
        return blocks.block("Periodic", "Periodic", "Enabled", "ProhibitOverlap", "Spec", "SpecType", "TimeZone")
                .block("ParameterizedJob", "ParameterizedJob", JobDiffs::metaKeys, "Payload")
                .block("Multiregion", "Multiregion", JobDiffs::regions)
                .block("UI", "UI", JobDiffs::links, "Description")
                .found();
    }

    private static List<ObjectDiff> metaKeys(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .texts("MetaOptional", "MetaOptional")
                .texts("MetaRequired", "MetaRequired")
                .found();
    }

    private static List<ObjectDiff> regions(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after)
                .block("Strategy", "Strategy", "MaxParallel", "OnFailure")
                .named(
                        "Regions",
                        "Region",
                        region -> region.text("Name"),
                        (old, now) -> List.of(),
                        "Count",
                        "Meta",
                        "Name")
                .found();
    }

    private static List<ObjectDiff> links(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        return new Blocks(before, after).set("Links", "Link", "Label", "Url").found();
    }
}
