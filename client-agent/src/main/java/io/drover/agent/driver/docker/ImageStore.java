package io.drover.agent.driver.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.NameParser;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.TaskConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes images available and removes those that no task uses any more.
 *
 * <p>An image with a fixed tag or digest that the engine has is used as it is. {@code latest} and {@code force_pull} ask the
 * registry first; when it does not answer, a copy that is there still serves, except for {@code force_pull}. Pulls of
 * one image by several tasks are one pull.
 */
final class ImageStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(ImageStore.class);
    private static final int REMOVE_ATTEMPTS = 3;
    private static final Duration REMOVE_PAUSE = Duration.ofSeconds(3);

    private final DockerEngine engine;
    private final DockerOptions options;
    private final RegistryLogins logins;
    private final Map<String, CompletableFuture<Void>> pulls = new ConcurrentHashMap<>();
    /** Tasks by image id; guarded by itself. */
    private final Map<String, Set<String>> users = new HashMap<>();

    ImageStore(final DockerEngine engine, final DockerOptions options) {
        this.engine = engine;
        this.options = options;
        this.logins = new RegistryLogins(options.authConfig());
    }

    /** Makes the task's image available; returns its id. {@code onPull} is told before anything is downloaded. */
    String provide(final TaskConfig config, final DockerTaskConfig task, final Consumer<String> onPull)
            throws DriverException {
        final String image = withTag(task.image());
        final DockerTaskConfig.Source source = task.source();
        if (!source.load().isEmpty()) {
            load(config.localDir().resolve(source.load()), image);
        }
        final String present = find(image);
        final boolean askRegistry =
                source.forcePull() || image.endsWith(":latest") && source.load().isEmpty();
        if (present != null && !askRegistry) {
            return present;
        }
        final AuthConfig login = logins.find(image, source);
        try {
            pull(image, login, limit(source), onPull);
        } catch (final DriverException e) {
            if (present != null && !source.forcePull()) {
                LOGGER.warn("using the local copy of {}: {}", image, e.getMessage());
                return present;
            }
            throw e;
        }
        final String pulled = find(image);
        if (pulled == null) {
            throw DriverException.recoverable("Failed to find image \"" + image + "\" after it was pulled");
        }
        return pulled;
    }

    /** Notes that a task uses an image. */
    void acquire(final String imageId, final String taskId) {
        synchronized (users) {
            users.computeIfAbsent(imageId, key -> new HashSet<>()).add(taskId);
        }
    }

    /** Notes that a task does not use an image any more, and removes the image later if nobody else does. */
    void release(final String imageId, final String taskId) {
        synchronized (users) {
            final Set<String> tasks = users.get(imageId);
            if (tasks == null || !tasks.remove(taskId) || !tasks.isEmpty()) {
                return;
            }
            users.remove(imageId);
        }
        if (options.removeImages()) {
            engine.schedule(() -> remove(imageId, REMOVE_ATTEMPTS), options.removeImageDelay());
        }
    }

    private void remove(final String imageId, final int attemptsLeft) {
        synchronized (users) {
            if (users.containsKey(imageId)) {
                return;
            }
        }
        try {
            engine.calls().removeImageCmd(imageId).withForce(true).exec();
        } catch (final NotFoundException e) {
            LOGGER.debug("image {} is gone already", imageId);
        } catch (final RuntimeException e) {
            if (attemptsLeft > 1) {
                engine.schedule(() -> remove(imageId, attemptsLeft - 1), REMOVE_PAUSE);
            } else {
                LOGGER.warn("image {} cannot be removed: {}", imageId, e.toString());
            }
        }
    }

    private Duration limit(final DockerTaskConfig.Source source) {
        return source.pullTimeout().isZero() ? options.pullTimeout() : source.pullTimeout();
    }

    private @Nullable String find(final String image) throws DriverException {
        try {
            return engine.calls().inspectImageCmd(image).exec().getId();
        } catch (final NotFoundException e) {
            return null;
        } catch (final RuntimeException e) {
            throw DockerErrors.recoverable("Failed to inspect image \"" + image + "\"", e);
        }
    }

    private void pull(
            final String image, final @Nullable AuthConfig login, final Duration limit, final Consumer<String> onPull)
            throws DriverException {
        final CompletableFuture<Void> mine = new CompletableFuture<>();
        final CompletableFuture<Void> running = pulls.putIfAbsent(image, mine);
        onPull.accept(image);
        if (running == null) {
            try {
                new ImagePull(engine, image, login).run(limit, options.pullActivityTimeout());
                mine.complete(null);
            } catch (final DriverException | RuntimeException e) {
                mine.completeExceptionally(e);
                throw e;
            } finally {
                pulls.remove(image);
            }
            return;
        }
        try {
            running.get();
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof DriverException failed) {
                throw new DriverException(String.valueOf(failed.getMessage()), failed.isRecoverable(), failed);
            }
            throw new DriverException("Failed to pull `" + image + "`: " + e.getCause(), true, e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("pull of " + image + " was interrupted", true, e);
        }
    }

    private void load(final Path archive, final String image) throws DriverException {
        try (InputStream in = Files.newInputStream(archive)) {
            engine.streams().loadImageCmd(in).exec();
        } catch (final IOException | DockerException e) {
            throw new DriverException(
                    "unable to load image \"" + image + "\" from \"" + archive + "\": " + e.getMessage(), false, e);
        }
    }

    /** The name with its tag or digest spelled out. */
    static String withTag(final String image) {
        if (image.contains("@")) {
            return image;
        }
        final NameParser.ReposTag parts = NameParser.parseRepositoryTag(image);
        return parts.repos + ":" + (parts.tag == null || parts.tag.isEmpty() ? "latest" : parts.tag);
    }
}
