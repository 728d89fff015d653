package io.drover.tools.cli.variable;

import io.drover.gateway.jobspec.json.JsonObject;
import io.drover.tools.cli.ApiCommand;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.http.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code var lock}: runs a program as long as a variable's lock is held, and ends it when the lock is lost. */
final class VarLockCommand extends ApiCommand {
    private static final int ARGUMENTS_MIN = 2;

    VarLockCommand() {
        super(
                "var lock",
                "[options] <path> [<@file>|-] <child> [args...]",
                "Takes the lock of a variable, which is made if it is not there, runs a program meanwhile, and frees the lock when"
                        + " the program has ended. Waits while somebody else holds it. The program is ended when the lock is lost.");
        flags.duration("ttl", "15s", "How long the lock is held without being renewed.")
                .duration("delay", "15s", "How long nobody else gets the lock after it was lost.")
                .boolOn("shell", "Runs the program through the shell.")
                .bool("early-return", "Gives up at once when somebody else holds the lock.")
                .integer("max-retry", 5, "How many failures in a row are tried again.")
                .duration("backoff", "0s", "How long to wait between two tries. Default = 1.1 times -ttl.")
                .text("in", "format", "json", "The language of a specification on standard input, hcl or json.")
                .bool("verbose", "Tells what happens to the lock.");
    }

    @Override
    protected int ask(final List<String> rest) throws ApiException {
        if (rest.size() < ARGUMENTS_MIN) {
            return fail("Not enough arguments (expected >2, got " + rest.size() + ")");
        }
        final boolean hasFile = rest.get(1).startsWith("@") || rest.get(1).equals("-");
        if (hasFile && rest.size() == ARGUMENTS_MIN) {
            return fail("Not enough arguments (expected >2, got " + (rest.size() - 1) + ")");
        }
        final JsonObject variable;
        try {
            variable =
                    hasFile ? new VariableInput(ui()).specification(rest.get(1), flags.text("in")) : new JsonObject();
        } catch (final FlagException e) {
            return fail(e.getMessage());
        }
        final VariableLock lock = new VariableLock(api(), rest.get(0), variable, terms());
        try {
            if (!lock.acquire()) {
                return failLocked("lock already acquired");
            }
            note("Acquired lock " + lock.id());
            return run(lock, rest.subList(hasFile ? ARGUMENTS_MIN : 1, rest.size()));
        } catch (final ApiException e) {
            return failLocked(e.getMessage());
        }
    }

    private VariableLock.Terms terms() {
        final long ttlNs = flags.number("ttl");
        final long backoffNs = flags.number("backoff");
        return new VariableLock.Terms(
                ttlNs,
                flags.number("delay"),
                backoffNs > 0 ? backoffNs : ttlNs + ttlNs / 10,
                (int) flags.number("max-retry"),
                !flags.isOn("early-return"));
    }

    private int run(final VariableLock lock, final List<String> child) {
        try (LockedChild running = LockedChild.start(lock, flags.isOn("shell") ? shell(child) : child)) {
            final int code = running.await();
            if (running.isLockLost()) {
                return failLocked("lock was lost, the program was ended");
            }
            return code == 0 ? 0 : failLocked("error executing protected function exit status " + code);
        } catch (final IOException e) {
            return failLocked("error executing protected function " + e.getMessage());
        }
    }

    private static List<String> shell(final List<String> child) {
        final String shell = System.getenv().getOrDefault("SHELL", "/bin/sh");
        return new ArrayList<>(List.of(shell, "-c", String.join(" ", child)));
    }

    private int failLocked(final String problem) {
        return fail("Lock error:1 error occurred:\n\t* locks: " + problem + "\n\n");
    }

    private void note(final String text) {
        if (flags.isOn("verbose")) {
            ui().output(text);
        }
    }
}
