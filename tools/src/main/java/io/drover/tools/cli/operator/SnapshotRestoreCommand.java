package io.drover.tools.cli.operator;

import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.http.Answer;
import io.drover.tools.cli.http.ApiException;
import io.drover.tools.cli.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code operator snapshot restore}. */
final class SnapshotRestoreCommand extends ApiCommand {
    private static final int MESSAGE_LENGTH_MAX = 4_096;

    SnapshotRestoreCommand() {
        super(
                "operator snapshot restore",
                "[options] <file>",
                "Brings the state of a file back, in place of the one of now.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() != 1) {
            return usageError("This command takes one argument: <filename>");
        }
        final Path file = Path.of(rest.get(0));
        if (!Files.isReadable(file)) {
            return fail("Error opening snapshot file: \"open " + file + ": no such file or directory\"");
        }
        final String address = api().settings().address() + "/v1/operator/snapshot" + api().complete(new Query());
        try (Answer answer = api().send("PUT", address, Files.readAllBytes(file), new String[0][])) {
            if (!answer.isSuccess()) {
                final String message = new String(answer.body().readNBytes(MESSAGE_LENGTH_MAX), StandardCharsets.UTF_8);
                return fail("Error restoring snapshot: Unexpected response code: " + answer.status() + " (" + message
                        + ")");
            }
        } catch (final IOException e) {
            return fail("Error restoring snapshot: " + e.getMessage());
        } catch (final ApiException e) {
            return fail("Error restoring snapshot", e);
        }
        ui().output("Snapshot Restored");
        return 0;
    }
}
