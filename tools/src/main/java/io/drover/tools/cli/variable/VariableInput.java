package io.drover.tools.cli.variable;

import io.drover.gateway.jobspec.hcl.syntax.Body;
import io.drover.gateway.jobspec.hcl.syntax.Hcl1Parser;
import io.drover.gateway.jobspec.hcl.syntax.HclFile;
import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.gateway.jobspec.json.JsonValue;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Sources;
import io.drover.tools.cli.SpecFile;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Docs;
import io.drover.tools.cli.text.Quote;
import java.io.IOException;

/** Reads the specification of a variable and single values, from files, standard input and arguments. */
final class VariableInput {
    private final Ui ui;

    VariableInput(final Ui ui) {
        this.ui = ui;
    }

    /** The specification in a file ({@code @path}) or on standard input ({@code -}). */
    JsonObject specification(final String source, final String format) throws FlagException {
        final String path = source.startsWith("@") ? source.substring(1) : source;
        final String text;
        try {
            text = Sources.read(path, ui);
        } catch (final IOException e) {
            throw new FlagException("error reading " + Quote.of(path) + ": open " + path + ": " + e.getMessage());
        }
        final boolean isHcl = path.equals("-") ? format.equals("hcl") : !path.endsWith(".json");
        try {
            return isHcl ? hcl(path, text) : Docs.read(text).toObject();
        } catch (final IOException | IllegalArgumentException e) {
            throw new FlagException("Failed to parse variable data: " + e.getMessage());
        }
    }

    /** Sets the item that an argument such as {@code name=value} or {@code name=@file} names. */
    void item(final JsonObject items, final String argument) throws FlagException {
        final int equals = argument.indexOf('=');
        final String introduction = "Failed to parse K=V data: invalid key/value pair " + Quote.of(argument) + ": ";
        if (equals < 1) {
            throw new FlagException(introduction + "format must be key=value");
        }
        final String name = argument.substring(0, equals);
        final String value = argument.substring(equals + 1);
        if (value.isEmpty()) {
            items.remove(name);
            return;
        }
        try {
            items.put(name, value(value));
        } catch (final IOException e) {
            throw new FlagException(
                    introduction + "error reading file: open " + value.substring(1) + ": " + e.getMessage());
        }
    }

    private String value(final String text) throws IOException {
        if (text.equals("-")) {
            return Sources.read("-", ui);
        }
        if (text.startsWith("@")) {
            return Sources.read(text.substring(1), ui);
        }
        return text.startsWith("\\@") ? text.substring(1) : text;
    }

    private static JsonObject hcl(final String path, final String text) {
        // Whoever wrote it expects to hear of mistakes in the words of the older form of the language.
        final HclFile older = Hcl1Parser.parse(text, path);
        if (older.hasErrors()) {
            throw new IllegalArgumentException(
                    "error parsing hcl: " + older.diagnostics().get(0).summary());
        }
        final Body body = SpecFile.parse(path, text);
        final SpecFile spec = new SpecFile();
        final JsonObject variable = new JsonObject();
        spec.copy(body, "namespace", variable, "Namespace");
        spec.copy(body, "path", variable, "Path");
        spec.copy(body, "modify_index", variable, "ModifyIndex");
        final JsonValue items = spec.pairs(body, "items");
        if (items instanceof JsonObject) {
            variable.put("Items", items);
        }
        return variable;
    }
}
