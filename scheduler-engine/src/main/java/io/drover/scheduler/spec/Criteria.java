package io.drover.scheduler.spec;

import io.drover.sbe.jobspec.Operand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Constraints, or affinities: {@code left operand right}, by position. Those of the job as a whole have group
 * {@value #WHOLE}, those of a group as a whole have task {@value #WHOLE}.
 */
public final class Criteria {
    /** Not of a single group or task. */
    public static final int WHOLE = -1;

    private static final int NOT_SPLIT = -1;

    private static final Operand[] OPERANDS = Operand.values();
    private static final Target[] TARGETS = Target.values();

    private final Texts texts;
    private int count;
    private int[] groups = new int[8];
    private int[] tasks = new int[8];
    private byte[] operands = new byte[8];
    private int[] weights = new int[8];
    private long[] lefts = new long[8];
    private long[] rights = new long[8];
    private long[] operandTexts = new long[8];
    private byte[] leftTargets = new byte[8];
    private byte[] rightTargets = new byte[8];
    private boolean[] escapes = new boolean[8];
    private @Nullable Matcher[] matchers = new Matcher[8];
    private int[] elementFirsts = new int[8];
    private int[] elementLimits = new int[8];
    private long[] elements = new long[16];
    private int elementCount;

    Criteria(final Texts texts) {
        this.texts = texts;
    }

    void clear() {
        Arrays.fill(matchers, 0, count, null);
        count = 0;
        elementCount = 0;
    }

    void add(
            final int group,
            final int task,
            final Operand operand,
            final int weight,
            final long left,
            final long right,
            final long operandText) {
        if (count == groups.length) {
            grow();
        }
        groups[count] = group;
        tasks[count] = task;
        operands[count] = (byte) operand.ordinal();
        weights[count] = weight;
        lefts[count] = left;
        rights[count] = right;
        operandTexts[count] = operandText;
        leftTargets[count] = (byte) Target.of(texts, left).ordinal();
        rightTargets[count] = (byte) Target.of(texts, right).ordinal();
        elementFirsts[count] = NOT_SPLIT;
        escapes[count] = Target.escapes(texts, left) || Target.escapes(texts, right);
        count++;
    }

    public int count() {
        return count;
    }

    /** The group that it belongs to, or {@link #WHOLE} for the job. */
    public int group(final int index) {
        return groups[index];
    }

    /** Whether it applies to a group: one of the job, of the group, or of one of the group's tasks. */
    public boolean appliesTo(final int index, final int group) {
        return groups[index] == WHOLE || groups[index] == group;
    }

    public int task(final int index) {
        return tasks[index];
    }

    public Operand operand(final int index) {
        return OPERANDS[operands[index]];
    }

    /** Affinities: from -100 to 100. */
    public int weight(final int index) {
        return weights[index];
    }

    public long left(final int index) {
        return lefts[index];
    }

    public long right(final int index) {
        return rights[index];
    }

    /** The operand as it was written. */
    public long operandText(final int index) {
        return operandTexts[index];
    }

    public Target leftTarget(final int index) {
        return TARGETS[leftTargets[index]];
    }

    public Target rightTarget(final int index) {
        return TARGETS[rightTargets[index]];
    }

    /** Whether nodes of one class may differ in it. */
    public boolean escapes(final int index) {
        return escapes[index];
    }

    /** The compiled right side of a version, semver or regexp operand, made when it is first needed. */
    public Matcher matcher(final int index) {
        Matcher matcher = matchers[index];
        if (matcher == null) {
            matcher = Matcher.compile(operand(index), texts, rights[index]);
            matchers[index] = matcher;
        }
        return matcher;
    }

    /** First of the elements of the right side, a list with commas, for {@link #element}. */
    public int elementFirst(final int index) {
        if (elementFirsts[index] == NOT_SPLIT) {
            split(index);
        }
        return elementFirsts[index];
    }

    /** One behind the last of them; to be asked after {@link #elementFirst}. */
    public int elementLimit(final int index) {
        return elementLimits[index];
    }

    /** An element without the blanks around it, a text. */
    public long element(final int element) {
        return elements[element];
    }

    private void split(final int index) {
        final long right = rights[index];
        elementFirsts[index] = elementCount;
        int start = 0;
        for (int at = 0; at <= Texts.length(right); at++) {
            if (at == Texts.length(right) || texts.at(right, at) == ',') {
                addElement(right, start, at);
                start = at + 1;
            }
        }
        elementLimits[index] = elementCount;
    }

    private void addElement(final long right, final int from, final int to) {
        int start = from;
        while (start < to && isBlank(texts.at(right, start))) {
            start++;
        }
        int end = to;
        while (end > start && isBlank(texts.at(right, end - 1))) {
            end--;
        }
        if (elementCount == elements.length) {
            elements = Arrays.copyOf(elements, elementCount << 1);
        }
        elements[elementCount++] = Texts.slice(Texts.offset(right) + start, end - start);
    }

    private static boolean isBlank(final int at) {
        return at == ' ' || at >= '\t' && at <= '\r';
    }

    private void grow() {
        final int capacity = count << 1;
        groups = Arrays.copyOf(groups, capacity);
        tasks = Arrays.copyOf(tasks, capacity);
        operands = Arrays.copyOf(operands, capacity);
        weights = Arrays.copyOf(weights, capacity);
        lefts = Arrays.copyOf(lefts, capacity);
        rights = Arrays.copyOf(rights, capacity);
        operandTexts = Arrays.copyOf(operandTexts, capacity);
        leftTargets = Arrays.copyOf(leftTargets, capacity);
        rightTargets = Arrays.copyOf(rightTargets, capacity);
        escapes = Arrays.copyOf(escapes, capacity);
        matchers = Arrays.copyOf(matchers, capacity);
        elementFirsts = Arrays.copyOf(elementFirsts, capacity);
        elementLimits = Arrays.copyOf(elementLimits, capacity);
    }
}
