package io.drover.gateway.edge.driver;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.driver.status.SystemCounterDescriptor;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;

/** A tuned driver and its client without threads: a test makes their time pass and their cycles happen. */
final class LinkEnd implements AutoCloseable {
    private final MediaDriver driver;
    private final Aeron aeron;

    LinkEnd(final Path directory, final NanoClock clock) {
        driver = MediaDriver.launch(LinkDriver.tuned(new LinkPace())
                .aeronDirectoryName(directory.toString())
                .threadingMode(ThreadingMode.INVOKER)
                .counterValuesBufferLength(1024 * 1024)
                .nanoClock(clock));
        aeron = Aeron.connect(new Aeron.Context()
                .aeronDirectoryName(driver.aeronDirectoryName())
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .nanoClock(clock));
    }

    Aeron aeron() {
        return aeron;
    }

    /** One cycle of the driver. */
    void cycle() {
        driver.sharedAgentInvoker().invoke();
    }

    /** One cycle of the client. */
    void clientCycle() {
        aeron.conductorAgentInvoker().invoke();
    }

    long counter(final SystemCounterDescriptor counter) {
        return driver.context().systemCounters().get(counter).get();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(aeron, driver);
    }
}
