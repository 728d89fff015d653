package io.drover.gateway.metric;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures in the text format that Prometheus reads: for each name one line with its kind, then one with the value for each set of labels.
 * Characters that names may not have become underscores.
 */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    private PrometheusText() {}

    /** The whole text of figures that are sorted by name. */
    static String of(final List<Metric> metrics) {
        final StringBuilder text = new StringBuilder(64 * metrics.size());
        String previous = "";
        for (final Metric metric : metrics) {
            final String name = name(Metrics.PREFIX + metric.name());
            if (!name.equals(previous)) {
                text.append("# TYPE ")
                        .append(name)
                        .append(' ')
                        .append(metric.kind().name().toLowerCase(Locale.ROOT))
                        .append('\n');
                previous = name;
            }
            if (metric.kind() == Metric.Kind.SUMMARY) {
                append(text, name + "_sum", metric.labels(), metric.value());
                append(text, name + "_count", metric.labels(), (double) metric.count());
            } else {
                append(text, name, metric.labels(), metric.value());
            }
        }
        return text.toString();
    }

    private static void append(
            final StringBuilder text, final String name, final Map<String, String> labels, final double value) {
        text.append(name);
        appendLabels(text, labels);
        text.append(' ').append(number(value)).append('\n');
    }

    private static void appendLabels(final StringBuilder text, final Map<String, String> labels) {
        String separator = "{";
        for (final Map.Entry<String, String> label : labels.entrySet()) {
            text.append(separator).append(name(label.getKey())).append("=\"");
            appendEscaped(text, label.getValue());
            text.append('"');
            separator = ",";
        }
        text.append(labels.isEmpty() ? "" : "}");
    }

    private static void appendEscaped(final StringBuilder text, final String value) {
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
    }

    private static String number(final double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String name(final String text) {
        final StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            final boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            name.append(isLetter || i > 0 && c >= '0' && c <= '9' ? c : '_');
        }
        return name.toString();
    }
}
