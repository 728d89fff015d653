package io.drover.agent.fingerprint;

/** The signals that tasks can be sent; jobs with a {@code change_signal} or {@code kill_signal} are matched against it. */
final class SignalFingerprinter implements Fingerprinter {
    private static final String SIGNALS =
            "SIGABRT,SIGALRM,SIGBUS,SIGCONT,SIGFPE,SIGHUP,SIGILL,SIGINT,SIGIO,SIGIOT,SIGKILL,"
                    + "SIGNULL,SIGPIPE,SIGPROF,SIGQUIT,SIGSEGV,SIGSTOP,SIGSYS,SIGTERM,SIGTRAP,SIGTSTP,SIGTTIN,SIGTTOU,SIGUSR1,"
                    + "SIGUSR2,SIGWINCH,SIGXCPU,SIGXFSZ";

    @Override
    public String name() {
        return "signal";
    }

    @Override
    public void fingerprint(final FingerprintBuilder found) {
        found.attribute("os.signals", SIGNALS);
    }
}
