package io.drover.cluster.command;

import io.drover.cluster.state.ClusterState;
import io.drover.sbe.command.DeploymentChangeDecoder;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.agrona.concurrent.UnsafeBuffer;

/** The task groups that a command names; none means all. Names that nobody knows match nothing, as in the reference. */
final class GroupNames implements IntPredicate {
    private final ClusterState state;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private int[] names = new int[8];
    private int count;

    GroupNames(final ClusterState state) {
        this.state = state;
    }

    void read(final DeploymentChangeDecoder.GroupsDecoder groups) {
        count = 0;
        while (groups.hasNext()) {
            groups.next().wrapName(view);
            if (count == names.length) {
                names = Arrays.copyOf(names, count * 2);
            }
            names[count++] = state.heap().strings().find(view, 0, view.capacity());
        }
    }

    /** Whether the group of this name, by string id, is meant. */
    @Override
    public boolean test(final int name) {
        for (int i = 0; i < count; i++) {
            if (names[i] == name) {
                return true;
            }
        }
        return 0 == count;
    }
}
