package io.drover.gateway.explain;

import io.drover.sbe.common.Bool;
import io.drover.sbe.snapshot.ExplainedGroupRowDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * What one more allocation of a group asks for.
 *
 * @param name of the group.
 * @param groupCount groups of its job.
 * @param constraints those of the spec by position, also ones of other groups.
 * @param drivers of its tasks.
 */
record GroupAsk(
        String name,
        int groupCount,
        int cpuMhz,
        int memoryMb,
        int diskMb,
        int coreCount,
        List<String> constraints,
        List<String> drivers) {

    static GroupAsk of(final ExplainedGroupRowDecoder row) {
        final int groupCount = row.groupCount();
        final int cpuMhz = row.cpuMhz();
        final int memoryMb = row.memoryMb();
        final int diskMb = row.diskMb();
        final int coreCount = row.coreCount();
        final List<String> constraints = new ArrayList<>();
        for (final ExplainedGroupRowDecoder.ConstraintsDecoder each : row.constraints()) {
            // A constraint of another group is never told; its place keeps the numbers of the others right.
            final boolean isOwn = each.applies() == Bool.YES;
            final String text = each.left() + " " + each.operand() + " " + each.right();
            constraints.add(isOwn ? text.strip() : "");
        }
        final List<String> drivers = new ArrayList<>();
        for (final ExplainedGroupRowDecoder.DriversDecoder each : row.drivers()) {
            final String driver = each.driver();
            if (!drivers.contains(driver)) {
                drivers.add(driver);
            }
        }
        return new GroupAsk(row.name(), groupCount, cpuMhz, memoryMb, diskMb, coreCount, constraints, drivers);
    }
}
