package io.drover.tools.agent;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media driver of a process that has no server, and the client of it that carries the node's link. */
final class ClientDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientDriver.class);
    private static final int TERM_LENGTH = 256 * 1024;

    private final MediaDriver driver;
    private final Aeron aeron;

    ClientDriver(final Path aeronDirectory, final Doorbell doorbell) {
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory.toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(doorbell.strategy())
                .termBufferSparseFile(true)
                .ipcTermBufferLength(TERM_LENGTH)
                .publicationTermBufferLength(TERM_LENGTH)
                .counterFreeToReuseTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(75))
                .driverTimeoutMs(TimeUnit.SECONDS.toMillis(60))
                .warnIfDirectoryExists(false)
                .errorHandler(error -> LOG.error("media driver error", error)));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .idleStrategy(doorbell.strategy())
                .errorHandler(error -> LOG.error("link transport error", error)));
    }

    Aeron aeron() {
        return aeron;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(aeron, driver);
    }
}
