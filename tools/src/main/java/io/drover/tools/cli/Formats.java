package io.drover.tools.cli;

import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.template.Template;
import io.drover.tools.cli.template.TemplateException;

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
        return print(flags, ui, document, "");
    }

    /**
     * Prints the document as the flags say.
     *
     * @param type what templates call the document, or each item of it, when one names a field that it does not have;
     *     empty when fields may be left out.
     */
    public static int print(final Flags flags, final Ui ui, final Doc document, final String type) {
        final String template = flags.text("t");
        if (flags.isOn("json") && !template.isEmpty()) {
            ui.error("Both json and template formatting are not allowed");
            return 1;
        }
        if (!template.isEmpty()) {
            return printTemplate(template, ui, document, type);
        }
        ui.output(document.pretty());
        return 0;
    }

    /** Fills the template with the document. */
    public static int printTemplate(final String template, final Ui ui, final Doc document, final String type) {
        try {
            ui.output(Template.parse(template).render(document.value(), type));
            return 0;
        } catch (final TemplateException e) {
            ui.error("Error formatting the data: " + e.getMessage());
            return 1;
        }
    }
}
