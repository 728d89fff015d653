package io.drover.tools.sim.mutant;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Plants each defect by itself and runs simulations until one finds it. */
public final class MutantHunt {
    private static final String RUN_CLASS = "io.drover.tools.sim.SeedRun";

    private final long seedsMax;
    private final long activeMs;
    private final LongFunction<String> sound;
    private final Consumer<String> output;

    /**
     * A hunt.
     *
     * @param seedsMax how many seeds may be needed for one defect.
     * @param activeMs for how long things happen in each run.
     * @param sound what a seed comes to without any defect: what is violated then is no find.
     * @param output receives a line for each defect.
     */
    public MutantHunt(
            final long seedsMax, final long activeMs, final LongFunction<String> sound, final Consumer<String> output) {
        this.seedsMax = seedsMax;
        this.activeMs = activeMs;
        this.sound = sound;
        this.output = output;
    }

    /** Hunts for all defects whose numbers lie between, from 1; returns how many were not found. */
    public int run(final int first, final int last) {
        final List<Mutant> mutants = Mutants.all();
        int escaped = 0;
        int hunted = 0;
        for (int i = Math.max(1, first); i <= Math.min(last, mutants.size()); i++) {
            hunted++;
            if (!hunt(i, mutants.get(i - 1))) {
                escaped++;
            }
        }
        output.accept("mutants=" + hunted + " found=" + (hunted - escaped) + " escaped=" + escaped);
        return escaped;
    }

    private boolean hunt(final int number, final Mutant mutant) {
        final MutantLoader loader = new MutantLoader(mutant, MutantHunt.class.getClassLoader());
        for (long seed = 1; seed <= seedsMax; seed++) {
            final String found = run(loader, seed);
            if (!found.isEmpty() && sound.apply(seed).isEmpty()) {
                final int end = found.indexOf('\n');
                final String first = end < 0 ? found : found.substring(0, end);
                output.accept(String.format(
                        Locale.ROOT,
                        "%2d | %s | %d | %s",
                        number,
                        mutant.what(),
                        seed,
                        first.length() > 160 ? first.substring(0, 160) + "…" : first));
                return true;
            }
        }
        output.accept(String.format(
                Locale.ROOT,
                "%2d | %s | escaped %d seeds%s |",
                number,
                mutant.what(),
                seedsMax,
                loader.isPlanted() ? "" : ", never loaded"));
        return false;
    }

    /** Everything that goes wrong is a find: a class that cannot be linked any more would be none, so that is told. */
    private String run(final MutantLoader loader, final long seed) {
        try {
            final Method run = loader.loadClass(RUN_CLASS).getMethod("run", long.class, long.class);
            return String.valueOf(run.invoke(null, seed, activeMs));
        } catch (final InvocationTargetException ex) {
            final Throwable cause = ex.getCause() == null ? ex : ex.getCause();
            if (cause instanceof LinkageError) {
                throw new IllegalStateException("the planted defect is no valid code", cause);
            }
            return "the run ended with " + cause;
        } catch (final ReflectiveOperationException ex) {
            throw new IllegalStateException("the simulator cannot be loaded again", ex);
        }
    }
}
