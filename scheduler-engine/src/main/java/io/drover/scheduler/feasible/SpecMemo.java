package io.drover.scheduler.feasible;

import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.offheap.Mix;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.Target;
import io.drover.scheduler.spec.Texts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a spec, so that many classes of nodes ask once: the ids of its texts among the cluster's strings, and which
 * values meet its constraints. Two small tables in which the newest answer takes the slot; an answer that is not there any more is found
 * anew. Valid for one spec during one evaluation.
 */
final class SpecMemo {
    private static final int SLOTS = 256;
    private static final long EMPTY = Long.MIN_VALUE;

    private final StringTable strings;
    private final CriterionChecker checker;
    private final long[] texts = new long[SLOTS];
    private final int[] ids = new int[SLOTS];
    private final long[] questions = new long[SLOTS];
    private final boolean[] answers = new boolean[SLOTS];
    private @Nullable JobSpec owner;

    SpecMemo(final StringTable strings, final CriterionChecker checker) {
        this.strings = strings;
        this.checker = checker;
    }

    /** Forgets everything: strings may have changed. */
    void clear() {
        owner = null;
    }

    /** Id of the string that equals a text of the spec, or {@link NodeClass#MISSING}. */
    int id(final JobSpec spec, final long text) {
        use(spec);
        final int slot = slot(text);
        if (texts[slot] != text) {
            texts[slot] = text;
            ids[slot] = strings.find(spec.texts().buffer(), Texts.offset(text), Texts.length(text));
        }
        return ids[slot];
    }

    /** Whether a constraint of the spec holds on nodes of a class, or on one of them. */
    boolean isMet(final JobSpec spec, final int constraint, final NodeClass nodeClass, final int node) {
        final Criteria constraints = spec.constraints();
        final Target left = constraints.leftTarget(constraint);
        if (Target.LITERAL != constraints.rightTarget(constraint) || !isOfClass(left)) {
            return checker.isMet(constraints, constraint, spec.texts(), nodeClass, node);
        }
        use(spec);
        final int key = Target.KEY == left ? key(spec, constraints.left(constraint)) : NodeClass.MISSING;
        final int value = checker.stringId(left, key, nodeClass, NodeValues.NO_NODE);
        final long question = (long) constraint << Integer.SIZE | value & 0xffff_ffffL;
        final int slot = slot(question);
        if (questions[slot] != question) {
            answers[slot] = checker.isMetBy(constraints, constraint, spec.texts(), value);
            questions[slot] = question;
        }
        return answers[slot];
    }

    private int key(final JobSpec spec, final long text) {
        // The key is what stands inside the interpolation; its complement tells the slot from that of the text itself.
        final int slot = slot(~text);
        if (texts[slot] != ~text) {
            texts[slot] = ~text;
            ids[slot] = checker.keyId(spec.texts(), text, Target.KEY);
        }
        return ids[slot];
    }

    private static boolean isOfClass(final Target left) {
        return Target.KEY == left || Target.DATACENTER == left || Target.NODE_CLASS == left || Target.NODE_POOL == left;
    }

    private static int slot(final long question) {
        return (int) Mix.mix(question) & SLOTS - 1;
    }

    private void use(final JobSpec spec) {
        if (owner != spec) {
            owner = spec;
            Arrays.fill(texts, EMPTY);
            Arrays.fill(questions, EMPTY);
        }
    }
}
