package io.drover.gateway.render;

import io.drover.gateway.diff.FieldDiff;
import io.drover.gateway.diff.GroupDiff;
import io.drover.gateway.diff.JobDiff;
import io.drover.gateway.diff.ObjectDiff;
import io.drover.gateway.diff.TaskDiff;
import io.drover.gateway.jobspec.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Changes of jobs; empty lists are {@code null}. */
public final class DiffRenderer {
    private DiffRenderer() {}

    /** Writes what changed of a job. */
    public static void write(final JsonWriter json, final JobDiff job) {
        json.beginObject();
        list(json, "Fields", job.fields(), DiffRenderer::write);
        Fields.text(json, "ID", job.id());
        list(json, "Objects", job.objects(), DiffRenderer::write);
        list(json, "TaskGroups", job.groups(), DiffRenderer::write);
        Fields.text(json, "Type", job.type().text());
        json.endObject();
    }

    private static void write(final JsonWriter json, final GroupDiff group) {
        json.beginObject();
        list(json, "Fields", group.fields(), DiffRenderer::write);
        Fields.text(json, "Name", group.name());
        list(json, "Objects", group.objects(), DiffRenderer::write);
        list(json, "Tasks", group.tasks(), DiffRenderer::write);
        Fields.text(json, "Type", group.type().text());
        json.name("Updates");
        final Map<String, Integer> updates = group.updates();
        if (updates == null) {
            json.nil();
        } else {
            json.beginObject();
            new TreeMap<>(updates).forEach((name, count) -> Fields.number(json, name, count));
            json.endObject();
        }
        json.endObject();
    }

    private static void write(final JsonWriter json, final TaskDiff task) {
        json.beginObject();
        list(json, "Annotations", task.annotations(), JsonWriter::string);
        list(json, "Fields", task.fields(), DiffRenderer::write);
        Fields.text(json, "Name", task.name());
        list(json, "Objects", task.objects(), DiffRenderer::write);
        Fields.text(json, "Type", task.type().text());
        json.endObject();
    }

    private static void write(final JsonWriter json, final ObjectDiff object) {
        json.beginObject();
        list(json, "Fields", object.fields(), DiffRenderer::write);
        Fields.text(json, "Name", object.name());
        list(json, "Objects", object.objects(), DiffRenderer::write);
        Fields.text(json, "Type", object.type().text());
        json.endObject();
    }

    private static void write(final JsonWriter json, final FieldDiff field) {
        json.beginObject();
        list(json, "Annotations", field.annotations(), JsonWriter::string);
        Fields.text(json, "Name", field.name());
        Fields.text(json, "New", field.after());
        Fields.text(json, "Old", field.before());
        Fields.text(json, "Type", field.type().text());
        json.endObject();
    }

    private static <T> void list(
            final JsonWriter json, final String name, final List<T> items, final BiConsumer<JsonWriter, T> writer) {
        json.name(name);
        if (items.isEmpty()) {
            json.nil();
            return;
        }
        json.beginArray();
        items.forEach(item -> writer.accept(json, item));
        json.endArray();
    }
}
