package io.drover.tools.planted;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Breaks every rule of the core once: the rules test proves that each rule sees its violation. */
final class Violations {
    private final Map<String, String> byName = new HashMap<>();
    private final Random random = new Random(1);
    private final Pattern pattern = Pattern.compile("a");
    private final Path path = Path.of("a");

    long now() {
        return System.currentTimeMillis() + random.nextInt() + byName.size();
    }

    boolean matches() {
        new Thread(() -> {}, "planted").interrupt();
        return pattern.matcher(path.toString()).matches();
    }
}
