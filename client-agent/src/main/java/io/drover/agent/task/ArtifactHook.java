package io.drover.agent.task;

import io.drover.agent.artifact.ArtifactFetch;
import io.drover.agent.env.Interpolation;
import io.drover.agent.spec.ArtifactSpec;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Downloads what the task wants to have before it starts. A download that fails may be tried again with the task. */
final class ArtifactHook implements TaskHook {
    private static final String FAILURE = "getter subprocess failed: exit status 1: failed to download artifact: ";

    @Override
    public String name() {
        return "artifacts";
    }

    @Override
    public boolean runsOnce() {
        return true;
    }

    @Override
    public void prestart(final TaskSetup setup) throws TaskSetupException {
        if (setup.spec().artifacts().isEmpty()) {
            return;
        }
        setup.emit(TaskEvents.downloadingArtifacts(setup.nowNs()));
        for (final ArtifactSpec artifact : setup.spec().artifacts()) {
            final ArtifactSpec filled = filled(artifact, setup.environment().interpolation());
            try {
                final Path target = target(setup, filled.destination());
                ArtifactFetch.fetch(filled, target, setup.taskDirectory().tmp());
                final String user = setup.spec().user();
                if (filled.chown() && !user.isEmpty()) {
                    ArtifactFetch.own(target, user);
                }
            } catch (final IOException e) {
                throw TaskSetupException.of(
                        TaskEvents.artifactFailure(
                                setup.nowNs(),
                                "failed to download artifact \"" + filled.source() + "\": " + FAILURE + message(e)),
                        true);
            }
        }
    }

    private static String message(final IOException e) {
        if (e instanceof UnknownHostException) {
            return "no such host: " + e.getMessage();
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static ArtifactSpec filled(final ArtifactSpec artifact, final Interpolation variables) {
        return new ArtifactSpec(
                variables.text(artifact.source()),
                filled(artifact.options(), variables),
                filled(artifact.headers(), variables),
                artifact.mode(),
                artifact.insecure(),
                variables.text(artifact.destination()),
                artifact.chown());
    }

    private static Map<String, String> filled(final Map<String, String> values, final Interpolation variables) {
        final Map<String, String> filled = new TreeMap<>();
        values.forEach((name, value) -> filled.put(name, variables.text(value)));
        return filled;
    }

    /** Paths as the task sees them are those of its directories on the host. */
    private static Path target(final TaskSetup setup, final String destination) throws IOException {
        final Path root = setup.directory().root();
        final Path task = setup.taskDirectory().root();
        final Path target;
        if (Path.of(destination).startsWith(root)) {
            target = Path.of(destination).normalize();
        } else if (destination.equals("/alloc") || destination.startsWith("/alloc/")) {
            target = root.resolve(destination.substring(1)).normalize();
        } else {
            target = task.resolve(destination.replaceFirst("^/+", "")).normalize();
        }
        if (!target.startsWith(root)) {
            throw new IOException("artifact destination path escapes alloc directory");
        }
        return target;
    }
}
