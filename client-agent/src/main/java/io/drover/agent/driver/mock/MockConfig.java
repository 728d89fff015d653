package io.drover.agent.driver.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.agent.driver.DriverException;
import io.drover.agent.driver.DriverNetwork;
import io.drover.agent.driver.config.ConfigReader;
import io.drover.agent.driver.config.GoDuration;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a mock task behaves.
 *
 * @param startError refuses to start with this message when not empty.
 * @param startErrorRecoverable whether a later start may be tried.
 * @param startBlockFor how long the start takes.
 * @param killAfter how long a stop is ignored.
 * @param runFor how long the task runs.
 * @param exitCode exit code at its end.
 * @param exitSignal signal at its end.
 * @param exitErrMsg error at its end, or empty.
 * @param signalError refuses signals with this message when not empty.
 * @param stdout what it writes.
 * @param stderr what it writes.
 * @param network the network it pretends to have, or {@code null}.
 */
record MockConfig(
        String startError,
        boolean startErrorRecoverable,
        Duration startBlockFor,
        Duration killAfter,
        Duration runFor,
        int exitCode,
        int exitSignal,
        String exitErrMsg,
        String signalError,
        Output stdout,
        Output stderr,
        @Nullable DriverNetwork network) {

    /**
     * One output stream.
     *
     * @param text written at the start.
     * @param repeat how often it is written again.
     * @param every pause before each repetition.
     */
    record Output(String text, int repeat, Duration every) {}

    static MockConfig decode(final JsonNode config) throws DriverException {
        final ConfigReader reader = new ConfigReader(config);
        // Known to the reference's driver and without effect on tasks that are no processes.
        duration(reader, "plugin_exit_after");
        final ConfigReader exec = reader.block("exec_command");
        if (exec != null) {
            readCommand(exec);
            exec.finish();
        }
        final MockConfig decoded = new MockConfig(
                reader.text("start_error"),
                reader.bool("start_error_recoverable", false),
                duration(reader, "start_block_for"),
                duration(reader, "kill_after"),
                duration(reader, "run_for"),
                (int) reader.number("exit_code", 0),
                (int) reader.number("exit_signal", 0),
                reader.text("exit_err_msg"),
                reader.text("signal_error"),
                output(reader, "stdout"),
                output(reader, "stderr"),
                network(reader));
        reader.finish();
        return decoded;
    }

    private static void readCommand(final ConfigReader reader) throws DriverException {
        duration(reader, "run_for");
        reader.number("exit_code", 0);
        reader.number("exit_signal", 0);
        reader.text("exit_err_msg");
        reader.text("signal_error");
        output(reader, "stdout");
        output(reader, "stderr");
    }

    private static Output output(final ConfigReader reader, final String stream) throws DriverException {
        return new Output(
                reader.text(stream + "_string"),
                (int) reader.number(stream + "_repeat", 0),
                duration(reader, stream + "_repeat_duration"));
    }

    private static @Nullable DriverNetwork network(final ConfigReader reader) throws DriverException {
        final String ip = reader.text("driver_ip");
        final String ports = reader.text("driver_port_map");
        final boolean advertise = reader.bool("driver_advertise", false);
        if (ip.isEmpty() && ports.isEmpty()) {
            return null;
        }
        if (ports.isEmpty()) {
            return new DriverNetwork(ip, Map.of(), advertise);
        }
        final String[] parts = ports.split(":");
        try {
            return new DriverNetwork(ip, Map.of(parts[0], Integer.parseInt(parts[1])), advertise);
        } catch (final ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new DriverException(
                    "malformed driver_port_map \"" + ports + "\", expected label:port, for example http:80", false, e);
        }
    }

    private static Duration duration(final ConfigReader reader, final String name) throws DriverException {
        final String text = reader.text(name);
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            return GoDuration.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new DriverException(name + " " + text + " not a valid duration: " + e.getMessage(), false, e);
        }
    }
}
