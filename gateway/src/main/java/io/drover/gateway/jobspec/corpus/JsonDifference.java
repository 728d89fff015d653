package io.drover.gateway.jobspec.corpus;

import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares two JSON trees and names each place where they differ; numbers compare by value. */
public final class JsonDifference {

    private final List<String> differences = new ArrayList<>();

    private JsonDifference() {}

    /** Returns a line for each difference. */
    public static List<String> between(final JsonValue expected, final JsonValue actual) {
        final JsonDifference difference = new JsonDifference();
        difference.compare("$", expected, actual);
        return difference.differences;
    }

    private void compare(final String path, final JsonValue expected, final JsonValue actual) {
        if (expected instanceof JsonObject left && actual instanceof JsonObject right) {
            final TreeSet<String> names = new TreeSet<>(left.names());
            names.addAll(right.names());
            for (final String name : names) {
                if (!left.has(name)) {
                    differences.add(path + "." + name + ": unexpected " + right.value(name));
                } else if (!right.has(name)) {
                    differences.add(path + "." + name + ": missing, expected " + left.value(name));
                } else {
                    compare(path + "." + name, left.value(name), right.value(name));
                }
            }
        } else if (expected instanceof JsonArray left && actual instanceof JsonArray right) {
            if (left.size() != right.size()) {
                differences.add(path + ": expected " + left + " but was " + right);
                return;
            }
            for (int i = 0; i < left.size(); i++) {
                compare(path + "[" + i + "]", left.get(i), right.get(i));
            }
        } else if (expected instanceof JsonNumber left && actual instanceof JsonNumber right) {
            if (new BigDecimal(left.literal()).compareTo(new BigDecimal(right.literal())) != 0) {
                differences.add(path + ": expected " + left + " but was " + right);
            }
        } else if (!expected.equals(actual)) {
            differences.add(path + ": expected " + expected + " but was " + actual);
        }
    }
}
