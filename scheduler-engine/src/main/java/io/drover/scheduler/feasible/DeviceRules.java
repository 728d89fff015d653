package io.drover.scheduler.feasible;

import io.drover.sbe.common.DeviceValueKind;
import io.drover.sbe.jobspec.Operand;
import io.drover.scheduler.fleet.DeviceGroup;
import io.drover.scheduler.fleet.DeviceKeys;
import io.drover.scheduler.fleet.DeviceValue;
import io.drover.scheduler.fleet.Fleet;
import io.drover.scheduler.fleet.NodeClass;
import io.drover.scheduler.fleet.NodeDevices;
import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Criteria;
import io.drover.scheduler.spec.DeviceTarget;
import io.drover.scheduler.spec.JobSpec;
import io.drover.scheduler.spec.Matcher;
import io.drover.scheduler.spec.SpecDevices;
import io.drover.scheduler.spec.Texts;
import io.drover.scheduler.spec.Version;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of like devices suit what a task asks for: by name, by constraints on their attributes, and how well by affinities. Values
 * have types and units; those of different types satisfy nothing but that they differ in being there.
 */
final class DeviceRules {
    /** No node: only its class is judged. */
    static final int NO_NODE = NodeValues.NO_NODE;

    private static final int NO_KEY = -1;

    private final Fleet fleet;
    private final StringTable strings;
    private final DeviceValue left = new DeviceValue();
    private final DeviceValue right = new DeviceValue();
    private final Slice leftText = new Slice();
    private final Slice rightText = new Slice();
    private final Version version = new Version();
    private final ExpandableArrayBuffer scratch = new ExpandableArrayBuffer(128);
    private final ExpandableArrayBuffer joined = new ExpandableArrayBuffer(128);
    private int[] available = new int[8];

    DeviceRules(final Fleet fleet) {
        this.fleet = fleet;
        strings = fleet.strings();
    }

    /** Whether a node that nobody uses has all that a group asks for; an ask may be met by several groups of devices together here. */
    boolean hasAll(final JobSpec spec, final int group, final NodeClass nodeClass, final int node) {
        if (!spec.group(group).hasDevices()) {
            return true;
        }
        final int count = nodeClass.deviceGroupCount();
        if (count > available.length) {
            available = new int[count];
        }
        boolean hasAny = false;
        for (int place = 0; place < count; place++) {
            available[place] = nodeClass.deviceGroup(place).healthyCount();
            hasAny = true;
        }
        final SpecDevices devices = spec.devices();
        for (int ask = 0; ask < devices.count(); ask++) {
            if (devices.group(ask) == group && !(hasAny && consume(spec, ask, nodeClass, node))) {
                return false;
            }
        }
        return true;
    }

    private boolean consume(final JobSpec spec, final int ask, final NodeClass nodeClass, final int node) {
        int wanted = spec.devices().instanceCount(ask);
        for (int place = 0; wanted > 0 && place < nodeClass.deviceGroupCount(); place++) {
            if (available[place] > 0 && suits(spec, ask, nodeClass, place, node)) {
                final int taken = Math.min(wanted, available[place]);
                available[place] -= taken;
                wanted -= taken;
            }
        }
        return wanted <= 0;
    }

    /** Whether a group of devices has the name that is asked for and meets all constraints. */
    boolean suits(final JobSpec spec, final int ask, final NodeClass nodeClass, final int place, final int node) {
        final DeviceGroup devices = nodeClass.deviceGroup(place);
        if (!isNamed(spec.texts(), spec.devices().name(ask), devices)) {
            return false;
        }
        final Criteria constraints = spec.devices().constraints();
        for (int i = 0; i < constraints.count(); i++) {
            if (constraints.group(i) == ask && !isMet(constraints, i, spec.texts(), devices, place, node)) {
                return false;
            }
        }
        return true;
    }

