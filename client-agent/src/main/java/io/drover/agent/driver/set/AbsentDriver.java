package io.drover.agent.driver.set;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import java.util.Map;

/**
 * A driver that users know and this agent cannot offer. It is listed with the node, undetected and with the reason, so that
 * nobody has to guess why a job finds no node.
 *
 * @param name the driver's name in job files.
 * @param reason why it is absent, shown as its health description.
 */
record AbsentDriver(String name, String reason) implements Driver {
    private static final DriverFingerprint.Capabilities NONE =
            new DriverFingerprint.Capabilities(false, false, DriverFingerprint.FsIsolation.CHROOT);

    @Override
    public DriverFingerprint fingerprint() {
        return new DriverFingerprint(false, false, reason, Map.of(), NONE);
    }

    @Override
    public TaskHandle start(final TaskConfig config) throws DriverException {
        throw DriverException.permanent("driver " + name + " cannot run tasks: " + reason);
    }

    @Override
    public TaskHandle recover(final TaskConfig config, final byte[] handleState) throws DriverException {
        throw DriverException.permanent("driver " + name + " cannot run tasks: " + reason);
    }
}
