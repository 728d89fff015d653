package io.drover.gateway.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * One figure.
 *
 * @param name with dots, without the prefix of the program.
 * @param value of a gauge or counter; of a summary the sum of what was observed.
 * @param count of a summary: how often something was observed.
 * @param labels what it is a figure of.
 */
public record Metric(String name, Kind kind, double value, long count, Map<String, String> labels) {
    /** What can be done with a figure. */
    public enum Kind {
        /** Goes up and down. */
        GAUGE,
        /** Only rises while the process lives. */
        COUNTER,
        /** Number and sum of observations, both of which only rise. */
        SUMMARY
    }

    /** Sorts the labels. */
    public Metric {
        labels = new TreeMap<>(labels);
    }

    /** A figure that goes up and down. */
    public static Metric gauge(final String name, final double value) {
        return gauge(name, value, Map.of());
    }

    /** A whole number that goes up and down. */
    public static Metric gauge(final String name, final long value) {
        return gauge(name, (double) value, Map.of());
    }

    /** A whole number that goes up and down, of something that labels name. */
    public static Metric gauge(final String name, final long value, final Map<String, String> labels) {
        return gauge(name, (double) value, labels);
    }

    /** A figure that goes up and down, of something that labels name. */
    public static Metric gauge(final String name, final double value, final Map<String, String> labels) {
        return new Metric(name, Kind.GAUGE, value, 0, labels);
    }

    /** A figure that only rises. */
    public static Metric counter(final String name, final long value) {
        return new Metric(name, Kind.COUNTER, (double) value, 0, Map.of());
    }

    /** How often something was observed, and the sum of it. */
    public static Metric summary(final String name, final long count, final long sum) {
        return new Metric(name, Kind.SUMMARY, (double) sum, count, Map.of());
    }

    /** The same figure with one more label. */
    Metric with(final String label, final String text) {
        final Map<String, String> more = new TreeMap<>(labels);
        more.putIfAbsent(label, text);
        return new Metric(name, kind, value, count, more);
    }

    /** What makes two figures the same one. */
    String identity() {
        return name + labels;
    }
}
