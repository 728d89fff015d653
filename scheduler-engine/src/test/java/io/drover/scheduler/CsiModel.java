package io.drover.scheduler;

import io.drover.scheduler.offheap.StringTable;
import io.drover.scheduler.spec.Topologies;
import io.drover.scheduler.spec.VolumeModes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Volumes of storage plugins as plain objects: claimed by what is placed, free again when it ends. */
final class CsiModel implements CsiView {
    /** Whoever claims a volume: an allocation and its job. */
    record Claim(int volume, int alloc, boolean writes) {}

    static final class Volume {
        final String id;
        final String plugin;
        final int capabilities;
        final List<Map<String, String>> topologies;
        boolean schedulable = true;
        int accessMode = VolumeModes.UNKNOWN;

        Volume(
                final String id,
                final String plugin,
                final int capabilities,
                final List<Map<String, String>> topologies) {
            this.id = id;
            this.plugin = plugin;
            this.capabilities = capabilities;
            this.topologies = topologies;
        }
    }

    final List<Volume> volumes = new ArrayList<>();
    final Map<Integer, Claim> claims = new LinkedHashMap<>();
    private final StringTable strings;
    private int claimCount;

    CsiModel(final StringTable strings) {
        this.strings = strings;
    }

    void add(final Volume volume) {
        strings.internText(volume.id);
        strings.internText(volume.plugin);
        volume.topologies.forEach(topology -> topology.forEach((key, value) -> {
            strings.internText(key);
            strings.internText(value);
        }));
        volumes.add(volume);
    }

    int row(final String id) {
        for (int row = 0; row < volumes.size(); row++) {
            if (volumes.get(row).id.equals(id)) {
                return row;
            }
        }
        return StateView.NULL_ROW;
    }

    void take(final int alloc, final List<SpecBuilder.Volume> asked) {
        for (final SpecBuilder.Volume each : asked) {
            final int row = row(each.source());
            if (each.access().isEmpty() || row == StateView.NULL_ROW) {
                continue;
            }
            claims.put(claimCount++, new Claim(row, alloc, !each.readOnly()));
            final Volume volume = volumes.get(row);
            if (volume.accessMode == VolumeModes.UNKNOWN) {
                volume.accessMode = VolumeModes.ACCESS.indexOf(each.access());
            }
        }
    }

    void release(final int alloc) {
        claims.values().removeIf(claim -> claim.alloc() == alloc);
        for (int row = 0; row < volumes.size(); row++) {
            if (firstClaim(row) == StateView.NULL_ROW) {
                volumes.get(row).accessMode = VolumeModes.UNKNOWN;
            }
        }
    }

    @Override
    public int find(final int namespace, final int id) {
        return row(strings.text(id));
    }

    @Override
    public int volumeId(final int volume) {
        return strings.internText(volumes.get(volume).id);
    }

    @Override
    public int plugin(final int volume) {
        return strings.internText(volumes.get(volume).plugin);
    }

    @Override
    public boolean isSchedulable(final int volume) {
        return volumes.get(volume).schedulable;
    }

    @Override
    public int capabilities(final int volume) {
        return volumes.get(volume).capabilities;
    }

    @Override
    public int accessMode(final int volume) {
        return volumes.get(volume).accessMode;
    }

    @Override
    public int attachmentMode(final int volume) {
        return volumes.get(volume).accessMode == VolumeModes.UNKNOWN ? VolumeModes.UNKNOWN : VolumeModes.FILE_SYSTEM;
    }

    @Override
    public void wrapTopologies(final int volume, final DirectBuffer view) {
        final List<Map<String, String>> all = volumes.get(volume).topologies;
        final Topologies topologies = new Topologies().begin(all.size());
        for (final Map<String, String> topology : all) {
            topologies.topology(topology.size());
            topology.forEach((key, value) -> topologies.segment(TestCluster.text(key), TestCluster.text(value)));
        }
        view.wrap(topologies.buffer(), 0, topologies.length());
    }

    @Override
    public int firstClaim(final int volume) {
        return next(-1, claim -> claim.volume() == volume);
    }

    @Override
    public int nextClaim(final int claim) {
        return next(claim, other -> other.volume() == claims.get(claim).volume());
    }

    @Override
    public boolean isWriter(final int claim) {
        return claims.get(claim).writes();
    }

    @Override
    public int claimant(final int claim) {
        return claims.get(claim).alloc();
    }

    @Override
    public long claimantIdHigh(final int claim) {
        return 0;
    }

    @Override
    public long claimantIdLow(final int claim) {
        return 0;
    }

    @Override
    public int firstClaimOf(final int alloc) {
        return next(-1, claim -> claim.alloc() == alloc);
    }

    @Override
    public int nextClaimOf(final int claim) {
        return next(claim, other -> other.alloc() == claims.get(claim).alloc());
    }

    @Override
    public int claimed(final int claim) {
        return claims.get(claim).volume();
    }

    private int next(final int after, final java.util.function.Predicate<Claim> wanted) {
        return claims.entrySet().stream()
                .filter(entry -> entry.getKey() > after && wanted.test(entry.getValue()))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(StateView.NULL_ROW);
    }
}
