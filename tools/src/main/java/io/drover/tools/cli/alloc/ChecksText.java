package io.drover.tools.cli.alloc;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The results of an allocation's health checks. */
final class ChecksText {
    private static final long SECOND = 1_000_000_000L;

    private final Ui ui;

    ChecksText(final Ui ui) {
        this.ui = ui;
    }

    /** The table within the view of an allocation, an empty line in front; empty when there are no checks. */
    String section(final Doc checks) {
        if (checks.size() == 0) {
            return "";
        }
        final Table table = new Table("Service", "Task", "Name", "Mode", "Status");
        for (final Doc check : sorted(checks)) {
            table.row(
                    check.text("Service"), task(check), check.text("Check"), check.text("Mode"), check.text("Status"));
        }
        return '\n' + ui.bold("Nomad Service Checks:") + '\n' + table;
    }

    /** One block per check with all that is known about its last run. */
    String blocks(final Doc checks) {
        final StringBuilder text =
                new StringBuilder("Status of ").append(checks.size()).append(" Nomad Service Checks");
        for (final Doc check : sorted(checks)) {
            final KeyValues facts = new KeyValues()
                    .add("ID", check.text("ID"))
                    .add("Name", check.text("Check"))
                    .add("Group", check.text("Group"))
                    .add("Task", task(check))
                    .add("Service", check.text("Service"))
                    .add("Status", check.text("Status"));
            if (check.number("StatusCode") > 0) {
                facts.add("StatusCode", check.number("StatusCode"));
            }
            facts.add("Mode", check.text("Mode"))
                    .add("Timestamp", Times.age(check.number("Timestamp") * SECOND, Times.now()))
                    .add("Output", check.text("Output"));
            text.append("\n\n").append(facts);
        }
        return text.toString();
    }

    private static String task(final Doc check) {
        return check.text("Task").isEmpty() ? "(group)" : check.text("Task");
    }

    private static List<Doc> sorted(final Doc checks) {
        final List<Doc> list = new ArrayList<>(checks.fields().values());
        list.sort(new ByName());
        return list;
    }

    private static final class ByName implements Comparator<Doc> {
        @Override
        public int compare(final Doc a, final Doc b) {
            return key(a).compareTo(key(b));
        }

        private static String key(final Doc check) {
            return check.text("Service") + '\0' + check.text("Check");
        }
    }
}