    /** Whether constraints on ids admit an instance. */
    boolean admits(
            final JobSpec spec,
            final int ask,
            final NodeClass nodeClass,
            final int place,
            final int node,
            final int key) {
        final Criteria constraints = spec.devices().constraints();
        for (int i = 0; i < constraints.count(); i++) {
            if (constraints.group(i) == ask && !admits(spec.texts(), constraints, i, nodeClass, place, node, key)) {
                return false;
            }
        }
        return true;
    }

    private boolean admits(
            final Texts texts,
            final Criteria constraints,
            final int index,
            final NodeClass nodeClass,
            final int place,
            final int node,
            final int key) {
        final boolean isLeft = DeviceTarget.of(texts, constraints.left(index)) == DeviceTarget.IDS;
        if (!isLeft && DeviceTarget.of(texts, constraints.right(index)) != DeviceTarget.IDS) {
            return true;
        }
        resolve(
                texts,
                isLeft ? constraints.right(index) : constraints.left(index),
                nodeClass.deviceGroup(place),
                place,
                node,
                left);
        final DirectBuffer buffer = strings.buffer(key);
        final int start = DeviceKeys.start(buffer, strings.offset(key), strings.length(key), DeviceKeys.ID);
        right.text(buffer, strings.offset(key) + start, strings.length(key) - start);
        return left.isFound() && holds(constraints.operand(index), null);
    }

    /** The weights of an ask's affinities that a group of devices meets. */
    long matchedWeight(final JobSpec spec, final int ask, final NodeClass nodeClass, final int place, final int node) {
        final Criteria affinities = spec.devices().affinities();
        long matched = 0;
        for (int i = 0; i < affinities.count(); i++) {
            if (affinities.group(i) == ask
                    && isMet(affinities, i, spec.texts(), nodeClass.deviceGroup(place), place, node)) {
                matched += affinities.weight(i);
            }
        }
        return matched;
    }

    /** {@code type}, {@code vendor/type} or {@code vendor/type/name}; further slashes belong to the name. */
    private boolean isNamed(final Texts texts, final long name, final DeviceGroup devices) {
        final int offset = Texts.offset(name);
        final int length = Texts.length(name);
        final int first = slash(texts, name, 0);
        if (first == length) {
            return isString(devices.type(), texts.buffer(), offset, length);
        }
        final int second = slash(texts, name, first + 1);
        return isString(devices.vendor(), texts.buffer(), offset, first)
                && isString(devices.type(), texts.buffer(), offset + first + 1, second - first - 1)
                && (second == length
                        || isString(devices.name(), texts.buffer(), offset + second + 1, length - second - 1));
    }

    private static int slash(final Texts texts, final long text, final int from) {
        int at = from;
        while (at < Texts.length(text) && texts.at(text, at) != '/') {
            at++;
        }
        return at;
    }

    private boolean isString(final int string, final DirectBuffer buffer, final int offset, final int length) {
        return strings.compare(string, buffer, offset, length) == 0;
    }

    private boolean isMet(
            final Criteria criteria,
            final int index,
            final Texts texts,
            final DeviceGroup devices,
            final int place,
            final int node) {
        resolve(texts, criteria.left(index), devices, place, node, left);
        resolve(texts, criteria.right(index), devices, place, node, right);
        final boolean isLiteral = DeviceTarget.of(texts, criteria.right(index)) == DeviceTarget.LITERAL;
        final Operand operand = criteria.operand(index);
        return holds(operand, isLiteral && isMatching(operand) ? criteria.matcher(index) : null);
    }

    private static boolean isMatching(final Operand operand) {
        return Operand.VERSION == operand || Operand.SEMVER == operand || Operand.REGEXP == operand;
    }

