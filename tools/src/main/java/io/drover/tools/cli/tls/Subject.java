package io.drover.tools.cli.tls;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whom a certificate is about: attributes in the order in which they were set. */
final class Subject {
    private static final Map<String, String> OIDS = Map.of(
            "CN", "2.5.4.3",
            "C", "2.5.4.6",
            "L", "2.5.4.7",
            "ST", "2.5.4.8",
            "STREET", "2.5.4.9",
            "O", "2.5.4.10",
            "OU", "2.5.4.11",
            "POSTALCODE", "2.5.4.17");

    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** Sets an attribute by its short name; an empty value leaves it out. */
    Subject with(final String name, final String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
        return this;
    }

    byte[] encode() {
        final byte[][] names = new byte[attributes.size()][];
        int at = 0;
        for (final Map.Entry<String, String> attribute : attributes.entrySet()) {
            final String oid = OIDS.get(attribute.getKey());
            if (oid == null) {
                throw new IllegalArgumentException("attribute " + attribute.getKey() + " is not known");
            }
            names[at++] = Der.set(Der.sequence(Der.oid(oid), Der.utf8(attribute.getValue())));
        }
        return Der.sequence(names);
    }
}
