package io.drover.agent.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.drover.agent.AgentSettings;
import io.drover.agent.Assignments;
import io.drover.agent.driver.docker.DockerOptions;
import io.drover.agent.driver.rawexec.RawExecOptions;
import io.drover.agent.driver.set.DriverSettings;
import io.drover.agent.fingerprint.FingerprintOptions;
import io.drover.sbe.command.NodeRegisterDecoder;
import io.drover.sbe.common.MessageHeaderDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole node against a server that only listens to its registration. */
@Timeout(60)
class ClientNodeTest {
    @TempDir
    Path dataDir;

    @Test
    void saysWhatItIsWhenItJoins() throws Exception {
        final BlockingQueue<byte[]> joins = new ArrayBlockingQueue<>(16);
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/internal/node/join", exchange -> {
            joins.offer(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        final MediaDriver.Context context = new MediaDriver.Context()
                .aeronDirectoryName(dataDir.resolve("aeron").toString())
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnShutdown(true);
        try (MediaDriver driver = MediaDriver.launch(context);
                Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
                ClientNode node = ClientNode.start(settings(server.getAddress().getPort()), aeron)) {
            checkRegistration(joins.take(), node.nodeId());
        } finally {
            server.stop(0);
        }
    }

    private ClientNodeSettings settings(final int port) {
        return ClientNodeSettings.defaults(
                AgentSettings.defaults(dataDir, true),
                new DriverSettings(
                        RawExecOptions.ENABLED,
                        DockerOptions.DEFAULTS,
                        true,
                        Set.of("raw_exec", "mock_driver"),
                        Set.of()),
                FingerprintOptions.defaults("2.0.5", "127.0.0.1:4646", dataDir.resolve("alloc"), true),
                List.of("127.0.0.1:" + port));
    }

    private static void checkRegistration(final byte[] bytes, final String nodeId) {
        final NodeRegisterDecoder decoder =
                new NodeRegisterDecoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
        assertThat(decoder.cpuMhz()).isPositive();
        final List<String> keys = new ArrayList<>();
        for (final NodeRegisterDecoder.AttributesDecoder attribute : decoder.attributes()) {
            keys.add(attribute.key());
            attribute.skipValue();
        }
        assertThat(keys).contains("kernel.name", "driver.raw_exec", "driver.mock_driver", "nomad.version");
        decoder.meta().forEach(meta -> {
            meta.skipKey();
            meta.skipValue();
        });
        decoder.drivers().forEach(driver -> driver.skipName());
        decoder.networks().forEach(network -> {
            network.skipMode();
            network.skipDevice();
            network.skipAddress();
            network.skipAlias();
        });
        decoder.reservedPorts().forEach(port -> port.port());
        decoder.hostVolumes().forEach(volume -> volume.skipName());
        decoder.devices().forEach(device -> {});
        assertThat(decoder.name()).isNotEmpty();
        assertThat(decoder.datacenter()).isEqualTo("dc1");
        assertThat(decoder.nodeClass()).isEmpty();
        assertThat(decoder.nodePool()).isEqualTo("default");
        final byte[] document = new byte[decoder.documentLength()];
        decoder.getDocument(document, 0, document.length);
        final JsonNode json = Assignments.parse(new String(document, StandardCharsets.UTF_8));
        assertThat(json.path("ID").asText()).isEqualTo(nodeId);
        assertThat(json.path("NodeResources").path("Cpu").path("CpuShares").asLong())
                .isPositive();
        assertThat(json.path("Drivers").path("raw_exec").path("Healthy").asBoolean())
                .isTrue();
        assertThat(json.path("Meta").path("connect.log_level").asText()).isEqualTo("info");
    }
}
