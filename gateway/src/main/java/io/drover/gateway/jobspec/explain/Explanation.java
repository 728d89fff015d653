package io.drover.gateway.jobspec.explain;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.ServerSettings;
import io.drover.gateway.jobspec.admission.JobAdmission;
import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.gateway.jobspec.json.JsonWriter;
import io.drover.gateway.jobspec.schema.FieldKind;
import io.drover.gateway.jobspec.schema.FieldSpec;
import io.drover.gateway.jobspec.schema.JobSchema;
import io.drover.gateway.jobspec.schema.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The job that a file becomes once a server has taken it, one line for each value, and where each comes from:
 *
 * <ul>
 *   <li>{@code file:12}: the job file says so in that line ({@code file} alone where blocks are made by others)
 *   <li>{@code job}, {@code group}: handed down from the block of the same kind there
 *   <li>{@code default}: nobody says anything else
 *   <li>{@code server}: the server adds it, such as constraints that services imply
 * </ul>
 */
public final class Explanation {

    /** Blocks that are handed down, by the type and field they end up in. */
    private static final Map<String, String> HANDED_DOWN = Map.of(
            "TaskGroup.Update", "Update",
            "TaskGroup.Migrate", "Migrate",
            "TaskGroup.ReschedulePolicy", "Reschedule",
            "Task.RestartPolicy", "RestartPolicy");

    /** What the label of a job says. */
    private static final Set<String> LABELS = Set.of("ID", "Name");

    private static final Set<String> STATE = Set.of(
            "CreateIndex",
            "ModifyIndex",
            "JobModifyIndex",
            "SubmitTime",
            "Status",
            "StatusDescription",
            "Version",
            "Stable");

    private final JobSchema schema = JobSchema.server();
    private final List<Line> lines = new ArrayList<>();

    /**
     * A value of the finished job.
     *
     * @param path such as {@code TaskGroups["web"].Count}
     * @param value as JSON, durations as Go writes them
     * @param origin where it comes from
     */
    public record Line(String path, String value, String origin) {}

    /** One object as it was sent, with client defaults, as the server completed it, and the block that it was written in. */
    private record Stages(
            @Nullable JsonObject sent,
            @Nullable JsonObject canonical,
            JsonObject complete,
            @Nullable Body body,
            @Nullable Stages outer) {}

    private Explanation() {}

    /**
     * Explains a job.
     *
     * @param sent the job as {@link JobFile} reads it
     * @param file what the file says, or null when the job was no file of the job language
     */
    public static List<Line> of(final JsonObject sent, final @Nullable Body file) {
        final JsonObject complete =
                JobAdmission.admit(sent.copy(), ServerSettings.STANDARD).job();
        final JsonObject canonical = JobCanonicalizer.canonicalize(sent);
        final List<Block> jobs = file == null ? List.of() : file.blocks("job");
        final Body body = jobs.isEmpty() ? null : jobs.get(0).body();
        final Explanation explanation = new Explanation();
        explanation.object(
                "",
                new Stages(sent, canonical, complete, body, null),
                JobSchema.server().job());
        return List.copyOf(explanation.lines);
    }

    private void object(final String path, final Stages stages, final TypeSpec type) {
        for (final FieldSpec field : type.fields()) {
            final JsonValue value = stages.complete().value(field.name());
            if (isSet(value) && !(type.name().equals("Job") && STATE.contains(field.name()))) {
                field(path.isEmpty() ? field.name() : path + "." + field.name(), stages, type, field, value);
            }
        }
    }

    private void field(
            final String path, final Stages stages, final TypeSpec type, final FieldSpec field, final JsonValue value) {
        final FieldSpec fileField = JobSchema.api().hasType(type.name())
                ? JobSchema.api().type(type.name()).field(field.name())
                : null;
        final String fileName = fileField == null ? "" : fileField.fileName();
        if (field.kind().isStruct()
                && value instanceof JsonObject object
                && field.kind().shape() == FieldKind.Shape.SINGLE) {
            object(path, nested(stages, field.name(), object, block(stages.body(), fileName, 0)), schema.type(field));
        } else if (field.kind().isStruct() && value instanceof JsonArray array) {
            list(path, stages, field, fileName, array);
        } else {
            final String shown = field.kind().base() == FieldKind.Base.DURATION && value instanceof JsonNumber number
                    ? '"' + GoDuration.format(number.longValue()) + '"'
                    : JsonWriter.text(value);
            lines.add(new Line(path, shown, origin(stages, field, fileName)));
        }
    }

