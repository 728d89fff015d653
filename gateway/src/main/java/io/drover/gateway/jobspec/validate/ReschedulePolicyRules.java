package io.drover.gateway.jobspec.validate;

import io.drover.gateway.jobspec.GoDuration;
import io.drover.gateway.jobspec.json.JsonObject;
import java.util.List;

/** Rules of reschedule policies, above all whether the wanted attempts fit into the interval. */
final class ReschedulePolicyRules {

    private static final long MIN_DELAY_NS = 5_000_000_000L;
    private static final long MIN_INTERVAL_NS = 15_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> FUNCTIONS = List.of("constant", "exponential", "fibonacci");

    private final long attempts;
    private final long interval;
    private final long delay;
    private final long maxDelay;
    private final String function;
    private final boolean isUnlimited;
    private final ErrorList errors = new ErrorList();

    private ReschedulePolicyRules(final JsonObject policy) {
        attempts = policy.number("Attempts");
        interval = policy.number("Interval");
        delay = policy.number("Delay");
        maxDelay = policy.number("MaxDelay");
        function = policy.text("DelayFunction");
        isUnlimited = policy.flag("Unlimited");
    }

    static ErrorList check(final JsonObject policy) {
        final ReschedulePolicyRules rules = new ReschedulePolicyRules(policy);
        if (rules.attempts > 0 || rules.isUnlimited) {
            rules.check();
        }
        return rules.errors;
    }

    private void check() {
        if (attempts > 0) {
            if (interval <= 0) {
                errors.add("Interval must be a non zero value if Attempts > 0");
            }
            if (isUnlimited) {
                errors.add("Reschedule Policy with Attempts = " + attempts + ", Interval = "
                        + GoDuration.format(interval) + ", and Unlimited = true is ambiguous");
                errors.add("If Attempts >0, Unlimited cannot also be set to true");
            }
        }
        final boolean canCompare = delays();
        if (!isUnlimited) {
            if (interval < MIN_INTERVAL_NS) {
                errors.add("Interval cannot be less than " + GoDuration.format(MIN_INTERVAL_NS) + " (got "
                        + GoDuration.format(interval) + ")");
            }
            if (canCompare) {
                attemptsFit();
            }
        }
    }

    private boolean delays() {
        boolean isSound = true;
        if (delay < MIN_DELAY_NS) {
            errors.add("Delay cannot be less than " + GoDuration.format(MIN_DELAY_NS) + " (got "
                    + GoDuration.format(delay) + ")");
            isSound = false;
        }
        if (!FUNCTIONS.contains(function)) {
            errors.add(
                    "Invalid delay function " + Quoted.of(function) + ", must be one of " + Quoted.listOf(FUNCTIONS));
            isSound = false;
        }
        if (!function.equals("constant")) {
            if (maxDelay < MIN_DELAY_NS) {
                errors.add("Max Delay cannot be less than " + GoDuration.format(MIN_DELAY_NS) + " (got "
                        + GoDuration.format(delay) + ")");
                isSound = false;
            }
            if (maxDelay < delay) {
                errors.add("Max Delay cannot be less than Delay " + GoDuration.format(delay) + " (got "
                        + GoDuration.format(maxDelay) + ")");
                isSound = false;
            }
        }
        return isSound;
    }

    /** How many attempts an interval allows and what interval the wanted ones need. */
    private record Viability(boolean isViable, long possible, double neededNs) {}

    private void attemptsFit() {
        final Viability viability = switch (function) {
            case "constant" -> constant();
            case "exponential" -> exponential();
            default -> fibonacci();
        };
        if (viability.isViable()) {
            return;
        }
        final String start = "Nomad can only make " + Math.max(0, viability.possible()) + " attempts in "
                + GoDuration.format(interval) + " with initial delay " + GoDuration.format(delay);
        errors.add(
                function.equals("constant")
                        ? start + " and delay function " + Quoted.of(function)
                        : start + ", delay function " + Quoted.of(function) + ", and delay ceiling "
                                + GoDuration.format(maxDelay));
        final long rounded = Math.round(viability.neededNs() / SECOND) * SECOND;
        errors.add("Set the interval to at least " + GoDuration.format(rounded) + " to accommodate " + attempts
                + " attempts");
    }

    private Viability constant() {
        final double needed = (double) attempts * delay;
        return interval < needed ? new Viability(false, interval / delay, needed) : new Viability(true, 0, needed);
    }

    private Viability exponential() {
        double needed = 0;
        long possible = 0;
        for (long i = 0; i < attempts; i++) {
            final double next = Math.pow(2, (double) i) * delay;
            if (next > maxDelay) {
                return atCeiling(needed, possible, attempts - i);
            }
            needed = next;
            possible += needed < interval ? 1 : 0;
        }
        return new Viability(possible >= attempts, possible, needed);
    }

    /** Adds the attempts that all wait for the longest delay. */
    private Viability atCeiling(final double needed, final long possible, final long rest) {
        final double room = Math.ceil((interval - needed) / maxDelay) - 1;
        final long more = (long) Math.max(0, Math.min(room, (double) rest));
        return new Viability(possible + more >= attempts, possible + more, needed + rest * (double) maxDelay);
    }

    /** The delays grow like the numbers of that name up to the ceiling, then by the ceiling each. */
    private Viability fibonacci() {
        double beforeLast = delay;
        double last = delay;
        long possible = delay > interval ? 0 : -1;
        long i = 2;
        boolean isBelowCeiling = true;
        while (i < attempts && isBelowCeiling) {
            final double next = Math.min(last + beforeLast, (double) maxDelay);
            isBelowCeiling = last + beforeLast <= maxDelay;
            beforeLast = last;
            last = next;
            possible = possible < 0 && last > interval ? i : possible;
            i++;
        }
        final double needed = last + Math.max(0, attempts - i) * (double) maxDelay;
        if (possible < 0) {
            possible = i + (long) Math.max(0, Math.floor((interval - last) / maxDelay));
        }
        return new Viability(interval >= needed, possible, needed);
    }
}
