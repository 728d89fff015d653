package io.drover.agent.driver.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import io.drover.agent.driver.DriverException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One download of one image: ends with the engine's word, after a limit, or when nothing moves any more. */
final class ImagePull implements ResultCallback<PullResponseItem> {
    private static final Duration CHECK_PERIOD = Duration.ofSeconds(1);

    private final DockerEngine engine;
    private final String image;
    private final @Nullable AuthConfig login;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile long activeNs = System.nanoTime();
    private volatile @Nullable Closeable connection;
    private volatile @Nullable String error;

    ImagePull(final DockerEngine engine, final String image, final @Nullable AuthConfig login) {
        this.engine = engine;
        this.image = image;
        this.login = login;
    }

    void run(final Duration limit, final Duration activityLimit) throws DriverException {
        final long startNs = System.nanoTime();
        final PullImageCmd request = engine.streams().pullImageCmd(image);
        if (login != null) {
            request.withAuthConfig(login);
        }
        request.exec(this);
        try {
            while (!isEnded()) {
                final long nowNs = System.nanoTime();
                if (nowNs - startNs > limit.toNanos()) {
                    throw failure("the pull took longer than " + limit.toSeconds() + "s");
                }
                if (nowNs - activeNs > activityLimit.toNanos()) {
                    throw failure("no progress for " + activityLimit.toSeconds() + "s");
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("Failed to pull `" + image + "`: interrupted", true, e);
        } finally {
            close();
        }
        final String reported = error;
        if (reported != null) {
            throw failure(reported);
        }
    }

    @Override
    public void onStart(final Closeable closeable) {
        connection = closeable;
    }

    @Override
    public void onNext(final PullResponseItem item) {
        activeNs = System.nanoTime();
        if (item.isErrorIndicated()) {
            error = item.getErrorDetail() == null
                    ? "pull failed"
                    : item.getErrorDetail().getMessage();
        }
    }

    @Override
    public void onError(final Throwable e) {
        error = DockerErrors.text(e);
        ended.complete(null);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }

    @Override
    public void close() {
        final Closeable open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (final IOException e) {
                connection = null;
            }
        }
    }

    private boolean isEnded() throws InterruptedException {
        try {
            ended.get(CHECK_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (final TimeoutException e) {
            return false;
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a pull never ends exceptionally", e);
        }
    }

    private DriverException failure(final String reason) {
        final boolean missing = reason.contains("not found") || reason.contains("does not exist");
        return new DriverException("Failed to pull `" + image + "`: " + reason, !missing);
    }
}
