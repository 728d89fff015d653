package io.drover.tools.sim;

import io.drover.tools.Version;
import io.drover.tools.cli.Command;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Ui;
import io.drover.tools.sim.mutant.MutantHunt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code drover sim}: simulated clusters, one for each seed. Exits with 1 when anything was violated. */
public final class SimCommand implements Command {
    private static final String HELP = """
            Usage: drover sim [options]

              Runs simulated clusters through whatever befalls clusters, one for each seed,
              and checks what must hold. What fails is shrunk and printed. The last line is
              seeds=… violations=…; the exit code is 1 when there are violations.

            Options:

              -seeds=<a-b>
                The seeds to run. Default = 1-100.

              -seed=<n>
                One seed, twice, to see that both runs are the same.

              -seconds=<n>
                For how many virtual seconds things happen to each cluster, before all is
                mended and must come to rest. Default = 120.

              -trace
                Prints each step, with -seed.

              -step
                Waits for the Enter key before each step, with -seed.

              -shrink=<bool>
                Looks for fewer steps that fail too. Default = true.

              -mutants=<a-b>
                Plants defects, those of these numbers, one at a time, and counts the seeds
                until each is found. Default = none; all are 1-999.

              -bench
                Measures three servers, 50 nodes and 100 jobs.""";

    private static final long MUTANT_SEEDS_MAX = 1_000;
    private static final int BENCH_RUNS = 6;
    private static final long BENCH_MS = 600_000;

    private final Flags flags = new Flags()
            .text("seeds", "a-b", "1-100", "")
            .integer("seed", 0, "")
            .integer("seconds", 120, "")
            .bool("trace", "")
            .bool("step", "")
            .boolOn("shrink", "")
            .text("mutants", "a-b", "")
            .bool("bench", "");

    @Override
    public int run(final List<String> arguments, final Ui ui) {
        try {
            if (flags.parse(arguments) == null) {
                ui.output(HELP);
                return 0;
            }
            if (flags.isGiven("mutants")) {
                final SeedRange range = SeedRange.parse(flags.text("mutants"));
                final MutantHunt hunt =
                        new MutantHunt(MUTANT_SEEDS_MAX, activeMs(), seed -> SeedRun.run(seed, activeMs()), ui::output);
                return hunt.run((int) range.first(), (int) range.last()) == 0 ? 0 : 1;
            }
            if (flags.isOn("bench")) {
                return bench(ui);
            }
            return flags.isGiven("seed")
                    ? one(ui, flags.number("seed"))
                    : many(ui, SeedRange.parse(flags.text("seeds")));
        } catch (final FlagException | IllegalArgumentException ex) {
            ui.error(String.valueOf(ex.getMessage()));
            return 1;
        }
    }

    private long activeMs() {
        final long seconds = flags.number("seconds");
        if (seconds < 1 || seconds > 86_400) {
            throw new IllegalArgumentException("-seconds is " + seconds + "; expected 1 to 86400");
        }
        return TimeUnit.SECONDS.toMillis(seconds);
    }

    private int many(final Ui ui, final SeedRange seeds) {
        final long startNs = System.nanoTime();
        long violations = 0;
        long virtualMs = 0;
        long entries = 0;
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            final Scale scale = Scale.of(seed, activeMs());
            final Simulation.Outcome outcome = Simulation.run(seed, scale);
            virtualMs += outcome.virtualMs();
            entries += outcome.entries();
            if (outcome.isViolated()) {
                violations++;
                report(ui, outcome, scale);
            }
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        ui.output(String.format(
                Locale.ROOT,
                "%d virtual minutes, %d log entries, %.0f × real time",
                TimeUnit.MILLISECONDS.toMinutes(virtualMs),
                entries,
                virtualMs / 1e3 / seconds));
        ui.output("seeds=" + seeds.count() + " violations=" + violations);
        return violations == 0 ? 0 : 1;
    }

    private int one(final Ui ui, final long seed) {
        final Scale scale = Scale.of(seed, activeMs());
        final Simulation.Outcome first = Simulation.run(seed, scale, Plan.of(seed, scale), trace(ui));
        final Simulation.Outcome second = Simulation.run(seed, scale);
        if (first.fingerprint() != second.fingerprint()) {
            ui.output("seed " + seed + " ran differently the second time: something depends on more than the seed");
            ui.output("seeds=1 violations=1");
            return 1;
        }
        if (first.isViolated()) {
            report(ui, first, scale);
        }
        ui.output(String.format(
                Locale.ROOT,
                "%s, %d virtual seconds, %d entries, %d lost with a leader, %d commands answered, %d reads, fingerprint %x",
                scale,
                first.virtualMs() / 1_000,
                first.entries(),
                first.lostEntries(),
                first.answered(),
                first.reads(),
                first.fingerprint()));
        ui.output("seeds=1 violations=" + (first.isViolated() ? 1 : 0));
        return first.isViolated() ? 1 : 0;
    }

    /** Time of the one core that it runs on, so that other work of the machine does not count; the first runs warm it up. */
    private int bench(final Ui ui) {
        final Scale scale = new Scale(3, 50, 100, 300, BENCH_MS);
        int violated = 0;
        double best = 0;
        for (int run = 1; run <= BENCH_RUNS; run++) {
            final long startNs = cpuNs();
            final Simulation.Outcome outcome = Simulation.run(run, scale);
            final double seconds = (cpuNs() - startNs) / 1e9;
            best = Math.max(best, outcome.virtualMs() / 1e3 / seconds);
            violated += outcome.isViolated() ? 1 : 0;
            ui.output(String.format(
                    Locale.ROOT,
                    "3 servers, 50 nodes, 100 jobs: %d virtual seconds in %.2f s of a core, %.0f × real time, %d entries%s",
                    outcome.virtualMs() / 1_000,
                    seconds,
                    outcome.virtualMs() / 1e3 / seconds,
                    outcome.entries(),
                    outcome.isViolated() ? ", violated: " + outcome.violation() : ""));
        }
        ui.output(String.format(Locale.ROOT, "warm: %.0f × real time", best));
        return violated == 0 ? 0 : 1;
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void report(final Ui ui, final Simulation.Outcome failed, final Scale scale) {
        ui.output("seed " + failed.seed() + " is violated " + failed.violation());
        Simulation.Outcome shown = failed;
        if (flags.isOn("shrink")) {
            final Shrinker shrinker = new Shrinker(failed.seed(), scale);
            shown = shrinker.shrink(failed);
            ui.output("  shrunk from " + failed.steps().size() + " to "
                    + shown.steps().size() + " steps in " + shrinker.runs() + " runs: " + shown.violation());
        }
        ui.output("  " + Version.describe());
        ui.output("  " + scale);
        shown.steps().forEach(step -> ui.output("  " + step));
        shown.causes().forEach(cause -> ui.output(stack(cause)));
        ui.output("  again: drover sim -seconds " + flags.number("seconds") + " -seed " + failed.seed() + " -trace");
    }

    private Consumer<String> trace(final Ui ui) {
        if (flags.isOn("step")) {
            final BufferedReader keys = new BufferedReader(new InputStreamReader(ui.in(), StandardCharsets.UTF_8));
            return line -> {
                ui.output(line);
                try {
                    keys.readLine();
                } catch (final IOException ex) {
                    throw new UncheckedIOException("the keyboard cannot be read", ex);
                }
            };
        }
        return flags.isOn("trace") ? ui::output : line -> {};
    }

    private static String stack(final Throwable cause) {
        final StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
