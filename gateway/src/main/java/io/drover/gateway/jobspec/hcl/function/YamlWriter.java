package io.drover.gateway.jobspec.hcl.function;

import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import java.util.Map;

/** Writes YAML in the block style with quoted texts, names in order. */
final class YamlWriter {

    private YamlWriter() {}

    static String encode(final HclValue value) {
        final StringBuilder text = new StringBuilder();
        if (isBlock(value)) {
            block(value, 0, text, false);
        } else {
            text.append(scalar(value)).append('\n');
        }
        return text.toString();
    }

    private static boolean isBlock(final HclValue value) {
        if (value instanceof HclSequence sequence) {
            return sequence.size() > 0;
        }
        return value instanceof HclMapping mapping && !mapping.values().isEmpty();
    }

    private static void block(
            final HclValue value, final int indent, final StringBuilder text, final boolean isFirstInline) {
        boolean isInline = isFirstInline;
        if (value instanceof HclSequence sequence) {
            for (final HclValue element : sequence.elements()) {
                text.append(isInline ? "" : " ".repeat(indent)).append('-');
                isInline = false;
                if (isBlock(element)) {
                    text.append(' ');
                    block(element, indent + 2, text, true);
                } else {
                    text.append(' ').append(scalar(element)).append('\n');
                }
            }
            return;
        }
        for (final Map.Entry<String, HclValue> entry :
                ((HclMapping) value).values().entrySet()) {
            text.append(isInline ? "" : " ".repeat(indent))
                    .append(JsonText.encode(HclValue.of(entry.getKey())))
                    .append(':');
            isInline = false;
            if (isBlock(entry.getValue())) {
                text.append('\n');
                final boolean isList = entry.getValue() instanceof HclSequence;
                block(entry.getValue(), isList ? indent : indent + 2, text, false);
            } else {
                text.append(' ').append(scalar(entry.getValue())).append('\n');
            }
        }
    }

    private static String scalar(final HclValue value) {
        if (value instanceof HclValue.Text string) {
            return string.value().contains("\n") ? "|" : JsonText.encode(value);
        }
        if (value instanceof HclSequence) {
            return "[]";
        }
        if (value instanceof HclMapping) {
            return "{}";
        }
        if (value instanceof HclNumber number) {
            return number.toString();
        }
        return value instanceof HclValue.Bool bool ? Boolean.toString(bool.value()) : "null";
    }
}
