package io.drover.gateway.jobspec.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The types of the job document.
 *
 * <p>{@link #api()} is the form that clients send and that parsing a job file gives, where unset fields are null.
 * {@link #server()} is the form that a registered job is stored and shown in, where most fields have values.
 */
public final class JobSchema {

    private static final JobSchema API = new JobSchema("api-types.txt", null);
    private static final JobSchema SERVER = new JobSchema("server-types.txt", API);

    private final Map<String, TypeSpec> types = new LinkedHashMap<>();
    private final @Nullable JobSchema fallback;

    private JobSchema(final String resource, final @Nullable JobSchema fallback) {
        this.fallback = fallback;
        try (InputStream stream = Objects.requireNonNull(
                        JobSchema.class.getResourceAsStream(resource), "missing resource " + resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            read(reader);
        } catch (final IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the types of the form that clients send. */
    public static JobSchema api() {
        return API;
    }

    /** Returns the types of the form that is stored. */
    public static JobSchema server() {
        return SERVER;
    }

    /** Returns the types of this table in order. */
    List<TypeSpec> types() {
        return List.copyOf(types.values());
    }

    /** Returns the type of the whole document. */
    public TypeSpec job() {
        return type("Job");
    }

    /** Tells whether there is such a type. */
    public boolean hasType(final String name) {
        return types.containsKey(name) || (fallback != null && fallback.hasType(name));
    }

    /** Returns a type that is known to exist. */
    public TypeSpec type(final String name) {
        final TypeSpec type = types.get(name);
        if (type != null) {
            return type;
        }
        if (fallback == null) {
            throw new IllegalArgumentException("no such type: " + name);
        }
        return fallback.type(name);
    }

    /** Returns the type that a field of a struct kind refers to. */
    public TypeSpec type(final FieldSpec field) {
        return type(field.kind().typeName());
    }

    private void read(final BufferedReader reader) throws IOException {
        String name = "";
        List<FieldSpec> fields = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("[")) {
                add(name, fields);
                name = line.substring(1, line.indexOf(']'));
                fields = new ArrayList<>();
            } else if (!line.isBlank() && !line.startsWith("#")) {
                fields.add(FieldSpec.parse(line));
            }
        }
        add(name, fields);
    }

    private void add(final String name, final List<FieldSpec> fields) {
        if (!name.isEmpty()) {
            types.put(name, new TypeSpec(name, fields));
        }
    }
}