    private boolean holds(final Operand operand, final @Nullable Matcher matcher) {
        final boolean areFound = left.isFound() && right.isFound();
        return switch (operand) {
            case IS_SET -> left.isFound();
            case IS_NOT_SET -> !left.isFound();
            case NOT_EQUAL -> areFound ? differ() : left.isFound() != right.isFound();
            case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> areFound && isOrdered(operand);
            case VERSION, SEMVER, REGEXP -> areFound && isMatched(operand, matcher);
            case SET_CONTAINS, SET_CONTAINS_ANY -> areFound && areTexts() && contains(Operand.SET_CONTAINS == operand);
            default -> false;
        };
    }

    private boolean differ() {
        final int order = left.compare(right);
        return order != DeviceValue.INCOMPARABLE && order != 0;
    }

    private boolean isOrdered(final Operand operand) {
        final int order = left.compare(right);
        if (order == DeviceValue.INCOMPARABLE) {
            return false;
        }
        return switch (operand) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private boolean isMatched(final Operand operand, final @Nullable Matcher matcher) {
        if (left.kind() == DeviceValueKind.INTEGER && Operand.REGEXP != operand) {
            leftText.set(scratch, 0, scratch.putLongAscii(0, left.number()));
        } else if (areTexts()) {
            leftText.set(left.buffer(), left.offset(), left.length());
        } else {
            return false;
        }
        final Matcher compiled =
                matcher == null ? Matcher.compile(operand, right.buffer(), right.offset(), right.length()) : matcher;
        return compiled.matches(leftText.buffer, leftText.offset, leftText.length, version);
    }

    /** Literals that look like numbers are texts all the same where texts are wanted; attributes that are numbers are not. */
    private boolean areTexts() {
        return left.hasText() && right.hasText();
    }

    private boolean contains(final boolean each) {
        leftText.set(left.buffer(), left.offset(), left.length());
        rightText.set(right.buffer(), right.offset(), right.length());
        return Comparisons.containsElements(leftText, rightText, each);
    }

    private void resolve(
            final Texts texts,
            final long text,
            final DeviceGroup devices,
            final int place,
            final int node,
            final DeviceValue value) {
        switch (DeviceTarget.of(texts, text)) {
            case LITERAL -> value.parse(texts.buffer(), Texts.offset(text), Texts.length(text));
            case VENDOR -> setString(value, devices.vendor());
            case TYPE -> setString(value, devices.type());
            case MODEL -> setString(value, devices.name());
            case IDS -> joinIds(place, node, value);
            case ATTRIBUTE -> readAttribute(texts, text, devices, place, node, value);
            case UNKNOWN -> value.clear();
        }
    }

    private void readAttribute(
            final Texts texts,
            final long text,
            final DeviceGroup devices,
            final int place,
            final int node,
            final DeviceValue value) {
        final int key = strings.find(texts.buffer(), DeviceTarget.keyOffset(text), DeviceTarget.keyLength(text));
        final boolean isFound = key != NO_KEY
                && (devices.read(key, strings, value)
                        || node != NO_NODE && fleet.detail(node).devices().readUnique(place, key, strings, value));
        if (!isFound) {
            value.clear();
        }
    }

    private void setString(final DeviceValue value, final int string) {
        value.text(strings.buffer(string), strings.offset(string), strings.length(string));
    }

    private void joinIds(final int place, final int node, final DeviceValue value) {
        if (node == NO_NODE) {
            value.clear();
            return;
        }
        final NodeDevices devices = fleet.detail(node).devices();
        int length = 0;
        for (int i = devices.first(place); i < devices.limit(place); i++) {
            final int key = devices.key(i);
            final DirectBuffer buffer = strings.buffer(key);
            final int start = DeviceKeys.start(buffer, strings.offset(key), strings.length(key), DeviceKeys.ID);
            if (length > 0) {
                joined.putByte(length++, (byte) ',');
            }
            joined.putBytes(length, buffer, strings.offset(key) + start, strings.length(key) - start);
            length += strings.length(key) - start;
        }
        value.text(joined, 0, length);
    }
}
