package io.drover.agent.fingerprint;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A driver as the node shows it.
 *
 * @param attributes its own attributes; {@code driver.<name>} is {@code true} while it is detected.
 * @param detected whether it is present.
 * @param healthy whether it can run tasks.
 * @param healthDescription why, or {@code Healthy}.
 * @param updateTime when any of this changed last.
 */
public record DriverInfo(
        SortedMap<String, String> attributes,
        boolean detected,
        boolean healthy,
        String healthDescription,
        Instant updateTime) {
    /** Copies the attributes. */
    public DriverInfo {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    boolean differsFrom(final DriverInfo other) {
        return detected != other.detected
                || healthy != other.healthy
                || !healthDescription.equals(other.healthDescription)
                || !attributes.equals(other.attributes);
    }
}
