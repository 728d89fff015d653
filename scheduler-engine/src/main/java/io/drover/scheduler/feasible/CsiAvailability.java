package io.drover.scheduler.feasible;

import io.drover.scheduler.AllocView;
import io.drover.scheduler.CsiView;
import io.drover.scheduler.StateView;
import io.drover.scheduler.spec.VolumeModes;

/** Whether a volume of a storage plugin can be claimed, wherever: by the mode of the claims that there are, and by whose they are. */
final class CsiAvailability {
    /** The kind of a verdict on one more claim of a job. */
    int verdict(
            final CsiView volumes,
            final AllocView allocs,
            final int job,
            final int volume,
            final boolean isReadOnly,
            final int attachment) {
        final int claimed = volumes.attachmentMode(volume);
        final boolean isUsable =
                volumes.isSchedulable(volume) && (VolumeModes.UNKNOWN == claimed || claimed == attachment);
        if (isReadOnly) {
            return isUsable && isReadable(volumes, allocs, job, volume) ? Verdict.FITS : Verdict.CSI_NOT_READABLE;
        }
        if (!isUsable || !isWritable(volumes, volume)) {
            return Verdict.CSI_NOT_WRITABLE;
        }
        final int claim = blockingClaim(volumes, allocs, job, volume);
        if (StateView.NULL_ROW == claim) {
            return Verdict.FITS;
        }
        return StateView.NULL_ROW == volumes.claimant(claim) ? Verdict.CSI_WRITTEN_BEFORE : Verdict.CSI_WRITTEN;
    }

    /** The first claim of a writer that keeps the job from writing, or {@link StateView#NULL_ROW} when it may write. */
    int blockingClaim(final CsiView volumes, final AllocView allocs, final int job, final int volume) {
        if (VolumeModes.MULTI_NODE_MULTI_WRITER == volumes.accessMode(volume)) {
            return StateView.NULL_ROW;
        }
        int claim = volumes.firstClaim(volume);
        while (StateView.NULL_ROW != claim && !(volumes.isWriter(claim) && isForeign(volumes, allocs, job, claim))) {
            claim = volumes.nextClaim(claim);
        }
        return claim;
    }

    private static boolean isWritable(final CsiView volumes, final int volume) {
        final int mode = volumes.accessMode(volume);
        return VolumeModes.UNKNOWN == mode
                ? VolumeModes.offersWriting(volumes.capabilities(volume))
                : VolumeModes.isClusterWriter(mode);
    }

    /** A volume of one node has no reader beside another one. */
    private static boolean isReadable(final CsiView volumes, final AllocView allocs, final int job, final int volume) {
        final int mode = volumes.accessMode(volume);
        if (VolumeModes.SINGLE_NODE_READER_ONLY != mode && VolumeModes.SINGLE_NODE_WRITER != mode) {
            return true;
        }
        for (int claim = volumes.firstClaim(volume); StateView.NULL_ROW != claim; claim = volumes.nextClaim(claim)) {
            if (isForeign(volumes, allocs, job, claim)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForeign(final CsiView volumes, final AllocView allocs, final int job, final int claim) {
        final int claimant = volumes.claimant(claim);
        return StateView.NULL_ROW == claimant || allocs.job(claimant) != job;
    }
}