    private void list(
            final String path,
            final Stages stages,
            final FieldSpec field,
            final String fileName,
            final JsonArray array) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof JsonObject element) {
                final Stages inner = new Stages(
                        element(stages.sent(), field.name(), i),
                        element(stages.canonical(), field.name(), i),
                        element,
                        block(stages.body(), fileName, i),
                        stages);
                final String name = element.text("Name");
                object(
                        path + "[" + (name.isEmpty() ? i : JsonWriter.text(new JsonString(name))) + "]",
                        inner,
                        schema.type(field));
            }
        }
    }

    private static Stages nested(
            final Stages outer, final String field, final JsonObject object, final @Nullable Body body) {
        return new Stages(
                outer.sent() == null ? null : outer.sent().object(field),
                outer.canonical() == null ? null : outer.canonical().object(field),
                object,
                body,
                outer);
    }

    private static @Nullable JsonObject element(
            final @Nullable JsonObject object, final String field, final int index) {
        final JsonArray array = object == null ? null : object.array(field);
        return array != null && index < array.size() && array.get(index) instanceof JsonObject element ? element : null;
    }

    private static @Nullable Body block(final @Nullable Body body, final String type, final int index) {
        if (body == null || type.isEmpty()) {
            return null;
        }
        final List<Block> blocks = body.blocks(type);
        return index < blocks.size() ? blocks.get(index).body() : null;
    }

    private static String origin(final Stages stages, final FieldSpec field, final String fileName) {
        final JsonObject sent = stages.sent();
        if (sent != null && isSet(sent.value(field.name()))) {
            final String line = line(stages.body(), fileName);
            final boolean isLabel = fileName.isEmpty() || (stages.outer() == null && LABELS.contains(field.name()));
            // Reading a file fills in a few values as well.
            return line.isEmpty() && stages.body() != null && !isLabel ? "default" : "file" + line;
        }
        final String handedDown = handedDown(stages, field.name());
        if (!handedDown.isEmpty()) {
            return handedDown;
        }
        final JsonObject canonical = stages.canonical();
        return canonical != null
                        && canonical
                                .value(field.name())
                                .equals(stages.complete().value(field.name()))
                ? "default"
                : "server";
    }

    /** Returns who says the value in a block that is handed down, or nothing. */
    private static String handedDown(final Stages stages, final String field) {
        final Stages owner = stages.outer();
        final Stages giver = owner == null ? null : owner.outer();
        final JsonObject giving = giver == null ? null : giver.sent();
        if (owner == null || giver == null || giving == null) {
            return "";
        }
        final boolean isGroup = giver.outer() == null;
        for (final Map.Entry<String, String> entry : HANDED_DOWN.entrySet()) {
            final boolean isOfGroup = entry.getKey().startsWith("TaskGroup.");
            final String ownField = entry.getKey().substring(entry.getKey().indexOf('.') + 1);
            if (isOfGroup == isGroup && owner.complete().value(ownField) == stages.complete()) {
                final JsonObject block = giving.object(entry.getValue());
                return block != null && isSet(block.value(field)) ? isGroup ? "job" : "group" : "";
            }
        }
        return "";
    }

    private static String line(final @Nullable Body body, final String name) {
        if (body == null || name.isEmpty()) {
            return "";
        }
        final Argument argument = body.argument(name);
        if (argument != null) {
            return ":" + argument.nameRange().line();
        }
        final List<Block> blocks = body.blocks(name);
        return blocks.isEmpty() ? "" : ":" + blocks.get(0).typeRange().line();
    }

    /** Zero values say nothing: they are what is there when nobody said anything. */
    private static boolean isSet(final JsonValue value) {
        if (value instanceof JsonArray array) {
            return !array.isEmpty();
        }
        if (value instanceof JsonObject object) {
            return !object.isEmpty();
        }
        return value != JsonNull.NULL
                && !value.equals(JsonString.EMPTY)
                && !value.equals(JsonBoolean.FALSE)
                && !value.equals(JsonNumber.ZERO);
    }
}
