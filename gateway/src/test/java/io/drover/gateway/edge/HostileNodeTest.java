package io.drover.gateway.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link LinkFuzzTest} keeps, damaged further: an edge fails for none of it. {@code -Dhostile.seed=N} runs another sequence. */
class HostileNodeTest {
    private static final Path INPUTS = Path.of("src/test/resources/io/drover/gateway/edge/LinkFuzzTestInputs/payload");
    private static final int MUTATIONS = 200;

    private final long seed = Long.getLong("hostile.seed", 3);
    private final Random random = new Random(seed);

    @Test
    void shouldSurviveDamagedPayloads() throws IOException {
        final List<Path> inputs;
        try (Stream<Path> files = Files.list(INPUTS)) {
            inputs = files.sorted().toList();
        }
        for (final Path input : inputs) {
            final byte[] bytes = Files.readAllBytes(input);
            final HostileNode node = new HostileNode();
            for (int i = 0; i < MUTATIONS; i++) {
                final byte[] damaged = damage(bytes);
                try {
                    node.payload(damaged);
                } catch (final RuntimeException | AssertionError ex) {
                    throw new AssertionError(
                            "seed " + seed + ", payload " + HexFormat.of().formatHex(damaged), ex);
                }
            }
        }
    }

    /** The kind stays, or most would only be of another kind. */
    private byte[] damage(final byte[] bytes) {
        final byte[] copy = random.nextInt(4) == 0 && bytes.length > 1
                ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1))
                : bytes.clone();
        for (int changes = random.nextInt(4); changes > 0 && copy.length > 1; changes--) {
            final int at = 1 + random.nextInt(copy.length - 1);
            copy[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt();
                case 1 -> -1;
                case 2 -> 0;
                default -> (byte) (copy[at] ^ 1 << random.nextInt(8));
            };
        }
        return copy;
    }
}
