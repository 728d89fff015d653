package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code job scaling-events}. */
final class ScalingEventsCommand extends ApiCommand {
    ScalingEventsCommand() {
        super("job scaling-events", "[options] <job>", "Lists how the counts of a job's task groups were changed.");
        flags.bool("verbose", "Shows messages, failures and evaluations.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final List<String[]> rows = new ArrayList<>();
        final List<Doc> events = new ArrayList<>();
        final Map<String, Doc> groups = api().get(Jobs.path(job, "/scale"), Jobs.in(job))
                .get("TaskGroups")
                .fields();
        for (final Map.Entry<String, Doc> group : groups.entrySet()) {
            for (final Doc event : group.getValue().get("Events").items()) {
                rows.add(row(group.getKey(), event));
                events.add(event);
            }
        }
        if (rows.isEmpty()) {
            ui().output("No events found");
            return 0;
        }
        ui().output(table(rows, events));
        return 0;
    }

    private String table(final List<String[]> rows, final List<Doc> events) {
        final List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        order.sort(new Comparator<>() {
            @Override
            public int compare(final Integer a, final Integer b) {
                return Long.compare(events.get(b).number("Time"), events.get(a).number("Time"));
            }
        });
        final Table table = flags.isOn("verbose")
                ? new Table("Task Group", "Count", "PrevCount", "Error", "Message", "Eval ID", "Date")
                : new Table("Task Group", "Count", "PrevCount", "Date");
        for (final int i : order) {
            table.row(rows.get(i));
        }
        return table.toString();
    }

    private String[] row(final String group, final Doc event) {
        final String count = event.text("Count");
        final String previous = event.text("PreviousCount");
        final String date = Times.format(event.number("Time"));
        return flags.isOn("verbose")
                ? new String[] {
                    group,
                    count,
                    previous,
                    Boolean.toString(event.isTrue("Error")),
                    event.text("Message"),
                    event.text("EvalID"),
                    date
                }
                : new String[] {group, count, previous, date};
    }
}
