package io.drover.gateway.edge.driver;

import io.aeron.Aeron;
import io.aeron.CncFileDescriptor;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.MappedByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.IoUtil;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;

/**
 * A media driver for node links alone, and a client of it: one thread that carries the streams of thousands of nodes, or of one.
 * Stock settings saturate a core with some hundred nodes; {@code docs/operating.md} says what is different here and why. Owns its
 * directory.
 */
public final class LinkDriver implements AutoCloseable {
    /** Nodes of one server that is one of several; three carry 10,000. */
    public static final int SERVER_NODES = 3_500;

    /** Counters that both streams of a node need at one end, with a reserve for those that have just ended. */
    private static final int COUNTERS_PER_NODE = 16;

    /** Bytes of a counter's value. */
    private static final int COUNTER_LENGTH = 128;

    private static final int COUNTERS_LENGTH_MIN = 1024 * 1024;
    /** What some hundred nodes send at once while the driver sleeps; the machine may allow less. */
    private static final int RECEIVE_BUFFER_LENGTH = 2 * 1024 * 1024;

    private static final int TERM_LENGTH = 256 * 1024;
    /** A node finds out by itself, with heartbeats that are answered; these only end what it left behind. */
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(20);

    private static final int CLIENT_SLEEP_MS = 5;

    private final LinkPace pace = new LinkPace();
    private final MediaDriver driver;
    private final MappedByteBuffer control;
    private final Aeron aeron;

    /**
     * Starts the driver.
     *
     * @param directory in shared memory; emptied now, removed by {@link #close()}.
     * @param nodes how many nodes' links the driver has room for.
     * @param errorHandler hears of operating errors.
     */
    public LinkDriver(final Path directory, final int nodes, final ErrorHandler errorHandler) {
        driver = MediaDriver.launch(tuned(pace)
                .aeronDirectoryName(directory.toString())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(pace)
                .counterValuesBufferLength(Math.max(COUNTERS_LENGTH_MIN, nodes * COUNTERS_PER_NODE * COUNTER_LENGTH))
                .errorHandler(errorHandler));
        try {
            control = IoUtil.mapExistingFile(
                    directory.resolve(CncFileDescriptor.CNC_FILE).toFile(), "link driver's control file");
            final ManyToOneRingBuffer commands = new ManyToOneRingBuffer(
                    CncFileDescriptor.createToDriverBuffer(control, CncFileDescriptor.createMetaDataBuffer(control)));
            pace.commands(() -> commands.size() > 0);
            aeron = Aeron.connect(new Aeron.Context()
                    .aeronDirectoryName(driver.aeronDirectoryName())
                    .idleStrategy(new SleepingMillisIdleStrategy(CLIENT_SLEEP_MS))
                    .errorHandler(errorHandler));
        } catch (final RuntimeException ex) {
            CloseHelper.quietClose(driver);
            throw ex;
        }
    }

    /** What makes the driver different from a stock one; threads, directory and sizes are the caller's. */
    static MediaDriver.Context tuned(final LinkPace pace) {
        final Datagrams received = new Datagrams(pace);
        final Datagrams answered = new Datagrams(pace);
        return new MediaDriver.Context()
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .receiveChannelEndpointSupplier((channel, dispatcher, statusIndicator, context) ->
                        new ReceiveEndpoint(channel, dispatcher, statusIndicator, context, received))
                .sendChannelEndpointSupplier((channel, statusIndicator, context) ->
                        new SendEndpoint(channel, statusIndicator, context, answered))
                .socketRcvbufLength(receiveBufferLength())
                .imageLivenessTimeoutNs(SILENCE_NS)
                .publicationConnectionTimeoutNs(SILENCE_NS)
                .termBufferSparseFile(true)
                .ipcTermBufferLength(TERM_LENGTH)
                .publicationTermBufferLength(TERM_LENGTH)
                .counterFreeToReuseTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(75))
                .driverTimeoutMs(TimeUnit.SECONDS.toMillis(60))
                .warnIfDirectoryExists(false);
    }

    private static int receiveBufferLength() {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_LENGTH);
            return Math.min(RECEIVE_BUFFER_LENGTH, probe.getOption(StandardSocketOptions.SO_RCVBUF));
        } catch (final IOException ex) {
            throw new UncheckedIOException("no UDP socket for the node link", ex);
        }
    }

    /** Client of the driver. */
    public Aeron aeron() {
        return aeron;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(aeron, driver);
        IoUtil.unmap(control);
    }
}
