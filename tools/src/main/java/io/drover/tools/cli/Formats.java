package io.drover.tools.cli;

import io.drover.tools.cli.http.Doc;

/** The flags {@code -json} and {@code -t}, which print what the server answered instead of a view of it. */
public final class Formats {
    private Formats() {}

    public static void declare(final Flags flags) {
        flags.bool("json", "Prints the answer as JSON.")
                .text("t", "template", "Prints the answer through a Go template.");
    }

    public static boolean isWanted(final Flags flags) {
        return flags.isOn("json") || !flags.text("t").isEmpty();
    }

    /** Prints the document as the flags say. */
    public static int print(final Flags flags, final Ui ui, final Doc document) {
        final String template = flags.text("t");
        if (flags.isOn("json") && !template.isEmpty()) {
            ui.error("Both json and template formatting are not allowed");
            return 1;
        }
        if (!template.isEmpty()) {
            ui.error("Error formatting the data: templates are not supported, use -json");
            return 1;
        }
        ui.output(document.pretty());
        return 0;
    }
}
