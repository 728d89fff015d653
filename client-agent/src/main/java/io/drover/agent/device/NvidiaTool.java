package io.drover.agent.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks NVIDIA's driver which GPUs there are. */
@FunctionalInterface
public interface NvidiaTool {
    /** Columns of an answer. */
    String COLUMNS =
            "uuid,name,memory.total,pci.bus_id,driver_version,power.limit,clocks.max.graphics,clocks.max.memory,"
                    + "display_active,persistence_mode";

    /** A line for each GPU with {@link #COLUMNS} between commas; empty where there is none, or no driver. */
    List<String> query();

    /** The program that comes with the driver. */
    static List<String> runProgram() {
        final Logger log = LoggerFactory.getLogger(NvidiaTool.class);
        final Process process;
        try {
            process = new ProcessBuilder("nvidia-smi", "--query-gpu=" + COLUMNS, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
        } catch (final IOException e) {
            return List.of();
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(ProgramLimits.TIMEOUT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                log.warn("nvidia-smi failed; no GPUs are offered");
                return List.of();
            }
            return new String(process.getInputStream().readNBytes(ProgramLimits.OUTPUT_MAX), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (final IOException e) {
            log.warn("nvidia-smi could not be read; no GPUs are offered", e);
            return List.of();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            process.destroyForcibly();
        }
    }
}
