package io.drover.agent.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Writes what a job was dispatched with to the file that the task asked for. */
final class DispatchPayloadHook implements TaskHook {
    @Override
    public String name() {
        return "dispatch_payload";
    }

    @Override
    public boolean runsOnce() {
        return true;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        final String file = setup.spec().dispatchPayloadFile();
        if (file.isEmpty() || setup.payload().isEmpty()) {
            return;
        }
        final Path local = setup.taskDirectory().local();
        final Path target = local.resolve(file).normalize();
        if (!target.startsWith(local)) {
            throw TaskSetupException.of("dispatch payload file \"" + file + "\" escapes the task's directory", false);
        }
        try {
            final byte[] payload = SnappyBlock.decode(Base64.getDecoder().decode(setup.payload()));
            Files.createDirectories(target.getParent());
            Files.write(target, payload);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (final IOException | IllegalArgumentException e) {
            throw TaskSetupException.of("failed to write dispatch payload: " + e.getMessage(), false);
        }
    }
}
