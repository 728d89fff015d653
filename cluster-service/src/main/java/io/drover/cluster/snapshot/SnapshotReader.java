package io.drover.cluster.snapshot;

import io.drover.cluster.engine.Engine;
import io.drover.cluster.wire.Shape;
import io.drover.cluster.wire.SnapshotShapes;
import io.drover.sbe.FeatureLevels;
import io.drover.sbe.common.MessageHeaderDecoder;
import io.drover.sbe.snapshot.AclRowDecoder;
import io.drover.sbe.snapshot.AllocRowDecoder;
import io.drover.sbe.snapshot.AutopilotRowDecoder;
import io.drover.sbe.snapshot.ClusterRowDecoder;
import io.drover.sbe.snapshot.CsiClaimRowDecoder;
import io.drover.sbe.snapshot.CsiMemberRowDecoder;
import io.drover.sbe.snapshot.CsiPluginRowDecoder;
import io.drover.sbe.snapshot.CsiVolumeRowDecoder;
import io.drover.sbe.snapshot.DeadlineRowDecoder;
import io.drover.sbe.snapshot.DeploymentRowDecoder;
import io.drover.sbe.snapshot.EdgeRowDecoder;
import io.drover.sbe.snapshot.EvalRowDecoder;
import io.drover.sbe.snapshot.HostVolumeClaimRowDecoder;
import io.drover.sbe.snapshot.HostVolumeRowDecoder;
import io.drover.sbe.snapshot.IndexRowDecoder;
import io.drover.sbe.snapshot.JobRowDecoder;
import io.drover.sbe.snapshot.JobSummaryRowDecoder;
import io.drover.sbe.snapshot.JobVersionRowDecoder;
import io.drover.sbe.snapshot.MemberLevelsRowDecoder;
import io.drover.sbe.snapshot.NamespaceRowDecoder;
import io.drover.sbe.snapshot.NodePoolRowDecoder;
import io.drover.sbe.snapshot.NodeRowDecoder;
import io.drover.sbe.snapshot.RestoreChunkRowDecoder;
import io.drover.sbe.snapshot.RootKeyRowDecoder;
import io.drover.sbe.snapshot.ScalingEventsRowDecoder;
import io.drover.sbe.snapshot.SchedulerConfigRowDecoder;
import io.drover.sbe.snapshot.ServiceRowDecoder;
import io.drover.sbe.snapshot.SessionRowDecoder;
import io.drover.sbe.snapshot.SnapshotBeginDecoder;
import io.drover.sbe.snapshot.SnapshotEndDecoder;
import io.drover.sbe.snapshot.VariableRowDecoder;
import io.drover.sbe.snapshot.VolumeUseRowDecoder;
import io.drover.scheduler.offheap.Digest;
import io.drover.scheduler.offheap.InvariantViolation;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a new engine from a snapshot, or refuses it: when it is truncated, damaged, of a later format, or holds what this version does
 * not know. Every record is measured before it is read, and in the end count and digest must be those that were written.
 */
public final class SnapshotReader {
    private final Consumer<Throwable> internalErrors;
    private final FeatureLevels levels;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotBeginDecoder begin = new SnapshotBeginDecoder();
    private final SnapshotEndDecoder end = new SnapshotEndDecoder();
    private final ClusterRowReader clusterReader = new ClusterRowReader();
    private final Digest bytesRead = new Digest();
    private boolean hasBegun;
    private boolean hasEnded;
    private int format;
    private long clusterHigh;
    private long clusterLow;
    private long logPosition;
    private long expectedCount;
    private long expectedDigest;
    private long recordCount;
    private @Nullable Engine engine;
    private @Nullable RowLoaders loaders;

    /** A reader of snapshots of all levels that this version has. */
    public SnapshotReader(final Consumer<Throwable> internalErrors) {
        this(internalErrors, FeatureLevels.OF_THIS_VERSION);
    }

    /** A reader that refuses snapshots of other feature levels than these. */
    public SnapshotReader(final Consumer<Throwable> internalErrors, final FeatureLevels levels) {
        this.internalErrors = internalErrors;
        this.levels = levels;
    }

