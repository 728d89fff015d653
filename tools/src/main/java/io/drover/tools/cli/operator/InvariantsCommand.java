package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.KeyValues;
import java.util.List;

/** {@code operator invariants}: whether the state of a server is sound; exit code 1 when something does not hold. */
final class InvariantsCommand extends ApiCommand {
    InvariantsCommand() {
        super(
                "operator invariants",
                "[options]",
                "Checks on a copy of the asked server's state what must always hold, while the server goes on. The exit code is 1 when"
                        + " something does not.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (!rest.isEmpty()) {
            return usageError("This command takes no arguments");
        }
        final Doc report;
        try {
            report = api().get("/v1/operator/invariants", new Query());
        } catch (final ApiException e) {
            return fail("Error checking invariants", e);
        }
        final List<Doc> violations = report.get("Violations").items();
        if (Formats.isWanted(flags)) {
            final int code = Formats.print(flags, ui(), report);
            return code != 0 || violations.isEmpty() ? code : 1;
        }
        ui().output(new KeyValues()
                .add("Index", report.number("Index"))
                .add("Log Position", report.number("LogPosition"))
                .add("Rows", report.number("Rows"))
                .add("Digest", report.text("Digest"))
                .toString());
        ui().output("\nChecked:");
        report.get("Checked").items().forEach(subject -> ui().output("  " + subject.text()));
        if (violations.isEmpty()) {
            ui().output("\nAll invariants hold.");
            return 0;
        }
        ui().output("\nViolated:");
        violations.forEach(
                violation -> ui().output("  " + violation.text("Invariant") + ": " + violation.text("Detail")));
        return 1;
    }
}
