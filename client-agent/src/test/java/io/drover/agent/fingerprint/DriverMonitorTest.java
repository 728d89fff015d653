package io.drover.agent.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.agent.driver.Driver;
import io.drover.agent.driver.DriverFingerprint;
import io.drover.agent.driver.TaskConfig;
import io.drover.agent.driver.TaskHandle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DriverMonitorTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final DriverFingerprint.Capabilities NONE =
            new DriverFingerprint.Capabilities(false, false, DriverFingerprint.FsIsolation.NONE);
    private static final DriverFingerprint SOUND =
            new DriverFingerprint(true, true, "Healthy", Map.of("driver.a.version", "1.2"), NONE);
    private static final DriverFingerprint LOST =
            new DriverFingerprint(false, false, "Failed to connect to docker daemon", Map.of(), NONE);

    private record FakeDriver(String name, Supplier<DriverFingerprint> answer) implements Driver {
        @Override
        public DriverFingerprint fingerprint() {
            return answer.get();
        }

        @Override
        public TaskHandle start(final TaskConfig config) {
            throw new UnsupportedOperationException();
        }

        @Override
        public TaskHandle recover(final TaskConfig config, final byte[] handleState) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void shouldShowDetectedDriversAsNodeAttributes() throws Exception {
        try (DriverMonitor monitor = new DriverMonitor(
                List.of(new FakeDriver("a", () -> SOUND), new FakeDriver("b", () -> LOST)),
                CLOCK,
                Duration.ofHours(1))) {
            monitor.start(() -> {});

            assertThat(monitor.awaitFirst(Duration.ofSeconds(30))).isTrue();
            assertThat(monitor.attributes())
                    .containsOnly(Map.entry("driver.a", "1"), Map.entry("driver.a.version", "1.2"));
            final DriverInfo sound = monitor.infos().get("a");
            assertThat(sound.attributes()).containsEntry("driver.a", "true");
            assertThat(sound.updateTime()).isEqualTo(NOW);
            final DriverInfo lost = monitor.infos().get("b");
            assertThat(lost.attributes()).isEmpty();
            assertThat(lost.healthDescription()).isEqualTo("Failed to connect to docker daemon");
        }
    }

    @Test
    void shouldTellOfAllFirstAnswersBeforeTheyCountAsGiven() throws Exception {
        final CountDownLatch isTold = new CountDownLatch(1);
        final CountDownLatch mayReturn = new CountDownLatch(1);
        try (DriverMonitor monitor =
                new DriverMonitor(List.of(new FakeDriver("a", () -> SOUND)), CLOCK, Duration.ofHours(1))) {
            monitor.start(() -> {
                isTold.countDown();
                try {
                    mayReturn.await();
                } catch (final InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            isTold.await();

            assertThat(monitor.awaitFirst(Duration.ZERO)).isFalse();
            mayReturn.countDown();
            assertThat(monitor.awaitFirst(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void shouldNotWaitForASlowDriver() throws Exception {
        final CountDownLatch answer = new CountDownLatch(1);
        final FakeDriver slow = new FakeDriver("slow", () -> {
            try {
                answer.await();
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SOUND;
        });
        try (DriverMonitor monitor =
                new DriverMonitor(List.of(slow, new FakeDriver("a", () -> SOUND)), CLOCK, Duration.ofHours(1))) {
            final LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();
            monitor.start(() -> changes.add("changed"));
            assertThat(changes.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(monitor.infos()).containsOnlyKeys("a");
            assertThat(monitor.awaitFirst(Duration.ofMillis(1))).isFalse();
            answer.countDown();

            assertThat(monitor.awaitFirst(Duration.ofSeconds(30))).isTrue();
            assertThat(monitor.infos()).containsOnlyKeys("a", "slow");
        }
    }

    @Test
    void shouldReportChangesOnly() throws Exception {
        final LinkedBlockingQueue<DriverFingerprint> answers =
                new LinkedBlockingQueue<>(List.of(SOUND, SOUND, LOST, LOST, SOUND));
        final CountDownLatch asked = new CountDownLatch(6);
        final FakeDriver driver = new FakeDriver("a", () -> {
            asked.countDown();
            final DriverFingerprint next = answers.poll();
            return next == null ? SOUND : next;
        });
        final LinkedBlockingQueue<Boolean> seen = new LinkedBlockingQueue<>();
        try (DriverMonitor monitor = new DriverMonitor(List.of(driver), CLOCK, Duration.ofMillis(1))) {
            monitor.start(() -> seen.add(monitor.infos().get("a").healthy()));
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(seen).containsExactly(true, false, true);
    }

    @Test
    void shouldCallADriverThatThrowsUnhealthy() throws Exception {
        final FakeDriver driver = new FakeDriver("a", () -> {
            throw new IllegalStateException("broken");
        });
        try (DriverMonitor monitor = new DriverMonitor(List.of(driver), CLOCK, Duration.ofHours(1))) {
            monitor.start(() -> {});
            monitor.awaitFirst(Duration.ofSeconds(30));

            assertThat(monitor.infos().get("a").healthDescription()).isEqualTo("failed to fingerprint driver");
            assertThat(monitor.attributes()).isEmpty();
        }
    }
}
