package io.drover.tools.cli.volume;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.Formats;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Doc;
import io.drover.tools.cli.http.Query;
import io.drover.tools.cli.text.Ids;
import io.drover.tools.cli.text.Table;
import java.util.List;

/** {@code volume claim list}. */
final class ClaimListCommand extends ApiCommand {
    ClaimListCommand() {
        super("volume claim list", "[options] <claim_id>", "Lists which task groups stick to which host volumes.");
        flags.text("job", "id", "Only claims of this job.")
                .text("group", "name", "Only claims of this task group.")
                .text("volume-name", "name", "Only claims to volumes of this name.")
                .bool("verbose", "Prints whole ids.");
        Formats.declare(flags);
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes either no arguments or one: <claim_id>");
        }
        final Doc claims;
        try {
            claims = api().get(
                            "/v1/volumes/claims",
                            new Query()
                                    .with("job_id", flags.text("job"))
                                    .with("task_group", flags.text("group"))
                                    .with("volume_name", flags.text("volume-name"))
                                    .with("prefix", rest.isEmpty() ? "" : rest.get(0)));
        } catch (final ApiException e) {
            return fail("Error listing task group host volume claims", e);
        }
        if (claims.size() == 0) {
            ui().output("No task group host volume claims found");
            return 0;
        }
        if (Formats.isWanted(flags)) {
            return Formats.print(flags, ui(), claims);
        }
        final boolean isVerbose = flags.isOn("verbose");
        final Table table = new Table("ID", "Namespace", "Job ID", "Volume ID", "Volume Name");
        for (final Doc claim : claims.items()) {
            table.row(
                    Ids.of(claim.text("ID"), isVerbose),
                    claim.text("Namespace"),
                    claim.text("JobID"),
                    Ids.of(claim.text("VolumeID"), isVerbose),
                    claim.text("VolumeName"));
        }
        ui().output(table.toString());
        return 0;
    }
}
