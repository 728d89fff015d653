package io.drover.scheduler;

import io.drover.sbe.common.DeviceValueKind;
import io.drover.scheduler.fleet.NodeDraft;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Like devices of a node as plain objects. */
final class DeviceModel {
    record Instance(String id, boolean healthy, int numaNode) {}

    final String vendor;
    final String type;
    final String name;
    int memoryMib;
    String model = "";
    final List<Instance> instances = new ArrayList<>();

    DeviceModel(final String vendor, final String type, final String name) {
        this.vendor = vendor;
        this.type = type;
        this.name = name;
    }

    /** What an allocation holds when it holds an instance. */
    String key(final Instance instance) {
        return vendor + '\0' + type + '\0' + name + '\0' + instance.id();
    }

    boolean isNamed(final String asked) {
        return asked.equals(type)
                || asked.equals(vendor + "/" + type)
                || asked.equals(vendor + "/" + type + "/" + name);
    }

    void draftTo(final NodeDraft draft) {
        final UnsafeBuffer nothing = TestCluster.text("");
        for (final Instance instance : instances) {
            draft.deviceInstance(TestCluster.text(instance.id()), instance.healthy(), instance.numaNode());
        }
        draft.deviceAttribute(
                TestCluster.text("memory"), DeviceValueKind.INTEGER, memoryMib, nothing, TestCluster.text("MiB"));
        draft.deviceAttribute(TestCluster.text("model"), DeviceValueKind.TEXT, 0, TestCluster.text(model), nothing);
        draft.device(TestCluster.text(vendor), TestCluster.text(type), TestCluster.text(name));
    }
}
