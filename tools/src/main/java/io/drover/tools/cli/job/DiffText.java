package io.drover.tools.cli.job;

import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The difference between two versions of a job. Every line starts with a mark, {@code +}, {@code -} or {@code +/-}; lines of
 * one level line up behind the widest mark of that level:
 *
 * <pre>
 * +/- Job: "web"
 * +/- Task Group: "front" (1 in-place update)
 *   +/- Count: "1" =&gt; "3" (forces create)
 *       Task: "server"
 * </pre>
 *
 * New and removed jobs, groups and tasks show their fields only in the long form.
 */
final class DiffText {
    private final Ui ui;
    private final boolean isLong;

    DiffText(final Ui ui, final boolean isLong) {
        this.ui = ui;
        this.isLong = isLong;
    }

    String job(final Doc diff) {
        final int width = Math.max(width(diff.get("TaskGroups")), fieldAndObjectWidth(diff));
        final List<String> lines = new ArrayList<>();
        lines.add(mark(diff) + ui.bold("Job: " + Quote.of(diff.text("ID"))));
        if (isLong || isEdited(diff)) {
            addFieldsAndObjects(lines, diff, 0, width);
        }
        final List<Doc> groups = diff.get("TaskGroups").items();
        for (int i = 0; i < groups.size(); i++) {
            addGroup(lines, groups.get(i), width);
            if (i < groups.size() - 1) {
                lines.add("");
            }
        }
        return String.join("\n", lines);
    }

    private void addGroup(final List<String> lines, final Doc group, final int jobWidth) {
        final int indent = jobWidth - plainMark(group).length();
        lines.add(
                mark(group) + blanks(indent) + ui.bold("Task Group: " + Quote.of(group.text("Name"))) + updates(group));
        final int width = Math.max(width(group.get("Tasks")), fieldAndObjectWidth(group));
        if (isLong || isEdited(group)) {
            addFieldsAndObjects(lines, group, indent + 2, width);
        }
        for (final Doc task : group.get("Tasks").items()) {
            addTask(lines, task, indent + 2, width);
        }
    }

    private void addTask(final List<String> lines, final Doc task, final int start, final int width) {
        lines.add(blanks(start)
                + mark(task)
                + blanks(width - plainMark(task).length())
                + ui.bold("Task: " + Quote.of(task.text("Name")))
                + annotations(task));
        final boolean isShown = isEdited(task) || (isLong && task.text("Type").equals("Added"));
        if (isShown) {
            addFieldsAndObjects(lines, task, start + 2, fieldAndObjectWidth(task));
        }
    }

    private void addFieldsAndObjects(final List<String> lines, final Doc parent, final int start, final int width) {
        int longestName = 0;
        for (final Doc field : parent.get("Fields").items()) {
            longestName = Math.max(longestName, field.text("Name").length());
        }
        for (final Doc field : parent.get("Fields").items()) {
            lines.add(blanks(start) + mark(field)
                    + blanks(width - plainMark(field).length()) + field.text("Name") + ": "
                    + blanks(longestName - field.text("Name").length()) + values(field) + annotations(field));
        }
        for (final Doc object : parent.get("Objects").items()) {
            lines.add(blanks(start) + mark(object)
                    + blanks(width - plainMark(object).length()) + object.text("Name") + " {");
            addFieldsAndObjects(lines, object, start + 2, fieldAndObjectWidth(object));
            lines.add(blanks(start + width) + "}");
        }
    }

    private static String values(final Doc field) {
        final String before = Quote.of(field.text("Old"));
        final String after = Quote.of(field.text("New"));
        return switch (field.text("Type")) {
            case "Added", "None" -> after;
            case "Deleted" -> before;
            default -> before + " => " + after;
        };
    }

    private static String updates(final Doc group) {
        final List<String> updates = new ArrayList<>();
        for (final Map.Entry<String, Doc> entry : group.get("Updates").fields().entrySet()) {
            updates.add(entry.getValue().number() + " " + entry.getKey());
        }
        return updates.isEmpty() ? "" : " (" + String.join(", ", updates) + ")";
    }

    private static String annotations(final Doc diff) {
        final List<String> annotations = diff.get("Annotations").texts();
        return annotations.isEmpty() ? "" : " (" + String.join(", ", annotations) + ")";
    }

    private static boolean isEdited(final Doc diff) {
        return diff.text("Type").equals("Edited");
    }

    private static int fieldAndObjectWidth(final Doc diff) {
        return Math.max(width(diff.get("Fields")), width(diff.get("Objects")));
    }

    private static int width(final Doc list) {
        int width = 0;
        for (final Doc diff : list.items()) {
            width = Math.max(width, plainMark(diff).length());
        }
        return width;
    }

    private String mark(final Doc diff) {
        return switch (diff.text("Type")) {
            case "Added" -> ui.paint("32", "+") + " ";
            case "Deleted" -> ui.paint("31", "-") + " ";
            case "Edited" -> ui.paint("94", "+/-") + " ";
            default -> "";
        };
    }

    private static String plainMark(final Doc diff) {
        return switch (diff.text("Type")) {
            case "Added" -> "+ ";
            case "Deleted" -> "- ";
            case "Edited" -> "+/- ";
            default -> "";
        };
    }

    private static String blanks(final int count) {
        return " ".repeat(Math.max(0, count));
    }
}
