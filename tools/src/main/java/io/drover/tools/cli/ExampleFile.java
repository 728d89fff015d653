package io.drover.tools.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes example files for a first try. Never overwrites one. */
public final class ExampleFile {
    private ExampleFile() {}

    /** Writes the file and says so unless the message is empty. The result is the command's exit code. */
    public static int write(
            final Ui ui, final String path, final String content, final String conflict, final String message) {
        try {
            Files.writeString(Path.of(path), content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (final FileAlreadyExistsException e) {
            ui.error(conflict);
            return 1;
        } catch (final IOException e) {
            ui.error("Failed to write \"" + path + "\": " + e.getMessage());
            return 1;
        }
        if (!message.isEmpty()) {
            ui.output(message);
        }
        return 0;
    }
}