    /** Reads all of a snapshot; null when its cluster was not born yet. */
    public @Nullable Engine read(final SnapshotSource source) {
        while (source.next(this::onRecord)) {
            if (hasEnded) {
                break;
            }
        }
        final Engine loaded = engine;
        if (hasEnded && 0 == recordCount && 0 == expectedCount && 0 == (clusterHigh | clusterLow)) {
            return null;
        }
        if (!hasEnded || loaded == null) {
            throw new SnapshotRefused(
                    "the snapshot is truncated: it ends after " + recordCount + " rows without its last record");
        }
        if (recordCount != expectedCount) {
            throw new SnapshotRefused(
                    "the snapshot has " + recordCount + " rows where it was written with " + expectedCount);
        }
        // The bytes first, then what was made of them: both must be what was written. What an earlier format gives is
        // written otherwise now.
        final long digest = bytesRead.value() == expectedDigest ? digestOfRows(loaded) : bytesRead.value();
        if (digest != expectedDigest) {
            throw new SnapshotRefused("the snapshot is damaged: its rows have digest " + Long.toHexString(digest)
                    + " where " + Long.toHexString(expectedDigest) + " was written");
        }
        return loaded;
    }

    private long digestOfRows(final Engine loaded) {
        try {
            final long digest = new SnapshotWriter(loaded).digest(clusterReader.clockMs());
            return format == SnapshotWriter.FORMAT_VERSION ? digest : expectedDigest;
        } catch (final RuntimeException | InvariantViolation ex) {
            throw new SnapshotRefused("the snapshot is damaged: its rows do not belong together", ex);
        }
    }

    /** What was read; null when its cluster was not born yet. */
    public @Nullable Engine engine() {
        return engine;
    }

    /** Upper half of the id of the cluster that it was taken of. */
    public long clusterHigh() {
        return clusterHigh;
    }

    /** Lower half of the id of the cluster that it was taken of. */
    public long clusterLow() {
        return clusterLow;
    }

    /** Log position at which it was taken. */
    public long logPosition() {
        return logPosition;
    }

    /** Digest of all rows, which is that of the state it was taken of. */
    public long digest() {
        return expectedDigest;
    }

    /** Cluster time at which it was taken. */
    public long clockMs() {
        return clusterReader.clockMs();
    }

