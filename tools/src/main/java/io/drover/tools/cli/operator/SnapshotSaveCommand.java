package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** {@code operator snapshot save}: the file gets its name when it has been read again and found sound. */
final class SnapshotSaveCommand extends ApiCommand {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    SnapshotSaveCommand() {
        super(
                "operator snapshot save",
                "[options] [<file>]",
                "Writes the state of the cluster into a file and checks it.");
        flags.bool("stale", "Takes the state of the asked server, although it may be behind.")
                .bool("redact", "Not of this edition: keys are in the file as servers keep them.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() > 1) {
            return usageError("This command takes up to one argument: <filename>");
        }
        final Path file = Path.of(rest.isEmpty() ? "nomad-state-" + NAME.format(Instant.now()) + ".snap" : rest.get(0));
        final Path unfinished = Path.of(file + ".tmp");
        if (file.getParent() != null && !Files.isDirectory(file.getParent())) {
            return fail("Failed to create file: open " + unfinished + ": no such file or directory");
        }
        try (Answer answer = api().stream("/v1/operator/snapshot", new Query().when(flags.isOn("stale"), "stale"))) {
            Files.copy(answer.body(), unfinished, StandardCopyOption.REPLACE_EXISTING);
        } catch (final ApiException e) {
            return fail("Failed to get snapshot file", e);
        } catch (final IOException e) {
            return fail("Filed to download snapshot file: " + e.getMessage());
        }
        try {
            StateArchive.read(unfinished);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            return fail("Failed to verify snapshot: " + e.getMessage());
        }
        ui().output("State file written to " + file);
        return 0;
    }
}
