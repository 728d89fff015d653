package io.drover.tools.sim.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** All planted defects, as {@code defects.txt} lists them. */
final class Mutants {
    private static final int HEXADECIMAL = 16;

    private Mutants() {}

    static List<Mutant> all() {
        try (InputStream in = Objects.requireNonNull(Mutants.class.getResourceAsStream("defects.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Mutants::read)
                    .toList();
        } catch (final IOException ex) {
            throw new UncheckedIOException("the list of defects cannot be read", ex);
        }
    }

    private static Mutant read(final String line) {
        final String[] columns = line.split(" \\| ");
        final String[] method = columns[2].split("#");
        final int overload = method.length == 1 ? 0 : Integer.parseInt(method[1]);
        return new Mutant(columns[0], columns[1], method[0], overload, edit(columns[3].split(" ")));
    }

    private static Edit edit(final String[] words) {
        return switch (words[0]) {
            case "skip" -> Edit.skip(words[1], Integer.parseInt(words[2]));
            case "invert" -> Edit.invert(Integer.parseInt(words[1]));
            case "exchange" ->
                Edit.exchange(
                        Integer.parseInt(words[1], HEXADECIMAL),
                        Integer.parseInt(words[2], HEXADECIMAL),
                        Integer.parseInt(words[3]));
            case "nothing" -> Edit.nothing();
            case "zero" -> Edit.zero();
            case "one" -> Edit.one();
            case "answer" -> Edit.answer("java/lang/System", words[1]);
            default -> throw new IllegalArgumentException("nothing is known of the edit " + words[0]);
        };
    }
}
