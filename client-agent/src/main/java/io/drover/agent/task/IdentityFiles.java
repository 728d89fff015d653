package io.drover.agent.task;

import io.drover.agent.dir.AllocDirectory;
import io.drover.agent.driver.process.UserAccount;
import io.drover.agent.env.TaskEnvironment;
import io.drover.agent.spec.IdentitySpec;
import io.drover.agent.spec.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** Puts signed identities where the job of a task wants them. */
final class IdentityFiles {
    private IdentityFiles() {}

    /** Variables for those that the task wants in its environment. */
    static Map<String, String> variables(
            final TaskSpec spec, final Map<String, String> tokens, final TaskEnvironment environment) {
        final Map<String, String> variables = new TreeMap<>();
        for (final IdentitySpec identity : spec.identities()) {
            final String token = tokens.get(identity.name());
            if (identity.env() && token != null) {
                variables.put(identity.variable(), token);
            }
        }
        if (!variables.isEmpty()) {
            variables.put(
                    "NOMAD_UNIX_ADDR",
                    "unix://" + environment.variables().getOrDefault("NOMAD_SECRETS_DIR", "") + "/api.sock");
        }
        return variables;
    }

    /** Files for those that the task wants as such, whole or not at all. */
    static void write(
            final TaskSpec spec, final AllocDirectory.TaskDirectory directory, final Map<String, String> tokens)
            throws IOException {
        for (final IdentitySpec identity : spec.identities()) {
            final String token = tokens.get(identity.name());
            if (token == null) {
                throw new IOException("the servers know no identity \"" + identity.name() + "\" of this task");
            }
            if (identity.file()) {
                write(place(identity, directory), directory.root(), token, spec.user());
            }
        }
    }

    private static Path place(final IdentitySpec identity, final AllocDirectory.TaskDirectory directory)
            throws IOException {
        final Path place = identity.filepath().isEmpty()
                ? directory.secrets().resolve(identity.fileName())
                : directory.root().resolve(identity.filepath().replaceFirst("^/+", ""));
        if (!place.normalize().startsWith(directory.root())) {
            throw new IOException("identity file \"" + identity.filepath() + "\" escapes the task's directory");
        }
        return place.normalize();
    }

    /** The directories of the task may hold links that the task made: the file replaces one instead of following it. */
    private static void write(final Path place, final Path root, final String token, final String user)
            throws IOException {
        final Path parent = Files.createDirectories(place.getParent()).toRealPath();
        if (!parent.startsWith(root.toRealPath())) {
            throw new IOException("identity file \"" + place.getFileName() + "\" escapes the task's directory");
        }
        final Path fresh = Files.createTempFile(parent, ".identity-", "");
        try {
            Files.writeString(fresh, token);
            if (!user.isEmpty()) {
                own(fresh, user);
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, parent.resolve(place.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void own(final Path file, final String user) throws IOException {
        final UserAccount account = UserAccount.find(Path.of("/etc"), user);
        if (account != null) {
            Files.setAttribute(file, "unix:uid", (int) account.uid());
        }
    }
}
