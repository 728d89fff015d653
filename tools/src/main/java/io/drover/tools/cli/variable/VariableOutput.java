package io.drover.tools.cli.variable;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Quote;
import io.drover.tools.cli.text.Times;
import java.util.Arrays;
import java.util.Map;

/** The flag {@code -out} of commands that print variables, and the views that it names. */
final class VariableOutput {
    private static final String GO_TEMPLATE = "go-template";

    private VariableOutput() {}

    static void declare(final Flags flags, final String terminalDefault) {
        flags.text("out", "format", "How to print it. Default = " + terminalDefault + " on a terminal, otherwise json.")
                .text("template", "template", "With -out=go-template, the template.")
                .bool("ui", "Is accepted for compatibility and has no effect.");
    }

    /** The wanted format, one of those given. */
    static String format(final Flags flags, final Ui ui, final String terminalDefault, final String... valid)
            throws FlagException {
        final String given = flags.text("out");
        final String format = given.isEmpty() ? (ui.isTerminal() ? terminalDefault : "json") : given;
        if (!Arrays.asList(valid).contains(format)) {
            throw new FlagException("Invalid value for \"-out\"; valid values are [" + String.join(", ", valid) + "]");
        }
        if (format.equals(GO_TEMPLATE) && flags.text("template").isEmpty()) {
            throw new FlagException("A template must be supplied using '-template' when using go-template formatting");
        }
        if (!format.equals(GO_TEMPLATE) && !flags.text("template").isEmpty()) {
            throw new FlagException("The '-template' flag is only valid when using 'go-template' formatting");
        }
        return format;
    }

    /** Prints a variable as JSON, table, HCL or through the template. */
    static int print(final String format, final Flags flags, final Ui ui, final Doc variable) {
        switch (format) {
            case "table" -> ui.output(table(variable));
            case "hcl" -> ui.output(hcl(variable));
            case GO_TEMPLATE -> {
                return Formats.printTemplate(flags.text("template"), ui, variable, "");
            }
            case "json" -> ui.output(withoutUnsetLocks(variable).pretty());
            default -> {}
        }
        return 0;
    }

    /** A lock that nobody holds is not shown. */
    private static Doc withoutUnsetLocks(final Doc document) {
        if (document.isList()) {
            return Doc.of(document.items().stream()
                    .map(VariableOutput::withoutUnsetLocks)
                    .toList());
        }
        if (!document.isObject() || !document.get("Lock").isNull()) {
            return document;
        }
        final JsonObject shown = document.toObject();
        shown.remove("Lock");
        return Doc.of(shown);
    }

    private static String table(final Doc variable) {
        final KeyValues facts = new KeyValues()
                .add("Namespace", variable.text("Namespace"))
                .add("Path", variable.text("Path"))
                .add("Create Time", Times.format(variable.number("CreateTime")));
        if (variable.number("CreateTime") != variable.number("ModifyTime")) {
            facts.add("Modify Time", Times.format(variable.number("ModifyTime")));
        }
        facts.add("Check Index", variable.number("ModifyIndex"));
        final KeyValues items = new KeyValues();
        for (final Map.Entry<String, Doc> item : variable.get("Items").fields().entrySet()) {
            items.add(item.getKey(), item.getValue().text());
        }
        return facts + "\n\nItems\n" + items;
    }

    private static String hcl(final Doc variable) {
        final StringBuilder text = new StringBuilder();
        text.append("namespace    = ")
                .append(Quote.of(variable.text("Namespace")))
                .append('\n');
        text.append("path         = ").append(Quote.of(variable.text("Path"))).append('\n');
        text.append("create_index = ").append(variable.number("CreateIndex")).append("  # Set by server\n");
        text.append("modify_index = ")
                .append(variable.number("ModifyIndex"))
                .append("  # Set by server; consulted for check-and-set\n");
        text.append("create_time  = ").append(variable.number("CreateTime")).append("   # Set by server\n");
        text.append("modify_time  = ").append(variable.number("ModifyTime")).append("   # Set by server\n");
        text.append("\nitems = {\n");
        for (final Map.Entry<String, Doc> item : variable.get("Items").fields().entrySet()) {
            text.append("  ").append(item.getKey()).append(" = ");
            text.append(Quote.of(item.getValue().text())).append('\n');
        }
        return text.append('}').toString();
    }
}