    private void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final UnsafeBuffer record = new UnsafeBuffer(buffer, offset, length);
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new SnapshotRefused("the snapshot is damaged: row " + recordCount + " has only " + length + " bytes");
        }
        header.wrap(record, 0);
        if (header.schemaId() != SnapshotBeginDecoder.SCHEMA_ID) {
            throw new SnapshotRefused("this is no snapshot: its records are of schema " + header.schemaId());
        }
        final Shape shape = SnapshotShapes.of(header.templateId());
        if (shape == null) {
            throw new SnapshotRefused("the snapshot was written by a later version: row " + recordCount + " is of kind "
                    + header.templateId() + ", which this version does not know");
        }
        if (Shape.MISFIT == shape.walk(record, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), length)) {
            throw damaged(null);
        }
        try {
            dispatch(record);
        } catch (final SnapshotRefused refused) {
            throw refused;
        } catch (final RuntimeException | InvariantViolation ex) {
            throw damaged(ex);
        }
    }

    private SnapshotRefused damaged(final @Nullable Throwable cause) {
        final String sentence =
                "the snapshot is damaged: row " + recordCount + " of kind " + header.templateId() + " cannot be read";
        return cause == null ? new SnapshotRefused(sentence) : new SnapshotRefused(sentence, cause);
    }

    private void dispatch(final DirectBuffer record) {
        final int kind = header.templateId();
        if (kind == SnapshotBeginDecoder.TEMPLATE_ID) {
            onBegin(record);
        } else if (!hasBegun) {
            throw new SnapshotRefused("the snapshot does not begin with its first record");
        } else if (kind == SnapshotEndDecoder.TEMPLATE_ID) {
            end.wrapAndApplyHeader(record, 0, header);
            expectedCount = end.recordCount();
            expectedDigest = end.stateDigest();
            hasEnded = true;
        } else {
            bytesRead.add(record, 0, record.capacity());
            onRow(kind, record);
            recordCount++;
        }
    }

    private void onBegin(final DirectBuffer record) {
        if (hasBegun) {
            throw new SnapshotRefused("the snapshot begins twice");
        }
        begin.wrapAndApplyHeader(record, 0, header);
        if (begin.formatVersion() > SnapshotWriter.FORMAT_VERSION) {
            throw new SnapshotRefused("the snapshot has format " + begin.formatVersion() + "; this version reads up to "
                    + SnapshotWriter.FORMAT_VERSION);
        }
        format = begin.formatVersion();
        clusterHigh = begin.clusterId().high();
        clusterLow = begin.clusterId().low();
        logPosition = begin.logPosition();
        hasBegun = true;
    }

    private void onRow(final int kind, final DirectBuffer record) {
        if (kind == ClusterRowDecoder.TEMPLATE_ID) {
            final int level = clusterReader.level(record);
            if (!levels.contains(level)) {
                throw LevelRefused.of(level, levels);
            }
            final Engine made = new Engine(clusterReader.read(record, clusterHigh, clusterLow), internalErrors);
            clusterReader.restore(record, made);
            engine = made;
            loaders = new RowLoaders(made);
            return;
        }
        final RowLoaders rows = loaders;
        if (rows == null) {
            throw new SnapshotRefused("the snapshot has rows before that of its cluster");
        }
        switch (kind) {
            case IndexRowDecoder.TEMPLATE_ID -> rows.small().index(record);
            case SchedulerConfigRowDecoder.TEMPLATE_ID -> rows.small().config(record);
            case RestoreChunkRowDecoder.TEMPLATE_ID -> rows.small().restoreChunk(record);
            case AutopilotRowDecoder.TEMPLATE_ID -> rows.small().autopilot(record);
            case MemberLevelsRowDecoder.TEMPLATE_ID -> rows.small().member(record);
            case RootKeyRowDecoder.TEMPLATE_ID -> rows.small().rootKey(record);
            case NamespaceRowDecoder.TEMPLATE_ID -> rows.small().namespace(record);
            case NodePoolRowDecoder.TEMPLATE_ID -> rows.small().pool(record);
            case AclRowDecoder.TEMPLATE_ID -> rows.acl().entry(record);
            case VariableRowDecoder.TEMPLATE_ID -> rows.small().variable(record);
            case HostVolumeRowDecoder.TEMPLATE_ID -> rows.volumes().volume(record);
            case VolumeUseRowDecoder.TEMPLATE_ID -> rows.volumes().use(record);
            case HostVolumeClaimRowDecoder.TEMPLATE_ID -> rows.volumes().claim(record);
            case CsiPluginRowDecoder.TEMPLATE_ID -> rows.csi().plugin(record);
            case CsiMemberRowDecoder.TEMPLATE_ID -> rows.csi().member(record);
            case CsiVolumeRowDecoder.TEMPLATE_ID -> rows.csi().volume(record);
            case CsiClaimRowDecoder.TEMPLATE_ID -> rows.csi().claim(record);
            case EdgeRowDecoder.TEMPLATE_ID -> rows.small().edge(record);
            case SessionRowDecoder.TEMPLATE_ID -> rows.small().session(record);
            case DeadlineRowDecoder.TEMPLATE_ID -> rows.small().deadline(record);
            case NodeRowDecoder.TEMPLATE_ID -> rows.nodes().node(record);
            case JobRowDecoder.TEMPLATE_ID -> rows.jobs().job(record);
            case JobSummaryRowDecoder.TEMPLATE_ID -> rows.jobs().summary(record);
            case ScalingEventsRowDecoder.TEMPLATE_ID -> rows.jobs().scalingEvents(record);
            case JobVersionRowDecoder.TEMPLATE_ID -> rows.jobs().version(record);
            case EvalRowDecoder.TEMPLATE_ID -> rows.evals().eval(record);
            case AllocRowDecoder.TEMPLATE_ID -> rows.allocs().alloc(record);
            case DeploymentRowDecoder.TEMPLATE_ID -> rows.deployments().deployment(record);
            case ServiceRowDecoder.TEMPLATE_ID -> rows.deployments().service(record);
            default -> throw new SnapshotRefused("row " + recordCount + " of kind " + kind + " belongs in no snapshot");
        }
    }
}
