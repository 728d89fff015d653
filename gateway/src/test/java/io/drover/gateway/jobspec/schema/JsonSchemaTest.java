package io.drover.gateway.jobspec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.gateway.jobspec.JobFile;
import io.drover.gateway.jobspec.JobFileOptions;
import io.drover.gateway.jobspec.canonical.JobCanonicalizer;
import io.drover.gateway.jobspec.corpus.Corpus;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema accepts what the job language makes, and refuses what the API's reader refuses. */
final class JsonSchemaTest {

    private static final JsonObject SCHEMA = JsonSchema.ofJobs();

    @Test
    void everyReferenceLeadsToADefinition() {
        final JsonObject definitions = SCHEMA.object("$defs");
        assertThat(definitions).isNotNull();
        final List<String> references = new ArrayList<>();
        collectReferences(SCHEMA, references);
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(reference)
                        .startsWith("#/$defs/")
                        .satisfies(path -> assertThat(definitions.has(path.substring("#/$defs/".length())))
                                .isTrue()));
    }

    @Test
    void jobsOfTheJobLanguageFit() throws Exception {
        final List<String> sources =
                new ArrayList<>(List.of("job \"a\" {\n  task \"t\" {\n    driver = \"exec\"\n  }\n}\n"));
        final Corpus corpus = Corpus.find();
        if (corpus != null) {
            sources.addAll(corpus.jobTexts());
        }
        for (final String source : sources) {
            final JsonObject job =
                    JobFile.parse(source, "j.hcl", JobFileOptions.forServer()).job();
            if (job != null) {
                assertThat(complaints(job)).isEmpty();
                assertThat(complaints(JobCanonicalizer.canonicalize(job))).isEmpty();
            }
        }
    }

    @Test
    void whatTheReaderRefusesDoesNotFit() throws Exception {
        assertThat(complaints(json("{\"Priority\": \"high\"}"))).containsExactly("$.Priority");
        assertThat(complaints(json("{\"TaskGroups\": [{\"Count\": 1.5}]}"))).containsExactly("$.TaskGroups[0].Count");
        assertThat(complaints(json("{\"Spreads\": [{\"Weight\": 200}]}"))).containsExactly("$.Spreads[0].Weight");
        assertThat(complaints(json("{\"Meta\": {\"k\": 1}}"))).containsExactly("$.Meta.k");
        assertThat(complaints(json("{\"Prioritty\": 1}"))).containsExactly("$.Prioritty");
        assertThat(complaints(json("{\"Priority\": null, \"Meta\": null}"))).isEmpty();
    }

    private static JsonValue json(final String text) throws Exception {
        return JsonParser.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void collectReferences(final JsonValue value, final List<String> references) {
        if (value instanceof JsonObject object) {
            if (object.get("$ref") instanceof JsonString reference) {
                references.add(reference.value());
            }
            object.entries().forEach(entry -> collectReferences(entry.getValue(), references));
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> collectReferences(element, references));
        }
    }

    private static List<String> complaints(final JsonValue job) {
        final List<String> complaints = new ArrayList<>();
        check("$", job, SCHEMA, complaints);
        return complaints;
    }

    /** The part of JSON Schema that the schema uses. */
    private static void check(
            final String path, final JsonValue value, final JsonObject schema, final List<String> complaints) {
        if (schema.get("$ref") instanceof JsonString reference) {
            final JsonObject target =
                    SCHEMA.object("$defs").object(reference.value().substring("#/$defs/".length()));
            check(path, value, target, complaints);
            return;
        }
        if (schema.get("anyOf") instanceof JsonArray choices) {
            if (value != JsonNull.NULL) {
                check(path, value, (JsonObject) choices.get(0), complaints);
            }
            return;
        }
        final boolean fits = switch (schema.text("type")) {
            case "string" -> value instanceof JsonString;
            case "boolean" -> value instanceof JsonBoolean;
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof JsonArray;
            case "integer" -> value instanceof JsonNumber number && isWithin(number.decimal(), schema);
            default -> throw new AssertionError("schema of type " + schema.text("type"));
        };
        if (!fits) {
            complaints.add(path);
        } else if (value instanceof JsonArray array && schema.has("items")) {
            for (int i = 0; i < array.size(); i++) {
                check(path + "[" + i + "]", array.get(i), schema.object("items"), complaints);
            }
        } else if (value instanceof JsonObject object) {
            checkFields(path, object, schema, complaints);
        }
    }

    private static void checkFields(
            final String path, final JsonObject object, final JsonObject schema, final List<String> complaints) {
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            final String inner = path + "." + entry.getKey();
            final JsonObject properties = schema.object("properties");
            if (properties != null && properties.has(entry.getKey())) {
                check(inner, entry.getValue(), properties.object(entry.getKey()), complaints);
            } else if (schema.get("additionalProperties") instanceof JsonObject each) {
                check(inner, entry.getValue(), each, complaints);
            } else if (schema.has("additionalProperties")) {
                complaints.add(inner);
            }
        }
    }

    private static boolean isWithin(final BigDecimal value, final JsonObject schema) {
        return value.stripTrailingZeros().scale() <= 0
                && value.compareTo(BigDecimal.valueOf(schema.number("minimum"))) >= 0
                && value.compareTo(BigDecimal.valueOf(schema.number("maximum"))) <= 0;
    }
}
