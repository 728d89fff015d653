package io.drover.cluster.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Short names for ids: those of nodes are chosen by the scenario, others are numbered as they appear. */
final class Names {
    private final Map<UUID, String> names = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    static UUID nodeId(final String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    void put(final UUID id, final String name) {
        names.put(id, name);
    }

    /** The name of an id, a new one made of the prefix when it has none; empty for no id. */
    String of(final String prefix, final long high, final long low) {
        if ((high | low) == 0) {
            return "";
        }
        return names.computeIfAbsent(new UUID(high, low), ignored -> prefix + counts.merge(prefix, 1, Integer::sum));
    }

    /** The id of a name that was given out. */
    UUID id(final String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no id has the name " + name));
    }
}
