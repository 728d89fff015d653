package io.drover.gateway.jobspec.corpus;

import io.drover.gateway.jobspec.hcl.eval.EvaluationException;
import io.drover.gateway.jobspec.hcl.eval.Evaluator;
import io.drover.gateway.jobspec.hcl.eval.Scope;
import io.drover.gateway.jobspec.hcl.function.FileAccess;
import io.drover.gateway.jobspec.hcl.function.FunctionTable;
import io.drover.gateway.jobspec.hcl.syntax.Argument;
import io.drover.gateway.jobspec.hcl.syntax.Block;
import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.hcl.value.HclMapping;
import io.drover.gateway.jobspec.hcl.value.HclNumber;
import io.drover.gateway.jobspec.hcl.value.HclSequence;
import io.drover.gateway.jobspec.hcl.value.HclValue;
import io.drover.gateway.jobspec.json.JsonArray;
import io.drover.gateway.jobspec.json.JsonBoolean;
import io.drover.gateway.jobspec.json.JsonNull;
import io.drover.gateway.jobspec.json.JsonNumber;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonString;
import io.drover.gateway.jobspec.json.JsonValue;
import java.util.HashMap;
import java.util.Map;

/** Renders a file as probes show it: evaluated arguments and nested blocks; what stands in dynamic blocks is not evaluated. */
final class ProbeStructure {

    private static final JsonString UNEVALUATED = new JsonString("<unevaluated>");

    private final HclFile file;
    private final Evaluator evaluator = new Evaluator(FunctionTable.of(FileAccess.NONE));
    private final Map<String, HclValue> variables = new HashMap<>();
    private final Map<String, HclValue> locals = new HashMap<>();

    ProbeStructure(final HclFile file) {
        this.file = file;
    }

    JsonObject render() {
        collect("variables", variables);
        collect("locals", locals);
        return body("root", JsonNull.NULL, file.body(), false);
    }

    /** The order of names is only kept where the recorder kept it: blocks of values were read from a hash map. */
    static JsonObject withoutUnevaluated(final JsonObject expected) {
        for (final JsonObject block : expected.objects("blocks")) {
            if (block.text("type").equals("variables") || block.text("type").equals("locals")) {
                block.put("order", JsonNull.NULL);
            }
        }
        return expected;
    }

    private void collect(final String type, final Map<String, HclValue> into) {
        for (final Block block : file.body().blocks(type)) {
            for (final Argument argument : block.body().arguments()) {
                try {
                    into.put(argument.name(), evaluator.evaluate(argument.expression(), scope()));
                } catch (final EvaluationException failure) {
                    into.put(argument.name(), HclValue.of(failure.diagnostic().toString()));
                }
            }
        }
    }

    private Scope scope() {
        return Scope.of(
                Map.of("var", HclValue.object(variables), "local", HclValue.object(locals)),
                Scope.Unknown.LEFT_FOR_NODE);
    }

    private JsonObject body(final String type, final JsonValue labels, final Body body, final boolean isDynamic) {
        final JsonObject attributes = new JsonObject();
        final JsonArray order = new JsonArray();
        for (final Argument argument : body.arguments()) {
            attributes.put(argument.name(), isDynamic ? UNEVALUATED : value(argument));
            order.add(argument.name());
        }
        final JsonArray blocks = new JsonArray();
        for (final Block block : body.blocks()) {
            final JsonArray names = new JsonArray();
            block.labels().forEach(label -> names.add(label.text()));
            blocks.add(body(
                    block.type(),
                    names.isEmpty() ? JsonNull.NULL : names,
                    block.body(),
                    isDynamic || block.type().equals("dynamic")));
        }
        final boolean isUnordered = type.equals("variables") || type.equals("locals");
        return new JsonObject()
                .put("type", type)
                .put("labels", labels)
                .put("attrs", attributes)
                .put("order", order.isEmpty() || isUnordered ? JsonNull.NULL : order)
                .put("blocks", blocks.isEmpty() ? JsonNull.NULL : blocks);
    }

    private JsonValue value(final Argument argument) {
        try {
            return json(evaluator.evaluate(argument.expression(), scope()));
        } catch (final EvaluationException failure) {
            return new JsonString(failure.diagnostic().toString());
        }
    }

    private static JsonValue json(final HclValue value) {
        if (value instanceof HclValue.Text text) {
            return new JsonString(text.value());
        }
        if (value instanceof HclValue.Bool bool) {
            return JsonBoolean.of(bool.value());
        }
        if (value instanceof HclNumber number) {
            return new JsonNumber(number.toString());
        }
        if (value instanceof HclSequence sequence) {
            final JsonArray array = new JsonArray();
            sequence.elements().forEach(element -> array.add(json(element)));
            return array;
        }
        if (value instanceof HclMapping mapping) {
            final JsonObject object = new JsonObject();
            mapping.values().forEach((name, element) -> object.put(name, json(element)));
            return object;
        }
        return JsonNull.NULL;
    }
}
