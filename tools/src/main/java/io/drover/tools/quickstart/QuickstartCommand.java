package io.drover.tools.quickstart;

import io.drover.tools.cli.Command;
import io.drover.tools.cli.FlagException;
import io.drover.tools.cli.Flags;
import io.drover.tools.cli.Ui;
import io.drover.tools.cli.http.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code drover quickstart}: three servers and a client as processes on this machine, a service and a batch job on them, each step
 * told with its time. Stays until Ctrl-C, or ends by itself with {@code -exit}; nothing is left behind.
 */
public final class QuickstartCommand implements Command {
    private static final long TOUR_LIMIT_S = 60;
    private static final long STOP_LIMIT_S = 10;
    private static final long CLOSE_LIMIT_S = 45;

    private final Flags flags = new Flags().bool("exit", "End after the last step instead of waiting for Ctrl-C.");

    @Override
    public int run(final List<String> arguments, final Ui ui) {
        try {
            if (flags.parse(arguments) == null) {
                ui.output(HELP);
                return 0;
            }
        } catch (final FlagException ex) {
            ui.error(String.valueOf(ex.getMessage()));
            return 1;
        }
        final CountDownLatch ended = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        final Thread main = Thread.currentThread();
        final Thread hook = new Thread(() -> onSignal(main, ended, closed), "quickstart-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(ui, ended);
        } finally {
            closed.countDown();
        }
    }

    private static final String HELP = """
            Usage: drover quickstart [-exit]

              Starts three servers and a client on this machine, runs a service and a batch
              job on them and tells what happens. Stays up until Ctrl-C.

            Options:

              -exit
                End after the last step instead of waiting for Ctrl-C.""";

    private int run(final Ui ui, final CountDownLatch ended) {
        final Timeline timeline = new Timeline(ui);
        try (LocalCluster cluster = new LocalCluster(3, 1, false)) {
            timeline.step("starting three servers and one client in " + cluster.directory());
            cluster.start();
            return tour(ui, timeline, cluster, ended);
        } catch (final IOException | UncheckedIOException ex) {
            ui.error("quickstart failed: " + ex.getMessage());
            return 1;
        } finally {
            timeline.step("everything is stopped and removed");
        }
    }

    private int tour(final Ui ui, final Timeline timeline, final LocalCluster cluster, final CountDownLatch ended) {
        try {
            final Tour tour = new Tour(cluster, timeline, new Waiter(TOUR_LIMIT_S, cluster::lostAgents));
            try {
                tour.run();
                showNextSteps(ui, cluster);
                if (!flags.isOn("exit")) {
                    ui.output("\nThe cluster runs until you press Ctrl-C.");
                    ended.await();
                }
                return 0;
            } finally {
                stopJobs(timeline, cluster);
            }
        } catch (final InterruptedException ex) {
            return 0;
        } catch (final QuickstartException | ApiException | IOException ex) {
            ui.error("quickstart failed: " + ex.getMessage() + "\n" + cluster.tails());
            return 1;
        }
    }

    /** Tasks outlive agents that end; so the jobs go first. Where the API does not answer, the agents' processes are swept later. */
    private static void stopJobs(final Timeline timeline, final LocalCluster cluster) {
        final boolean isInterrupted = Thread.interrupted();
        try {
            new Tour(cluster, timeline, new Waiter(STOP_LIMIT_S, cluster::lostAgents)).stopJobs();
        } catch (final QuickstartException | ApiException ex) {
            timeline.detail("jobs are stopped with their client: " + ex.getMessage());
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void showNextSteps(final Ui ui, final LocalCluster cluster) {
        final String launcher = System.getProperty("drover.launcher", "drover");
        ui.output("\nTry next, while it runs (without -exit) in another terminal:\n\n"
                + "    export NOMAD_ADDR=" + cluster.servers().get(0).address() + "\n"
                + "    " + launcher + " job status web\n"
                + "    " + launcher + " service info web\n"
                + "    " + launcher + " job run " + cluster.directory().resolve("web.hcl")
                + "     # after a change, such as count = 3\n"
                + "    " + launcher + " server members\n"
                + "\nFor everyday use, one process is enough: " + launcher + " agent -dev");
    }

    /** Ctrl-C ends the tour wherever it is; the main thread then takes everything down. */
    private static void onSignal(final Thread main, final CountDownLatch ended, final CountDownLatch closed) {
        if (closed.getCount() == 0) {
            return;
        }
        ended.countDown();
        main.interrupt();
        try {
            closed.await(CLOSE_LIMIT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
