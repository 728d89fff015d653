package io.drover.tools.cli.show;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Table;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One deployment: what it is and how far each task group has come. */
public final class DeploymentText {
    private DeploymentText() {}

    /** The view of {@code deployment status}. */
    public static String whole(final Ui ui, final Doc deployment, final boolean isLong) {
        final String head = new KeyValues()
                .add("ID", Ids.of(deployment.text("ID"), isLong))
                .add("Job ID", deployment.text("JobID"))
                .add("Job Version", deployment.number("JobVersion"))
                .add("Status", deployment.text("Status"))
                .add("Description", deployment.text("StatusDescription"))
                .toString();
        return head + groups(ui, deployment);
    }

    /** The shorter view within {@code job status}. */
    public static String brief(final Ui ui, final Doc deployment, final boolean isLong) {
        final String head = new KeyValues()
                .add("ID", Ids.of(deployment.text("ID"), isLong))
                .add("Status", deployment.text("Status"))
                .add("Description", deployment.text("StatusDescription"))
                .toString();
        return head + groups(ui, deployment);
    }

    private static String groups(final Ui ui, final Doc deployment) {
        final Map<String, Doc> groups = deployment.get("TaskGroups").fields();
        if (groups.isEmpty()) {
            return "";
        }
        boolean hasAutoRevert = false;
        boolean hasCanaries = false;
        boolean hasDeadline = false;
        for (final Doc group : groups.values()) {
            hasAutoRevert |= group.isTrue("AutoRevert");
            hasCanaries |= group.number("DesiredCanaries") > 0;
            hasDeadline |= Times.parse(group.text("RequireProgressBy")) != 0;
        }
        final Table table = new Table(header(hasAutoRevert, hasCanaries, hasDeadline));
        for (final Map.Entry<String, Doc> entry : groups.entrySet()) {
            table.row(row(entry.getKey(), entry.getValue(), hasAutoRevert, hasCanaries, hasDeadline));
        }
        return "\n\n" + ui.bold("Deployed") + '\n' + table;
    }

    private static String[] header(final boolean hasAutoRevert, final boolean hasCanaries, final boolean hasDeadline) {
        final List<String> cells = new ArrayList<>();
        cells.add("Task Group");
        if (hasAutoRevert) {
            cells.add("Auto Revert");
        }
        if (hasCanaries) {
            cells.add("Promoted");
        }
        cells.add("Desired");
        if (hasCanaries) {
            cells.add("Canaries");
        }
        cells.add("Placed");
        cells.add("Healthy");
        cells.add("Unhealthy");
        if (hasDeadline) {
            cells.add("Progress Deadline");
        }
        return cells.toArray(new String[0]);
    }

    private static String[] row(
            final String name,
            final Doc group,
            final boolean hasAutoRevert,
            final boolean hasCanaries,
            final boolean hasDeadline) {
        final List<String> cells = new ArrayList<>();
        cells.add(name);
        if (hasAutoRevert) {
            cells.add(Boolean.toString(group.isTrue("AutoRevert")));
        }
        final boolean isCanary = group.number("DesiredCanaries") > 0;
        if (hasCanaries) {
            cells.add(isCanary ? Boolean.toString(group.isTrue("Promoted")) : "N/A");
        }
        cells.add(Long.toString(group.number("DesiredTotal")));
        if (hasCanaries) {
            cells.add(isCanary ? Long.toString(group.number("DesiredCanaries")) : "N/A");
        }
        cells.add(Long.toString(group.number("PlacedAllocs")));
        cells.add(Long.toString(group.number("HealthyAllocs")));
        cells.add(Long.toString(group.number("UnhealthyAllocs")));
        if (hasDeadline) {
            cells.add(Times.format(Times.parse(group.text("RequireProgressBy")), "N/A"));
        }
        return cells.toArray(new String[0]);
    }
}
