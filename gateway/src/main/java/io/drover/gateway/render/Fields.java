package io.drover.gateway.render;

import io.drover.gateway.jobspec.json.JsonWriter;

/** Writes fields of objects; the {@code …IfSet} forms leave zero values out, as some API types do. */
final class Fields {
    private Fields() {}

    static void text(final JsonWriter json, final String name, final String value) {
        json.name(name).string(value);
    }

    static void textIfSet(final JsonWriter json, final String name, final String value) {
        if (!value.isEmpty()) {
            json.name(name).string(value);
        }
    }

    static void number(final JsonWriter json, final String name, final long value) {
        json.name(name).number(value);
    }

    static void numberIfSet(final JsonWriter json, final String name, final long value) {
        if (value != 0) {
            json.name(name).number(value);
        }
    }

    static void bool(final JsonWriter json, final String name, final boolean value) {
        json.name(name).bool(value);
    }

    static void nil(final JsonWriter json, final String... names) {
        for (final String name : names) {
            json.name(name).nil();
        }
    }

    /** Bytes that are JSON already, {@code null} when there are none. */
    static void raw(final JsonWriter json, final String name, final byte[] bytes) {
        json.name(name);
        if (bytes.length == 0) {
            json.nil();
        } else {
            json.raw(bytes);
        }
    }
}
