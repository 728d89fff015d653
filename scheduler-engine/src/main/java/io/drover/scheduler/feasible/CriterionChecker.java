package io.drover.scheduler.feasible;

import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.Matcher;
import io.drover.scheduler.spec.Target;
import io.drover.scheduler.spec.Texts;
import io.drover.scheduler.spec.Version;

/**
 * Decides whether a constraint or an affinity holds on a node. {@code distinct_hosts} and {@code distinct_property} always
 * do here: they look at other allocations, which is not this class's matter.
 */
public final class CriterionChecker {
    private final StringTable strings;
    private final NodeValues values;
    private final Slice left = new Slice();
    private final Slice right = new Slice();
    private final Version version = new Version();

    public CriterionChecker(final Fleet fleet) {
        strings = fleet.strings();
        values = new NodeValues(fleet);
    }

    /**
     * Whether the criterion holds.
     *
     * @param node the node, or {@link NodeValues#NO_NODE} to look at its class only.
     */
    public boolean isMet(
            final Criteria criteria, final int index, final Texts texts, final NodeClass nodeClass, final int node) {
        final Operand operand = criteria.operand(index);
        if (Operand.DISTINCT_HOSTS == operand || Operand.DISTINCT_PROPERTY == operand) {
            return true;
        }
        values.resolve(texts, criteria.left(index), criteria.leftTarget(index), nodeClass, node, left);
        values.resolve(texts, criteria.right(index), criteria.rightTarget(index), nodeClass, node, right);
        return isMet(criteria, index, texts);
    }

    /** Whether a criterion holds whose right side is a literal and whose left side is this string, or {@link NodeClass#MISSING}. */
    boolean isMetBy(final Criteria criteria, final int index, final Texts texts, final int leftString) {
        final Operand operand = criteria.operand(index);
        if (Operand.DISTINCT_HOSTS == operand || Operand.DISTINCT_PROPERTY == operand) {
            return true;
        }
        values.setString(left, leftString);
        right.set(texts.buffer(), Texts.offset(criteria.right(index)), Texts.length(criteria.right(index)));
        return isMet(criteria, index, texts);
    }

    private boolean isMet(final Criteria criteria, final int index, final Texts texts) {
        final Operand operand = criteria.operand(index);
        return switch (operand) {
            case EQUAL -> left.isFound && right.isFound && Comparisons.equal(left, right);
            case NOT_EQUAL -> !Comparisons.equal(left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                left.isFound && right.isFound && Comparisons.isOrdered(operand, left, right);
            case IS_SET -> left.isFound;
            case IS_NOT_SET -> !left.isFound;
            case VERSION, SEMVER, REGEXP -> left.isFound && right.isFound && isMatched(criteria, index);
            case SET_CONTAINS -> left.isFound && right.isFound && Comparisons.containsElements(left, right, true);
            case SET_CONTAINS_ANY -> left.isFound && right.isFound && containsAny(criteria, index, texts);
            default -> false;
        };
    }

    /** Id of the string that a target means on a node, or {@link NodeClass#MISSING}. */
    public int stringId(
            final Texts texts, final long text, final Target target, final NodeClass nodeClass, final int node) {
        return values.stringId(texts, text, target, nodeClass, node);
    }

    /** Id of the key inside an interpolation of attributes or meta, so that it is looked up once for many nodes. */
    public int keyId(final Texts texts, final long text, final Target target) {
        return Target.KEY == target || Target.UNIQUE_KEY == target ? values.key(texts, text) : NodeClass.MISSING;
    }

    /** Id of the string that a target means on a node, its key being known, or {@link NodeClass#MISSING}. */
    public int stringId(final Target target, final int key, final NodeClass nodeClass, final int node) {
        return values.stringId(target, key, nodeClass, node);
    }

    /** Id of the string that equals a text, or {@link NodeClass#MISSING}. */
    public int findString(final Texts texts, final long text) {
        return strings.find(texts.buffer(), Texts.offset(text), Texts.length(text));
    }

    private boolean containsAny(final Criteria criteria, final int index, final Texts texts) {
        return Target.LITERAL == criteria.rightTarget(index)
                ? Comparisons.containsAny(left, criteria, index, texts)
                : Comparisons.containsElements(left, right, false);
    }

    private boolean isMatched(final Criteria criteria, final int index) {
        final Matcher matcher = Target.LITERAL == criteria.rightTarget(index)
                ? criteria.matcher(index)
                : Matcher.compile(criteria.operand(index), right.buffer, right.offset, right.length);
        return matcher.matches(left.buffer, left.offset, left.length, version);
    }
}
