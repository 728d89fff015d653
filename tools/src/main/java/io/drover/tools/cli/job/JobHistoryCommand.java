package io.drover.tools.cli.job;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.show.Jobs;
import io.drover.tools.cli.text.KeyValues;
import io.drover.tools.cli.text.Times;
import java.util.ArrayList;
import java.util.List;

/** {@code job history}. */
final class JobHistoryCommand extends ApiCommand {
    JobHistoryCommand() {
        super("job history", "[options] <job>", "Shows the versions of a job, the latest first.");
        flags.bool("p", "Shows what each version changed.")
                .bool("full", "Shows each version in full.")
                .text("version", "version", "Shows only that version.")
                .text("diff-version", "version", "With -p, compares with that version.")
                .text("diff-tag", "tag", "With -p, compares with the version of that name.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <job>");
        }
        if (Formats.isWanted(flags) && (flags.isOn("p") || flags.isOn("full"))) {
            return fail("-p and -full are exclusive with -json and -t");
        }
        if (!flags.text("diff-tag").isEmpty() && !flags.text("diff-version").isEmpty()) {
            return fail("-diff-tag and -diff-version are mutually exclusive");
        }
        final Doc job = Jobs.find(api(), rest.get(0), Jobs.Only.ANY);
        final boolean hasDiffs = flags.isOn("p");
        final Query query = Jobs.in(job)
                .with("diffs", Boolean.toString(hasDiffs))
                .with("diff_tag", flags.text("diff-tag"))
                .with("diff_version", flags.text("diff-version"));
        final Doc answer;
        try {
            answer = api().get(Jobs.path(job, "/versions"), query);
        } catch (final ApiException e) {
            return fail("Error retrieving job versions", e);
        }
        return show(answer.get("Versions").items(), answer.get("Diffs").items());
    }

    private int show(final List<Doc> versions, final List<Doc> diffs) {
        final String wanted = flags.text("version");
        final List<String> blocks = new ArrayList<>();
        final List<Doc> shown = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            final Doc version = versions.get(i);
            if (wanted.isEmpty() || wanted.equals(Long.toString(version.number("Version")))) {
                shown.add(version);
                blocks.add(
                        flags.isOn("full")
                                ? full(version)
                                : block(version, i < diffs.size() ? diffs.get(i) : Doc.ABSENT));
            }
        }
        if (blocks.isEmpty()) {
            return fail("Error printing job history for non-existing job or job version");
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), wanted.isEmpty() ? Doc.of(shown) : shown.get(0));
        }
        ui().output(String.join("\n\n", blocks));
        return 0;
    }

    private static String full(final Doc version) {
        return "Version = " + version.number("Version") + "\n" + version.pretty();
    }

    private String block(final Doc version, final Doc diff) {
        final Doc tag = version.get("VersionTag");
        final KeyValues facts = new KeyValues()
                .add("Version", version.number("Version"))
                .add("Stable", version.isTrue("Stable"))
                .add("Submit Date", Times.format(version.number("SubmitTime")))
                .addUnlessEmpty("Tag Name", tag.text("Name"))
                .addUnlessEmpty("Tag Description", tag.text("Description"));
        if (diff.isNull()) {
            return facts.toString();
        }
        return facts.add("Diff", "\n" + new DiffText(ui(), false).job(diff)).toString();
    }
}
