package io.drover.gateway.acl;

import io.drover.gateway.jobspec.decode.JsonValues;
import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Hcl1Parser;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.syntax.HclParser;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonParser;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonSyntaxException;
import io.drover.gateway.jobspec.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A block of a policy, whichever form it was written in: a name, texts and lists of texts, blocks within.
 *
 * @param type its first word, empty for the whole policy.
 * @param label its name, empty when it has none.
 * @param texts arguments, a list as one element for each, by name.
 * @param blocks in the order in which they were written.
 */
record RuleBlock(String type, String label, Map<String, List<String>> texts, List<RuleBlock> blocks) {
    private static final List<String> LABELLED = List.of("namespace", "node_pool", "host_volume", "path");

    /** Reads a policy in the native or the JSON form. */
    static RuleBlock read(final String text) throws AccessException {
        if (HclParser.isJson(text.stripLeading())) {
            try {
                return JsonParser.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof JsonObject object
                        ? ofJson("", "", object)
                        : new RuleBlock("", "", Map.of(), List.of());
            } catch (final JsonSyntaxException ex) {
                throw new AccessException(String.valueOf(ex.getMessage()));
            }
        }
        final HclFile file = Hcl1Parser.parse(text, "policy");
        if (file.hasErrors()) {
            throw new AccessException(file.diagnostics().get(0).summary());
        }
        return ofBody("", "", file.body());
    }

    private static RuleBlock ofBody(final String type, final String label, final Body body) throws AccessException {
        final Map<String, List<String>> texts = new LinkedHashMap<>();
        final List<RuleBlock> blocks = new ArrayList<>();
        for (final Argument argument : body.arguments()) {
            addJson(argument.name(), constant(argument), texts, blocks);
        }
        for (final Block block : body.blocks()) {
            final String name =
                    block.labels().isEmpty() ? "" : block.labels().get(0).text();
            blocks.add(ofBody(block.type(), name, block.body()));
        }
        return new RuleBlock(type, label, texts, blocks);
    }

    private static JsonValue constant(final Argument argument) throws AccessException {
        try {
            final HclValue value = new Evaluator(null).evaluate(argument.expression(), Scope.constants());
            return JsonValues.of(value, argument.range());
        } catch (final EvaluationException ex) {
            throw new AccessException(ex.diagnostic().summary());
        }
    }

    /** The text of an argument, empty when it is not set. */
    String text(final String name) {
        final List<String> values = texts.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    /** The elements of a list, empty when it is not set. */
    List<String> list(final String name) {
        return texts.getOrDefault(name, List.of());
    }

    List<RuleBlock> blocks(final String wanted) {
        return blocks.stream().filter(block -> block.type().equals(wanted)).toList();
    }

    private static RuleBlock ofJson(final String type, final String label, final JsonObject object) {
        final Map<String, List<String>> texts = new LinkedHashMap<>();
        final List<RuleBlock> blocks = new ArrayList<>();
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            addJson(entry.getKey(), entry.getValue(), texts, blocks);
        }
        return new RuleBlock(type, label, texts, blocks);
    }

    private static void addJson(
            final String name,
            final JsonValue value,
            final Map<String, List<String>> texts,
            final List<RuleBlock> blocks) {
        if (value instanceof JsonString string) {
            texts.put(name, List.of(string.value()));
        } else if (value instanceof JsonObject inner) {
            addBlocks(name, inner, blocks);
        } else if (value instanceof JsonArray array) {
            if (array.objects().isEmpty()) {
                texts.put(name, array.texts());
            }
            array.objects().forEach(each -> addBlocks(name, each, blocks));
        }
    }

    private static void addBlocks(final String name, final JsonObject object, final List<RuleBlock> blocks) {
        if (!LABELLED.contains(name)) {
            blocks.add(ofJson(name, "", object));
            return;
        }
        for (final Map.Entry<String, JsonValue> entry : object.entries()) {
            if (entry.getValue() instanceof JsonObject inner) {
                blocks.add(ofJson(name, entry.getKey(), inner));
            }
        }
    }
}
