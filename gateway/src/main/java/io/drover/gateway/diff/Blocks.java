package io.drover.gateway.diff;

import io.drover.gateway.jobspec.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the changed blocks within a pair of blocks. A block that is there once is compared with its former self; of sets, whose
 * members have no identity, each member came or went.
 */
final class Blocks {
    private final @Nullable JsonObject before;
    private final @Nullable JsonObject after;
    private final List<ObjectDiff> found = new ArrayList<>();

    /** Compares blocks within these two, of which one may be missing. */
    Blocks(final @Nullable JsonObject before, final @Nullable JsonObject after) {
        this.before = before;
        this.after = after;
    }

    /** The changes so far, in the order of the calls. */
    List<ObjectDiff> found() {
        return found;
    }

    /** A block that is there at most once, with fields only. */
    Blocks block(final String key, final String name, final String... fields) {
        return block(key, name, (old, now) -> List.of(), fields);
    }

    /** A block that is there at most once, with fields and blocks. */
    Blocks block(
            final String key,
            final String name,
            final BiFunction<@Nullable JsonObject, @Nullable JsonObject, List<ObjectDiff>> inner,
            final String... fields) {
        add(pair(name, object(before, key), object(after, key), inner, fields));
        return this;
    }

    /** A block of free form, such as a driver's configuration. */
    Blocks free(final String key, final String name) {
        final JsonObject old = object(before, key);
        final JsonObject now = object(after, key);
        // An empty block is none.
        final DiffType type =
                DiffType.between(old == null || old.isEmpty() ? null : old, now == null || now.isEmpty() ? null : now);
        if (type != DiffType.NONE) {
            found.add(new ObjectDiff(type, name, FieldDiff.between(Flat.all(old), Flat.all(now), true), List.of()));
        }
        return this;
    }

    /** A set of blocks with fields only: each member came or went. */
    Blocks set(final String key, final String name, final String... fields) {
        return set(key, name, (old, now) -> List.of(), fields);
    }

    /** A set of blocks with fields and blocks: each member came or went. */
    Blocks set(
            final String key,
            final String name,
            final BiFunction<@Nullable JsonObject, @Nullable JsonObject, List<ObjectDiff>> inner,
            final String... fields) {
        final List<JsonObject> gone = new ArrayList<>(objects(before, key));
        final List<JsonObject> come = new ArrayList<>(objects(after, key));
        gone.removeAll(objects(after, key));
        come.removeAll(objects(before, key));
        final List<ObjectDiff> members = new ArrayList<>();
        gone.forEach(old -> members.add(pair(name, old, null, inner, fields)));
        come.forEach(now -> members.add(pair(name, null, now, inner, fields)));
        members.sort(ObjectDiff.ORDER);
        found.addAll(members);
        return this;
    }

    /** A list of blocks that have a name of their own: those of one name are compared with each other, single ones always. */
    Blocks named(
            final String key,
            final String name,
            final Function<JsonObject, String> identity,
            final BiFunction<@Nullable JsonObject, @Nullable JsonObject, List<ObjectDiff>> inner,
            final String... fields) {
        final boolean areSingle =
                objects(before, key).size() == 1 && objects(after, key).size() == 1;
        final Function<JsonObject, String> told = areSingle ? block -> "" : identity;
        final Map<String, JsonObject> olds = byIdentity(objects(before, key), told);
        final Map<String, JsonObject> nows = byIdentity(objects(after, key), told);
        final TreeSet<String> identities = new TreeSet<>(olds.keySet());
        identities.addAll(nows.keySet());
        final List<ObjectDiff> members = new ArrayList<>();
        for (final String each : identities) {
            final ObjectDiff member = pair(name, olds.get(each), nows.get(each), inner, fields);
            if (member.type() != DiffType.NONE) {
                members.add(member);
            }
        }
        members.sort(ObjectDiff.ORDER);
        found.addAll(members);
        return this;
    }

    /** A map of blocks: those under one key are compared with each other. */
    Blocks map(
            final String key,
            final String name,
            final BiFunction<@Nullable JsonObject, @Nullable JsonObject, List<ObjectDiff>> inner,
            final String... fields) {
        final JsonObject olds = object(before, key);
        final JsonObject nows = object(after, key);
        final TreeSet<String> keys = new TreeSet<>(olds == null ? List.of() : olds.names());
        keys.addAll(nows == null ? List.of() : nows.names());
        for (final String each : keys) {
            add(pair(name, object(olds, each), object(nows, each), inner, fields));
        }
        return this;
    }

    /** A set of texts: a block in which each is a field. */
    Blocks texts(final String key, final String name) {
        final List<String> olds = before == null ? List.of() : before.texts(key);
        final List<String> nows = after == null ? List.of() : after.texts(key);
        final DiffType type =
                DiffType.of(!olds.isEmpty(), !nows.isEmpty(), new TreeSet<>(olds).equals(new TreeSet<>(nows)));
        if (type != DiffType.NONE) {
            final TreeSet<String> all = new TreeSet<>(olds);
            all.addAll(nows);
            final List<FieldDiff> fields = new ArrayList<>();
            for (final String text : all) {
                fields.add(FieldDiff.of(name, olds.contains(text) ? text : "", nows.contains(text) ? text : ""));
            }
            fields.sort(FieldDiff.ORDER);
            found.add(new ObjectDiff(type, name, fields, List.of()));
        }
        return this;
    }

    private void add(final ObjectDiff diff) {
        if (diff.type() != DiffType.NONE) {
            found.add(diff);
        }
    }

    private static ObjectDiff pair(
            final String name,
            final @Nullable JsonObject old,
            final @Nullable JsonObject now,
            final BiFunction<@Nullable JsonObject, @Nullable JsonObject, List<ObjectDiff>> inner,
            final String... fields) {
        final DiffType type = DiffType.between(old, now);
        return type == DiffType.NONE
                ? new ObjectDiff(type, name, List.of(), List.of())
                : new ObjectDiff(
                        type,
                        name,
                        FieldDiff.between(Flat.fields(old, fields), Flat.fields(now, fields), true),
                        inner.apply(old, now));
    }

    /** Blocks of one identity are told apart by their number. */
    private static Map<String, JsonObject> byIdentity(
            final List<JsonObject> blocks, final Function<JsonObject, String> identity) {
        final Map<String, JsonObject> byIdentity = new LinkedHashMap<>();
        for (final JsonObject block : blocks) {
            final String name = identity.apply(block);
            int number = 0;
            while (byIdentity.putIfAbsent(name + "\0" + number, block) != null) {
                number++;
            }
        }
        return byIdentity;
    }

    static @Nullable JsonObject object(final @Nullable JsonObject holder, final String key) {
        return holder == null ? null : holder.object(key);
    }

    static List<JsonObject> objects(final @Nullable JsonObject holder, final String key) {
        return holder == null ? List.of() : holder.objects(key);
    }
}
