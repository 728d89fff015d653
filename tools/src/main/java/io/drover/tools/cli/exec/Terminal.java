package io.drover.tools.cli.exec;

import io.drover.gateway.jobspec.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The user's terminal while a program has it: keys go to the program one by one and unchanged. It is put back at the end. The
 * JDK cannot do that itself, so {@code stty} does.
 */
final class Terminal implements AutoCloseable {
    private static final File TTY = new File("/dev/tty");
    private static final long STTY_WAIT_S = 5;

    private final String saved;

    private Terminal(final String saved) {
        this.saved = saved;
    }

    /** No terminal: nothing is changed. */
    static Terminal none() {
        return new Terminal("");
    }

    /** The terminal in raw mode, or as it is when it cannot be changed. */
    static Terminal raw() {
        final String saved = stty("-g").strip();
        if (!saved.isEmpty()) {
            stty("raw", "-echo");
        }
        return new Terminal(saved);
    }

    /** Height and width, or nothing when they are not known. */
    JsonObject size() {
        final JsonObject size = new JsonObject();
        final String[] parts =
                saved.isEmpty() ? new String[0] : stty("size").strip().split(" ");
        if (parts.length == 2 && parts[0].matches("\\d{1,5}") && parts[1].matches("\\d{1,5}")) {
            size.put("height", Integer.parseInt(parts[0])).put("width", Integer.parseInt(parts[1]));
        }
        return size;
    }

    @Override
    public void close() {
        if (!saved.isEmpty()) {
            stty(saved);
        }
    }

    private static String stty(final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add("stty");
        command.addAll(List.of(arguments));
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectInput(TTY)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            final byte[] output = process.getInputStream().readNBytes(1024);
            process.waitFor(STTY_WAIT_S, TimeUnit.SECONDS);
            return new String(output, StandardCharsets.US_ASCII);
        } catch (final IOException e) {
            return "";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
