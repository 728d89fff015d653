package io.drover.gateway.jobspec.admission;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/** A digest that stays the same as long as a check does; part of generated port labels and of check ids. */
public final class CheckHash {

    private CheckHash() {}

    /** Returns the digest of a check in the stored form under the id of its service. */
    public static String of(final String serviceId, final JsonObject check) {
        final StringBuilder text = new StringBuilder(serviceId)
                .append(check.text("Name"))
                .append(check.text("Type"))
                .append(check.text("Command"))
                .append(String.join("", check.texts("Args")))
                .append(check.text("Path"))
                .append(check.text("Protocol"))
                .append(check.text("PortLabel"))
                .append(GoDuration.format(check.number("Interval")))
                .append(GoDuration.format(check.number("Timeout")))
                .append(check.text("Method"))
                .append(check.text("Body"))
                .append(check.text("OnUpdate"))
                .append(check.text("Notes"))
                .append(check.flag("TLSSkipVerify") ? "true" : "")
                .append(check.text("TLSServerName"))
                .append(headers(check))
                .append(check.text("AddressMode"))
                .append(check.text("GRPCService"))
                .append(check.flag("GRPCUseTLS") ? "true" : "");
        appendCount(text, "success", check.number("SuccessBeforePassing"));
        appendCount(text, "failures", check.number("FailuresBeforeCritical"));
        appendCount(text, "failures-before-warning", check.number("FailuresBeforeWarning"));
        return of(text.toString());
    }

    /** Returns the digest of a text in hexadecimal. */
    static String of(final String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }

    private static String headers(final JsonObject check) {
        final JsonObject header = check.object("Header");
        if (header == null) {
            return "";
        }
        final TreeSet<String> lines = new TreeSet<>();
        for (final Map.Entry<String, JsonValue> entry : header.entries()) {
            lines.add(entry.getKey()
                    + (entry.getValue() instanceof JsonArray values ? String.join("", values.texts()) : ""));
        }
        return String.join("", lines);
    }

    private static void appendCount(final StringBuilder text, final String name, final long value) {
        if (value != 0) {
            text.append(name).append(':').append(value);
        }
    }
}
